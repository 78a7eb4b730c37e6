// Answers: by status, family of statuses or `default`; what the handler returns and what it throws.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    func resolveResult(_ source: OperationSource, parent: TypeName) -> OperationResult? {
        guard let responses = source.place["responses"], responses.node.mapping?.isEmpty == false else {
            resolution.error(
                "missing-field", "the operation has no `responses`", at: source.place,
                hint: "declare at least one, such as `'200'` or `'204'` with a `description`")
            return nil
        }
        var answers: [Answer] = []
        for (key, written) in responses.entries where !key.hasPrefix("x-") {
            guard let status = status(key, responses), let place = resolution.follow(written),
                resolution.checkKeywords(place, as: .response)
            else { continue }
            answers += resolveAnswers(status, place, parent: parent)
        }
        guard !answers.isEmpty else { return nil }
        return partition(answers, responses)
    }

    private func status(_ key: String, _ responses: Place) -> Answer.Status? {
        if key == "default" { return .default }
        let digits = Array(key.uppercased().utf8)
        if digits.count == 3, let first = Int(String(key.prefix(1))), (1...5).contains(first) {
            if digits[1...] == [UInt8(ascii: "X"), UInt8(ascii: "X")] { return first == 1 ? informational(key, responses) : .family(first) }
            if let code = Int(key) { return code < 200 ? informational(key, responses) : .code(code) }
        }
        resolution.error(
            "wrong-status", "`\(key)` is no status code", at: responses[key] ?? responses,
            location: responses.keyLocation(key), hint: "write three digits such as `'200'`, a family such as `4XX`, or `default`")
        return nil
    }

    private func informational(_ key: String, _ responses: Place) -> Answer.Status? {
        resolution.error(
            "wrong-status", "the interim status \(key) is not handled: a handler gives one final answer",
            at: responses[key] ?? responses, location: responses.keyLocation(key), hint: "leave it out")
        return nil
    }

    private func resolveAnswers(_ status: Answer.Status, _ place: Place, parent: TypeName) -> [Answer] {
        let name = StatusNames.caseName(status)
        let documentation = place["description"]?.node.string
        if place["description"] == nil {
            resolution.warn(
                "missing-field", "the response has no `description`, which the specification requires", at: place,
                hint: "say in a line what the answer means")
        }
        let content = place["content"]
        guard let content, content.node.mapping?.isEmpty == false else {
            return [Answer(status: status, caseName: name, body: .none, documentation: documentation)]
        }
        let media = handledMedia(content) { MediaKind.isJSON($0) || MediaKind.isText($0) }
        return media.enumerated().compactMap { index, media in
            let caseName = self.media(media.type, media: content, count: self.countHandled(content), name)
            let home = TypeHome(parent: parent, name: SwiftNames.typeName(caseName) + "Body")
            guard let schema = schema(of: media.place, .answer, home: home) else { return nil }
            let body: Answer.Body
            if MediaKind.isJSON(media.type) {
                body = .json(mediaType: media.type, schema)
            } else {
                guard let text = textSchema(schema, media.place) else { return nil }
                body = .text(mediaType: media.type, text)
            }
            return Answer(status: status, caseName: caseName, body: body, documentation: documentation)
        }
    }

    private func countHandled(_ content: Place) -> Int {
        content.entries.count { MediaKind.isJSON($0.key) || MediaKind.isText($0.key) }
    }

    /// `ok`, or `okJSON` and `okText` where the status has several media types.
    private func media(_ type: String, media content: Place, count: Int, _ name: String) -> String {
        guard count > 1 else { return name }
        let suffix =
            switch type.lowercased() {
            case "application/json": "JSON"
            case "text/plain": "Text"
            default: SwiftNames.typeName(String(type.drop { $0 != "/" }.prefix { $0 != ";" }))
            }
        return name + suffix
    }

    /// Text bodies are strings; a schema that allows anything is one too.
    private func textSchema(_ schema: ValueSchema, _ media: Place) -> ValueSchema? {
        switch schema.type {
        case .string: return schema
        case .json: return ValueSchema(.string)
        default:
            resolution.error(
                "media-type", "a text body must be described by a schema of type string", at: media["schema"] ?? media,
                hint: "use `type: string`, or declare it as JSON")
            return nil
        }
    }

    // MARK: Success and failure

    /// Successes are the 2xx answers; without them the 3xx ones; without those `default`.
    private func partition(_ answers: [Answer], _ responses: Place) -> OperationResult? {
        for family in [2, 3] {
            let successes = answers.filter { $0.status.family == family }
            guard !successes.isEmpty else { continue }
            return OperationResult(
                success: success(successes), failures: answers.filter { $0.status.family != family })
        }
        let successes = answers.filter { $0.status == .default }
        guard !successes.isEmpty else {
            resolution.error(
                "missing-success", "the operation declares no answer for success", at: responses,
                hint: "add a 2xx status, such as `'200'` or `'204'`")
            return nil
        }
        return OperationResult(success: .choice(successes), failures: answers.filter { $0.status != .default })
    }

    private func success(_ answers: [Answer]) -> OperationResult.Success {
        if answers.count == 1, case .code = answers[0].status { return .plain(answers[0]) }
        return .choice(answers)
    }
}

extension Answer.Status {
    /// The first digit; nil for `default`.
    var family: Int? {
        switch self {
        case .code(let code): code / 100
        case .family(let family): family
        case .default: nil
        }
    }
}
