// What an operation with a WebSocket has besides: the types of its messages, its close codes, and how messages are read and written.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    // MARK: Types

    func emitSocketTypes(_ socket: WebSocketContract, _ swift: inout SwiftPrinter) {
        emitMessages(socket.fromClient, WebSocketContract.fromClient, "What the client sends.", &swift)
        emitMessages(socket.fromServer, WebSocketContract.fromServer, "What the server sends.", &swift)
        swift.blank()
        swift.documentation(socket.documentation ?? "The client's WebSocket.")
        let messages: Code = "\(Identifier(WebSocketContract.fromClient)), \(Identifier(WebSocketContract.fromServer))"
        swift.line("\(access)typealias \(Identifier(WebSocketContract.socket)) = WebSocket<\(messages)>")
        emitCloseCodes(socket.closeCodes, &swift)
    }

    private func emitMessages(_ messages: WebSocketMessages, _ name: String, _ text: String, _ swift: inout SwiftPrinter) {
        swift.blank()
        swift.documentation(messages.documentation ?? text)
        guard messages.isChoice else {
            let type: Code = messages.contents.first.map(payload) ?? "Never"
            return swift.line("\(access)typealias \(Identifier(name)) = \(type)")
        }
        swift.block("\(access)enum \(Identifier(name)): Sendable") { swift in
            for content in messages.contents {
                swift.documentation(content.mediaTypes.map { "`\($0)`" }.joined(separator: ", "))
                swift.line("case \(Identifier(content.caseName))(\(payload(content)))")
            }
        }
    }

    private func payload(_ content: WebSocketContent) -> Code { content.kind == .bytes ? "[UInt8]" : type(content.schema) }

    private func emitCloseCodes(_ codes: [WebSocketClose], _ swift: inout SwiftPrinter) {
        if codes.isEmpty { return }
        swift.blank()
        swift.documentation("Why the connection may be closed, besides what all of them may be closed for.")
        swift.block("\(access)enum \(Identifier(WebSocketContract.closeCodes))") { swift in
            for close in codes {
                swift.documentation(close.documentation ?? "\(close.code)")
                swift.line("\(access)static let \(Identifier(close.swiftName)) = WebSocketCloseCode(\(close.code))")
            }
        }
    }

    // MARK: Reading and writing

    /// Made once, for all connections.
    func emitSocketTerms(_ socket: WebSocketContract, _ operation: Code, _ swift: inout SwiftPrinter) {
        swift.block("extension \(operation)") { swift in
            let messages: Code = "\(Identifier(WebSocketContract.fromClient)), \(Identifier(WebSocketContract.fromServer))"
            swift.line("static let terms = WebSocketTerms<\(messages)>(")
            swift.indent { swift in
                let last = socket.fromServer.contents.isEmpty ? socket.fromClient.contents.count : nil
                swift.line(settings(socket))
                for (index, content) in socket.fromClient.contents.enumerated() {
                    emitMessageReader(content, socket.fromClient, isLast: index + 1 == last, &swift)
                }
                if last == nil { emitMessageWriter(socket.fromServer, &swift) }
            }
            swift.line(")")
        }
    }

    private func settings(_ socket: WebSocketContract) -> Code {
        let names: [Code] = socket.subprotocols.map { "\(quoted: $0)" }
        let limit: Code = socket.messageBytesMax.map { "\($0)" } ?? "nil"
        let cookies: Code = socket.usesCookies ? "true" : "false"
        return "subprotocols: [\(names.joined(", "))], messageBytesMax: \(limit), usesCookies: \(cookies),"
    }

    /// Readers come in the order of the initialiser's parameters: JSON or text, then bytes, as the contents do.
    private func emitMessageReader(
        _ content: WebSocketContent, _ messages: WebSocketMessages, isLast: Bool, _ swift: inout SwiftPrinter
    ) {
        let end: Code = isLast ? "}" : "},"
        let name = Identifier(content.caseName)
        switch content.kind {
        case .bytes:
            let value: Code = messages.isChoice ? ".\(name)(bytes)" : "bytes"
            swift.line("bytes: { bytes in \(value) \(end)")
        case .json:
            swift.line("json: { json in")
            swift.indent { swift in
                emitRead("message", content.schema, &swift)
                let value: Code = messages.isChoice ? ".\(name)(message)" : "message"
                // What null may be is a message all the same.
                if content.schema.isNullable {
                    swift.line("return .some(\(value))")
                } else {
                    swift.line(messages.isChoice ? "return message.map { .\(name)($0) }" : "return message")
                }
            }
            swift.line(end)
        case .text:
            swift.line("text: { text in")
            swift.indent { swift in
                swift.line("let message = \(textRead(content.schema.type, "text"))")
                emitChecks(on: "message", content.schema, reader: "text", &swift)
                emitRule(on: "message", content.schema, reader: "text", &swift)
                swift.line(messages.isChoice ? "return message.map { .\(name)($0) }" : "return message")
            }
            swift.line(end)
        }
    }

    private func emitMessageWriter(_ messages: WebSocketMessages, _ swift: inout SwiftPrinter) {
        swift.line("write: { message, json in")
        swift.indent { swift in
            if messages.isChoice {
                swift.line("switch message {")
                for content in messages.contents {
                    swift.line("case .\(Identifier(content.caseName))(let value):")
                    swift.indent { emitWrite(content, "value", &$0) }
                }
                swift.line("}")
            } else if let content = messages.contents.first {
                emitWrite(content, "message", &swift)
            }
        }
        swift.line("}")
    }

    /// Writes one message, and says whether it is a text.
    private func emitWrite(_ content: WebSocketContent, _ value: Code, _ swift: inout SwiftPrinter) {
        switch content.kind {
        case .json: emitWrite(value, content.schema, &swift)
        case .text: swift.line("json.append(\(text(value, content.schema.type)))")
        case .bytes: swift.line("json.append(bytes: \(value))")
        }
        swift.line(content.kind == .bytes ? "return false" : "return true")
    }
}

extension WebSocketMessages {
    /// An enumeration tells texts from bytes.
    fileprivate var isChoice: Bool { contents.count > 1 }
}
