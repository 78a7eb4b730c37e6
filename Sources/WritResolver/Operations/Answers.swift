// Answers: by status, family of statuses or `default`; what the handler returns and what it throws.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    func resolveResult(_ source: OperationSource, parent: TypeName) -> OperationResult? {
        // Its absence and a wrong shape were told when the operation's shape was checked.
        guard let responses = source.place[.responses] else { return partition([], source.place, source) }
        guard responses.node.mapping != nil else { return nil }
        var answers: [Answer] = []
        var names = NameScope(reserved: ["self", "init"])
        var isComplete = true
        var seen: Set<Answer.Status> = []
        for (key, written) in responses.entries where !key.hasPrefix("x-") {
            guard let status = status(key, responses), let place = resolution.follow(written, as: .response),
                resolution.checkKeywords(place, as: .response)
            else {
                isComplete = false
                continue
            }
            if isInterim(status, key, responses, source) { continue }
            guard seen.insert(status).inserted else {
                resolution.error(
                    "duplicate-status", "the status `\(key)` is declared twice", at: written,
                    location: responses.keyLocation(key), hint: "remove one")
                continue
            }
            let description = written[.description]?.node.string ?? place[.description]?.node.string
            guard let found = resolveAnswers(status, place, description, parent: parent, &names) else {
                isComplete = false
                continue
            }
            let component = place.componentName(in: .responses)
            answers += found.map { answer in
                var answer = answer
                answer.component = component
                return answer
            }
        }
        return isComplete ? partition(answers, responses, source) : nil
    }

    private func status(_ key: String, _ responses: Place) -> Answer.Status? {
        if key == Keyword.default { return .default }
        let digits = Array(key.uppercased().utf8)
        if digits.count == 3, let first = Int(String(key.prefix(1))), (1...5).contains(first) {
            if digits[1...] == [UInt8(ascii: "X"), UInt8(ascii: "X")] {
                if key != key.uppercased() {
                    resolution.warn(
                        "wrong-status", "`\(key)` must be written `\(key.uppercased())`", at: responses[named: key] ?? responses,
                        location: responses.keyLocation(key))
                }
                return .family(first)
            }
            if let code = Int(key) { return .code(code) }
        }
        resolution.error(
            "wrong-status", "\(VisibleText.quoted(key)) isn't a status code", at: responses[named: key] ?? responses,
            location: responses.keyLocation(key),
            hint: "write three digits such as `'200'`, a family such as `4XX`, or `default`")
        return nil
    }

    /// Before an answer come interim ones, which no handler gives (RFC 9110, 15.2).
    private func isInterim(_ status: Answer.Status, _ key: String, _ responses: Place, _ source: OperationSource) -> Bool {
        guard status.family == 1 else { return false }
        let isUpgrade = status == .code(101)
        // Whoever opens the WebSocket answers it.
        if isUpgrade, source.webSocket != nil { return true }
        resolution.warn(
            "interim-status", "no handler answers the interim status \(key): it is documented only",
            at: responses[named: key] ?? responses, location: responses.keyLocation(key),
            hint: isUpgrade ? "say under `x-writ-websocket` what messages there are, if it is for a WebSocket" : nil)
        return true
    }

    /// An answer for each media type; nil after a diagnostic.
    private func resolveAnswers(
        _ status: Answer.Status, _ place: Place, _ description: String?, parent: TypeName, _ names: inout NameScope
    ) -> [Answer]? {
        let name = StatusNames.caseName(status)
        // Since 3.2 it may be left out.
        if place[.description] == nil, resolution.minorVersion < 2 {
            resolution.warn(
                "missing-field", "the response has no `description`, which the specification requires", at: place,
                hint: "say in a line what the answer means")
        }
        let home = TypeHome(parent: parent, name: SwiftNames.typeName(name))
        guard let headers = resolveHeaders(place, home: home.inside("Header")) else { return nil }
        guard let content = place[.content], content.node.mapping?.isEmpty != true, hasBody(status, content) else {
            let caseName = names.claim(name)
            return [
                Answer(status: status, caseName: caseName, body: .none, headers: headers, documentation: description)
            ]
        }
        guard let media = contents(content) else { return nil }
        let groups = groupedAnswers(media)
        var answers: [Answer] = []
        for group in groups {
            let caseName = names.claim(self.name(name, of: group[0], count: groups.count))
            let home = TypeHome(parent: parent, name: bodyName(caseName))
            guard let body = answerBody(group, home: home) else { continue }
            var answer = Answer(status: status, caseName: caseName, body: body, headers: headers, documentation: description)
            if case .json = body, resolution.options.validatesAnswers, let schema = group[0].place[.schema] {
                let shared = resolution.plainTarget(of: schema)
                answer.rule = schemas.plan.name([(shared ?? schema, nil)], .answer)
                answer.hasOwnRule = shared == nil
            }
            if case .sequence(_, .events, _) = body { answer.eventRule = eventRule(group[0].place, .answer) }
            answers.append(answer)
        }
        return answers.count == groups.count ? answers : nil
    }

    /// JSON of one schema is one answer, whatever it is called.
    private func groupedAnswers(_ media: [MediaContent]) -> [[MediaContent]] {
        // Many operations may have one large answer by reference: it is not written out to be compared with nothing.
        let jsonCount = media.count { if case .json = $0.kind { true } else { false } }
        guard jsonCount > 1 else { return media.map { [$0] } }
        var groups: [[MediaContent]] = []
        var positions: [String: Int] = [:]
        for content in media {
            guard case .json = content.kind else {
                groups.append([content])
                continue
            }
            let identity = schemaIdentity(content.place)
            if let position = positions[identity] {
                groups[position].append(content)
            } else {
                positions[identity] = groups.count
                groups.append([content])
            }
        }
        return groups
    }

    private func answerBody(_ group: [MediaContent], home: TypeHome) -> Answer.Body? {
        let first = group[0]
        // What is sent must be a type, and a range is none.
        let type = MediaKind.isRange(first.type) ? nil : first.type
        switch first.kind {
        case .json:
            guard let schema = schema(of: first.place, .answer, home: home) else { return nil }
            return .json(mediaTypes: group.map { MediaKind.isRange($0.type) ? "application/json" : $0.type }, schema)
        case .text:
            guard let schema = textSchema(of: first.place, .answer, home: home) else { return nil }
            return .text(mediaType: type ?? "text/plain", schema)
        case .events:
            return eventItem(first.place, .answer, home: home.inside("Event"))
                .map { .sequence(mediaType: first.type, .events, item: $0) }
        case .lines: return valueSequence(first.place, first.type, .lines, home: home.inside("Item"))
        case .records: return valueSequence(first.place, first.type, .records, home: home.inside("Item"))
        case .binary, .form, .multipart, .xml, .open: return .bytes(mediaType: first.type)
        }
    }

    /// HTTP ends these answers behind their heads (RFC 9110, 15.3.5, 15.3.6 and 15.4.5).
    private func hasBody(_ status: Answer.Status, _ content: Place) -> Bool {
        guard case .code(let code) = status, [204, 205, 304].contains(code) else { return true }
        resolution.warn(
            "answer-without-body", "an answer of status \(code) has no body: its `content` has no effect", at: content,
            hint: "remove it, or answer with another status")
        return false
    }

    /// `ok`, or `okJSON` and `okText` where the status has several kinds of body.
    private func name(_ name: String, of media: MediaContent, count: Int) -> String {
        guard count > 1 else { return name }
        switch MediaKind.essence(media.type) {
        case "application/json": return name + "JSON" + media.distinction
        case "text/plain": return name + "Text" + media.distinction
        default: return name + SwiftNames.typeName(MediaKind.name(media.type)) + media.distinction
        }
    }

    /// `Response` for 200, `JSONResponse` for one of its media types, `CreatedResponse` for another status: the name goes by the status
    /// alone, so that no other answer changes it.
    private func bodyName(_ caseName: String) -> String {
        let name = SwiftNames.typeName(caseName)
        let ok = SwiftNames.typeName(StatusNames.caseName(.code(200)))
        guard name.hasPrefix(ok), name.dropFirst(ok.count).first?.isNumber != true else { return name + "Response" }
        return name.dropFirst(ok.count) + "Response"
    }

    // MARK: Success and failure

    /// Successes are the 2xx and 3xx answers: a client that is told to look elsewhere, or that it has what it asked for, has not
    /// failed. Without them `default` is; without that an empty 204.
    private func partition(_ answers: [Answer], _ responses: Place, _ source: OperationSource) -> OperationResult? {
        if source.webSocket != nil {
            // What opens the WebSocket returns nothing; all that is answered in its place is thrown.
            return OperationResult(success: .plain(.nothing), failures: answers)
        }
        let told = answers.filter { $0.status.isSuccess }
        if !told.isEmpty {
            return OperationResult(success: success(told), failures: answers.filter { !$0.status.isSuccess })
        }
        let successes = answers.filter { $0.status == .default }
        if !successes.isEmpty {
            return OperationResult(success: .choice(successes), failures: answers.filter { $0.status != .default })
        }
        // Published documents have such operations: what is meant is plain, what is answered is not.
        resolution.warn(
            "missing-success", "the operation declares no answer for success: 204 is answered, without a body",
            at: responses, location: source.place.keyLocation(.responses),
            hint: "add a 2xx status, such as `'200'` or `'204'`")
        return OperationResult(success: .plain(.nothing), failures: answers)
    }

    private func success(_ answers: [Answer]) -> OperationResult.Success {
        if answers.count == 1, case .code = answers[0].status, answers[0].headers.isEmpty { return .plain(answers[0]) }
        return .choice(answers)
    }
}

extension Answer.Status {
    fileprivate var isSuccess: Bool { family == 2 || family == 3 }

    /// The first digit; nil for `default`.
    var family: Int? {
        switch self {
        case .code(let code): code / 100
        case .family(let family): family
        case .default: nil
        }
    }
}
