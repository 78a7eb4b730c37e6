// Operations that become WebSockets (`x-writ-websocket`): what either side sends, and what is agreed on before.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    /// Nil where the operation is none, or after a diagnostic.
    func resolveWebSocket(_ source: OperationSource, usesCookies: Bool, parent: TypeName) -> WebSocketContract? {
        guard let place = source.webSocket, resolution.checkKeywords(place, as: .webSocket) else { return nil }
        checkUpgrade(source, place)
        let hasMessages = place[.fromClient] != nil || place[.fromServer] != nil
        if !hasMessages {
            resolution.error(
                "missing-field", "the WebSocket has messages in neither direction", at: place,
                location: source.place.keyLocation(.writWebSocket),
                hint: "add `fromClient:` or `fromServer:` with the `content` of its messages")
        }
        let fromClient = messages(place[.fromClient], .request, home: TypeHome(parent: parent, name: "ClientMessage"))
        let fromServer = messages(place[.fromServer], .answer, home: TypeHome(parent: parent, name: "ServerMessage"))
        guard hasMessages, let fromClient, let fromServer else { return nil }
        return WebSocketContract(
            subprotocols: subprotocols(place), fromClient: fromClient, fromServer: fromServer, closeCodes: closeCodes(place),
            messageBytesMax: messageBytesMax(place), usesCookies: usesCookies,
            documentation: place[.description]?.node.string)
    }

    // MARK: Where it may stand

    /// A WebSocket begins as a GET without a body that is answered with 101 (RFC 6455, 4.1).
    private func checkUpgrade(_ source: OperationSource, _ place: Place) {
        if source.receiver != nil {
            refuse("what is received from elsewhere can't be a WebSocket", source, hint: "move it to an operation under `paths`")
        } else if source.method != .get {
            refuse(
                "a WebSocket begins with GET, and not with \(source.method.name)", source,
                hint: "move the operation to `get:`")
        }
        if let body = source.place[.requestBody] {
            resolution.error(
                "websocket", "the request for a WebSocket has no body", at: body,
                location: source.place.keyLocation(.requestBody), hint: "let the client send it as the first message")
        }
        guard let responses = source.place[.responses], responses.node.mapping != nil else { return }
        if responses[named: "101"] == nil {
            resolution.error(
                "websocket", "an operation with a WebSocket must declare 101, which opens it", at: responses,
                location: source.place.keyLocation(.responses), hint: "add `'101': { description: ... }` to its responses")
        }
        for (key, answer) in responses.entries where key.first == "2" {
            resolution.error(
                "websocket", "an operation with a WebSocket answers 101, and never \(VisibleText.visible(key))", at: answer,
                location: responses.keyLocation(key),
                hint: "remove it: other answers are for what keeps the WebSocket from opening")
        }
    }

    private func refuse(_ message: String, _ source: OperationSource, hint: String) {
        resolution.error(
            "websocket", message, at: source.place, location: source.place.keyLocation(.writWebSocket), hint: hint)
    }

    // MARK: Messages

    /// The messages of one direction: none where nothing is said of it; nil after a diagnostic.
    private func messages(_ written: Place?, _ direction: Direction, home: TypeHome) -> WebSocketMessages? {
        guard let written else { return WebSocketMessages([]) }
        guard resolution.checkKeywords(written, as: .webSocketMessages), let content = written[.content],
            content.node.mapping != nil
        else { return nil }
        guard content.node.mapping?.isEmpty == false else {
            resolution.error(
                "missing-field", "the `content` of the messages declares no media type", at: content,
                hint: "add `application/json:` with a `schema`")
            return nil
        }
        let carried = content.entries.filter { isCarried($0.key, content) }
        guard carried.count == content.entries.count, let media = contents(content) else { return nil }
        let texts = media.filter { !$0.isBytes }
        guard texts.count < 2 else {
            resolution.error(
                "websocket",
                "messages of \(media[0].quotedType) and \(texts[1].quotedType) are both texts, which nothing tells apart",
                at: texts[1].place, location: content.keyLocation(texts[1].type),
                hint: "keep one of them: a `oneOf` with a discriminator has several kinds of message")
            return nil
        }
        return resolve(media, direction, home: home).map {
            WebSocketMessages($0, documentation: written[.description]?.node.string)
        }
    }

    /// A frame has no media type, and is read whole: forms, XML and sequences have no place in one.
    private func isCarried(_ type: String, _ content: Place) -> Bool {
        let reason: String? =
            switch MediaKind(type) {
            case .form, .multipart: "forms are no messages"
            case .xml: resolution.options.isXMLRaw ? nil : "XML is not read or written"
            case .events, .lines, .records: "a message is one value, and not a sequence of them"
            case _ where MediaKind.isRange(type): "a message is of one type, and not of a range of them"
            case .json, .text, .binary, .open: nil
            }
        guard let reason else { return true }
        resolution.error(
            "websocket", "a WebSocket has no messages of \(VisibleText.quoted(type)): \(reason)",
            at: content[named: type] ?? content, location: content.keyLocation(type),
            hint: "use `application/json`, `text/plain` or `application/octet-stream`")
        return false
    }

    /// All that is bytes is one content, whatever it is called.
    private func resolve(_ media: [MediaContent], _ direction: Direction, home: TypeHome) -> [WebSocketContent]? {
        var resolved: [WebSocketContent] = []
        for content in media where !content.isBytes {
            let isJSON = if case .json = content.kind { true } else { false }
            guard let schema = schema(of: content, isJSON: isJSON, direction, home: home) else { return nil }
            resolved.append(
                WebSocketContent(
                    kind: isJSON ? .json : .text, mediaTypes: [content.type], schema: schema, caseName: isJSON ? "json" : "text"))
        }
        let bytes = media.filter(\.isBytes)
        if !bytes.isEmpty {
            resolved.append(
                WebSocketContent(
                    kind: .bytes, mediaTypes: bytes.map(\.type), schema: ValueSchema(.string), caseName: "bytes"))
        }
        return resolved
    }

    private func schema(
        of content: MediaContent, isJSON: Bool, _ direction: Direction, home: TypeHome
    ) -> ValueSchema? {
        guard isJSON else { return textSchema(of: content.place, direction, home: home) }
        guard let written = content.place[.schema] else { return ValueSchema(.json) }
        guard let value = schemas.resolve(written, direction, home: home) else { return nil }
        schemas.need(value, at: written, direction == .request ? "a message of the client" : "a message of the server")
        return value
    }

    // MARK: What is agreed on

    private func subprotocols(_ place: Place) -> [String] {
        var names: [String] = []
        for item in place[.subprotocols]?.items ?? [] {
            guard let name = item.node.string else { continue }
            if !isToken(name) {
                resolution.error(
                    "wrong-name", "\(VisibleText.quoted(name)) can't be the name of a subprotocol", at: item,
                    hint: "use letters, digits, `.`, `-` and `_`")
            } else if names.contains(name) {
                resolution.error(
                    "duplicate-value", "`subprotocols` lists \(VisibleText.quoted(name)) twice", at: item, hint: "remove one")
            } else {
                names.append(name)
            }
        }
        return names
    }

    private func messageBytesMax(_ place: Place) -> Int? {
        guard let limits = place[.limits], resolution.checkKeywords(limits, as: .webSocketLimits), let limit = limits[.message],
            let count = limit.node.int, count >= 0
        else { return nil }
        if count > 0 { return count }
        resolution.error(
            "wrong-shape", "`message` must be a positive number of bytes, not 0", at: limit,
            hint: "write the most bytes that a message may have, such as `65536`")
        return nil
    }

    private func closeCodes(_ place: Place) -> [WebSocketClose] {
        var codes: [WebSocketClose] = []
        var names = NameScope(reserved: ["self", "init"])
        guard let written = place[.closeCodes] else { return [] }
        for (key, close) in written.entries where !key.hasPrefix("x-") {
            guard resolution.checkKeywords(close, as: .closeCode), let code = closeCode(key, written) else { continue }
            guard !codes.contains(where: { $0.code == code }) else {
                resolution.error(
                    "duplicate-value", "the close code \(code) is declared twice", at: close, location: written.keyLocation(key),
                    hint: "remove one")
                continue
            }
            let description = close[.description]?.node.string
            let name = closeName(close, key, description)
            codes.append(WebSocketClose(code: code, swiftName: names.claim(name), documentation: description))
        }
        return codes
    }

    /// 3000...4999 are for libraries and applications; the others have a meaning of their own (RFC 6455, 7.4.2).
    private func closeCode(_ key: String, _ codes: Place) -> Int? {
        if key.utf8.count <= 5, key.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let code = Int(key), 3000...4999 ~= code {
            return code
        }
        resolution.error(
            "wrong-close-code", "\(VisibleText.quoted(key)) isn't a close code for applications", at: codes[named: key] ?? codes,
            location: codes.keyLocation(key), hint: "use a number from 3000 to 4999")
        return nil
    }

    /// By its `name`, by the words of its description, or by its number.
    private func closeName(_ close: Place, _ key: String, _ description: String?) -> String {
        if let given = resolution.givenName(close) { return given }
        if let written = close[.name], let name = written.node.string {
            let member = SwiftNames.memberName(name)
            if name.contains(where: \.isLetter) { return member }
            resolution.error(
                "wrong-name", "\(VisibleText.quoted(name)) can't be the name of a close code", at: written,
                hint: "use letters, digits and `_`, and begin with a letter")
        }
        // The first sentence is enough of a name.
        let words = description?.prefix { $0 != "." && $0 != "\n" && $0 != ":" && $0 != ";" } ?? ""
        return words.contains(where: \.isLetter) ? SwiftNames.memberName(String(words)) : "code\(key)"
    }
}

extension MediaContent {
    fileprivate var quotedType: String { VisibleText.quoted(type) }

    fileprivate var isBytes: Bool {
        switch kind {
        case .json, .text: false
        default: true
        }
    }
}
