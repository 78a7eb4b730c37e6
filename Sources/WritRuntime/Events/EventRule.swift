// What a contract says of an event beside its data.

internal import Logging
internal import WritEngine
internal import WritWire

/// A rule for the kind, the id and the retry of events.
struct EventRule: Sendable {
    let rules: SchemaRules
    let number: Int

    init(_ rules: SchemaRules, _ number: Int) {
        self.rules = rules
        self.number = number
    }

    /// How an event breaks the rule. Its data is looked at elsewhere: here it is there, or not.
    func violations(event: String?, id: String?, retry: Int?) -> [Violation] {
        var json = OutputBuffer(minimumCapacity: 128)
        let start = json.count
        json.append(",\"data\":\"\"")
        if let event { json.write(",\"event\":", event) }
        if let id { json.write(",\"id\":", id) }
        if let retry { json.write(",\"retry\":", retry) }
        json.endObject(start)
        // The buffer lives until its bytes are checked.
        return unsafe rules.violations(of: json.bytes, by: number)
    }
}

extension OperationRequest {
    /// What looks at each event of an answer before it is sent; nil where there is nothing to look for.
    func eventCheck<Data>(
        _ rule: EventRule?
    ) -> ((ServerSentEvent<Data>) throws(AnswerStreamError) -> Void)? {
        guard let rule else { return nil }
        let (logger, operation) = (shared.logger, operation.id)
        return { event throws(AnswerStreamError) in
            // Without data it is none: a sign of life, or where to go on.
            guard event.data != nil else { return }
            let violations = rule.violations(event: event.event, id: event.id, retry: event.retry)
            guard !violations.isEmpty else { return }
            let list = violations.map { "\($0.pointer.isEmpty ? "the event" : $0.pointer): \($0.message) (\($0.keyword))" }
            logger.error(
                "an event breaks the contract",
                metadata: ["operation": "\(operation)", "violations": "\(list.joined(separator: "; "))"])
            throw .brokenContract
        }
    }
}
