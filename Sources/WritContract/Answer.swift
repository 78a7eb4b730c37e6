// What an operation answers: successes that handlers return, failures that they throw.

/// What a handler returns and throws.
package struct OperationResult: Sendable, Hashable {
    package enum Success: Sendable, Hashable {
        /// One 2xx answer with at most one media type: the handler returns the value itself, or nothing.
        case plain(Answer)
        /// `Success`, an enum with a case for each.
        case choice([Answer])
    }

    package var success: Success
    /// The cases of `Failure`; empty: the operation has no such type.
    package var failures: [Answer]

    package init(success: Success, failures: [Answer]) {
        self.success = success
        self.failures = failures
    }

    /// All answers, those of success first.
    package var answers: [Answer] { successes + failures }

    package var successes: [Answer] {
        switch success {
        case .plain(let answer): [answer]
        case .choice(let answers): answers
        }
    }

    package mutating func change(_ change: (inout Answer) -> Void) {
        switch success {
        case .plain(var answer):
            change(&answer)
            success = .plain(answer)
        case .choice(var answers):
            for index in answers.indices { change(&answers[index]) }
            success = .choice(answers)
        }
        for index in failures.indices { change(&failures[index]) }
    }
}

/// One answer: a status (or a family of them) with one kind of body or none, and header fields.
package struct Answer: Sendable, Hashable {
    package enum Status: Sendable, Hashable {
        case code(Int)
        /// `4XX` is 4.
        case family(Int)
        case `default`
    }

    package enum Body: Sendable, Hashable {
        case none
        /// JSON; of several media types the one that the client likes best.
        case json(mediaTypes: [String], ValueSchema)
        case text(mediaType: String, ValueSchema)
        /// Bytes, or a stream of them; where the media type is a range, the handler tells which one it is.
        case bytes(mediaType: String)
        /// Values as they come, each sent at once.
        case sequence(mediaType: String, SequenceFormat, item: ValueSchema)
    }

    package enum SequenceFormat: Sendable, Hashable {
        /// `text/event-stream` whose events have JSON, or text where the item is a string, as their data.
        case events
        /// A line of JSON for each value.
        case lines
        /// RFC 7464: a record separator before each.
        case records
    }

    package var status: Status
    package var caseName: String
    package var body: Body
    package var headers: [AnswerHeader]
    /// Kept behind a reference: what copies and destroys the enumeration is much of its code otherwise.
    package var isBoxed = false
    /// What the body is checked against when that is asked for, by `RuleList.numbers`.
    package var rule: String?
    /// What the events of an event stream are checked against beside their data, by `RuleList.numbers`.
    package var eventRule: String?
    /// The rule is of a schema that is written for this answer: others have another one, whatever their bodies are.
    package var hasOwnRule = false
    package var documentation: String?
    /// What a problem of the runtime's has to be to stand for the body of a failure; nil where none can.
    package var problem: ProblemForm?
    /// The body has members that the status tells, where the author leaves them out: `ObjectType.filled`.
    package var isFilled = false
    /// The response's name under `components`, where it is written there.
    package var component: String?

    package init(
        status: Status, caseName: String, body: Body, headers: [AnswerHeader] = [], documentation: String?
    ) {
        self.status = status
        self.caseName = caseName
        self.body = body
        self.headers = headers
        self.documentation = documentation
    }

    /// What the answer may be sent as; empty without a body.
    package var mediaTypes: [String] {
        switch body {
        case .none: []
        case .json(let mediaTypes, _): mediaTypes
        case .text(let mediaType, _), .bytes(let mediaType), .sequence(let mediaType, _, _): [mediaType]
        }
    }

    /// The schema of what the handler gives for the body; nil for bytes and without a body.
    package var schema: ValueSchema? {
        switch body {
        case .none, .bytes: nil
        case .json(_, let schema), .text(_, let schema), .sequence(_, _, let schema): schema
        }
    }

    /// Whether it tells the client where to go on, or that it has what it asked for.
    package var isRedirection: Bool {
        switch status {
        case .code(let code): code / 100 == 3
        case .family(let family): family == 3
        case .default: false
        }
    }

    package var isSequence: Bool { if case .sequence = body { true } else { false } }
}

/// A header field of an answer.
package struct AnswerHeader: Sendable, Hashable {
    /// How the value becomes text.
    package enum Form: Sendable, Hashable {
        /// A primitive, or a list of them with commas between.
        case plain
        /// Whatever JSON can say, in the style `simple`: `a,1,b,2` or, exploded, `a=1,b=2`.
        case simple(isExploded: Bool)
        case json
    }

    package var wireName: String
    package var swiftName: String
    package var schema: ValueSchema
    package var form: Form
    package var isRequired: Bool
    package var documentation: String?

    package init(
        wireName: String, swiftName: String, schema: ValueSchema, form: Form = .plain, isRequired: Bool,
        documentation: String? = nil
    ) {
        self.form = form
        self.wireName = wireName
        self.swiftName = swiftName
        self.schema = schema
        self.isRequired = isRequired
        self.documentation = documentation
    }
}
