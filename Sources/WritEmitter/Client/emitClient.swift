// A typed client of the API, as a module of its own: a call for each operation.

internal import SwiftWriter
package import WritContract

/// What the person who generates a client chooses.
package struct ClientOptions: Sendable {
    /// The module that has the API's generated code, which the client imports. Where that code is internal, the client is for a
    /// target of tests.
    package var module: String

    package init(module: String) {
        self.module = module
    }
}

/// The files of a typed client, for a module beside that of `emitServer`.
package func emitClient(_ contract: Contract, options: EmitterOptions, client: ClientOptions) -> [GeneratedFile] {
    var emitter = Emitter(contract, options)
    emitter.testedModule = options.access == .internal ? client.module : nil
    let calls = emitter.emitCalls(client)
    var files = [emitter.emitClientType(leftOut: calls.leftOut)] + calls.files
    if !contract.patterns.patterns.isEmpty { files.append(emitter.emitPatterns()) }
    if !contract.rules.lines.isEmpty { files.append(emitter.emitRules()) }
    return files
}

/// What the client of a contract is called.
package func clientTypeName(_ contract: Contract) -> String {
    let name = contract.info.apiName
    return (name.hasSuffix("API") ? String(name.dropLast(3)) : name) + "Client"
}

extension Emitter {
    /// `PetstoreClient` for `PetstoreAPI`.
    var clientName: Identifier { Identifier(clientTypeName(contract)) }

    func emitClientType(leftOut: [String]) -> GeneratedFile {
        file("\(clientName.name).swift", runtime: .none, modules: ["WritClient": .shown]) { swift in
            for words in leftOut { swift.comment("Left out: " + words) }
            swift.documentation(
                "Calls the operations of \(contract.info.title), and gives what they answer as the contract declares it.")
            swift.block("\(access)struct \(clientName): Sendable") { swift in
                swift.documentation("What requests go through.")
                swift.line("\(access)var transport: any ClientTransport")
                let schemes = credentials
                for scheme in schemes {
                    swift.documentation(scheme.documentation ?? "What the scheme `\(scheme.name)` asks for; nil: it is not sent.")
                    swift.line("\(access)var \(property(scheme)): \(credentialParameter(scheme))?")
                }
                swift.blank()
                let parameters: [Code] =
                    ["_ transport: any ClientTransport"]
                    + schemes.map { "\(Identifier($0.label)): \(credentialParameter($0))? = nil" }
                swift.list("\(access)init(", parameters, ") {")
                swift.indent { swift in
                    swift.line("self.transport = transport")
                    for scheme in schemes { swift.line("self.\(property(scheme)) = \(property(scheme))") }
                }
                swift.line("}")
                for scheme in schemes {
                    swift.blank()
                    swift.line(
                        "var \(credentialName(scheme)): ClientCredential? { \(property(scheme)).map { \(credential(scheme)) } }"
                    )
                }
            }
        }
    }

    // MARK: Credentials

    /// The schemes whose credentials a client can send.
    private var credentials: [SecurityScheme] { contract.security?.schemes.filter { $0.kind != .mutualTLS } ?? [] }

    private func credentialParameter(_ scheme: SecurityScheme) -> Code { scheme.kind == .basic ? "ClientLogin" : "String" }

    private func credentialName(_ scheme: SecurityScheme) -> Identifier { local(property(scheme).name) }

    /// The property of a scheme's credential: none that a call, another scheme or the client itself has the name of.
    private func property(_ scheme: SecurityScheme) -> Identifier {
        var name = scheme.label
        let others = Set(credentials.map(\.label)).subtracting([name]).union(contract.operations.map(\.methodName))
        while others.contains(name) || name == "transport" { name += "Credential" }
        return Identifier(name)
    }

    private func credential(_ scheme: SecurityScheme) -> Code {
        switch scheme.kind {
        case .apiKey(let location, let name): ".key(.\(Identifier(location.rawValue)), \(quoted: name), $0)"
        case .basic: ".basic($0)"
        case .bearer: ".scheme(\"Bearer\", $0)"
        case .http(let scheme): ".scheme(\(quoted: scheme), $0)"
        case .mutualTLS: ".none"
        }
    }

    /// The credentials of an operation's alternatives; nil where it asks for none.
    func alternatives(_ operation: Operation) -> Code? {
        guard let security = operation.security, let contract = contract.security else { return nil }
        let alternatives: [Code] = contract.rules[security.rule].map { needs in
            let schemes = needs.map { contract.schemes[$0.scheme] }
            let credentials: [Code] = schemes.map { $0.kind == .mutualTLS ? ".certificate" : "self.\(credentialName($0))" }
            return "[\(credentials.joined(", "))]"
        }
        return "[\(alternatives.joined(", "))]"
    }

    // MARK: Calls

    /// The calls, and in words the operations that there is none for.
    func emitCalls(_ client: ClientOptions) -> (files: [GeneratedFile], leftOut: [String]) {
        var leftOut: [String] = []
        var groups = FileGroups(folder: GeneratedFile.operationsFolder, of: contract)
        for group in contract.groups where group.receives == nil {
            let name = String(group.propertyName.prefix(1)).uppercased() + group.propertyName.dropFirst()
            for operation in group.operations.map({ contract.operations[$0] }) {
                if let reason = whyNotCalled(operation) {
                    leftOut.append("`\(operation.methodName)` (\(operation.method.name) \(operation.path.text)): \(reason)")
                    continue
                }
                var modules = clientModules(operation)
                modules["WritClient"] = .inside
                modules[client.module] = showsContract(operation) ? .shown : .inside
                groups.add(operation.typeName, group: name, runtime: clientNeed(operation), modules: modules) { swift in
                    swift.block("extension \(clientName)") { swift in
                        for (index, content) in bodies(operation).enumerated() {
                            if index > 0 { swift.blank() }
                            emitCall(operation, content, &swift)
                        }
                    }
                }
            }
        }
        return (files(groups), leftOut)
    }

    /// What a typed call can't say or read; nil where there is one.
    private func whyNotCalled(_ operation: Operation) -> String? {
        // A client sees no body where it has asked for the head alone.
        if operation.method == .head, operation.result.answers.contains(where: { !$0.mediaTypes.isEmpty }) {
            return "an answer to HEAD has no body, and its values have one"
        }
        if operation.result.answers.contains(where: { $0.status == .code(101) }) { return "it changes to another protocol" }
        return nil
    }

    /// The bodies that there is a call for; nil: without one.
    private func bodies(_ operation: Operation) -> [BodyContent?] {
        guard let body = operation.body else { return [nil] }
        return body.contents.map { $0 } + (body.isRequired || body.contents.count == 1 ? [] : [nil])
    }

    private func emitCall(_ operation: Operation, _ content: BodyContent?, _ swift: inout SwiftPrinter) {
        let path = operation.path
        let words = "`\(operation.method.name) \(path.text)`"
        swift.documentation(operation.documentation.map { "\($0)\n\n\(words)" } ?? words)
        var parameters: [Code] = operation.parameters.map { parameter in
            let name: Code = "\(label: Identifier(parameter.swiftName)) \(local(parameter.swiftName))"
            let declaration: Code = "\(name): \(type(parameter.schema, parameter.presence))"
            return initialValue(parameter.schema, parameter.presence).map { declaration + " = " + $0 } ?? declaration
        }
        if let content, let body = operation.body { parameters += bodyParameters(content, body) }
        let isNegotiated = isNegotiated(operation)
        if isNegotiated { parameters.append("accept wanted: String? = nil") }
        let result = resultType(operation)
        let arrow: Code = result.isEmpty ? "" : " -> \(result)"
        swift.list("\(access)func \(Identifier(operation.methodName))(", parameters, ") async throws\(arrow) {")
        swift.indent { swift in
            let isChanged = !operation.parameters.isEmpty || content != nil || alternatives(operation) != nil || isNegotiated
            let binding: Code = isChanged ? "var" : "let"
            swift.list(
                "\(binding) call = ClientCall(",
                [
                    "\(quoted: operation.id)", "\(quoted: operation.method.name)", "\(quoted: template(operation))",
                    "declares: \(quoted: declared(operation))",
                ], ")")
            for parameter in operation.parameters { emitArgument(parameter, &swift) }
            if let content, let body = operation.body { emitBody(content, body, &swift) }
            if isNegotiated { swift.line("if let wanted { call.addField(\"Accept\", wanted) }") }
            if let alternatives = alternatives(operation) { swift.line("call.authorize(\(alternatives))") }
            swift.line("let answer = try await call.send(through: transport)")
            emitAnswers(operation, &swift)
        }
        swift.line("}")
    }

    /// Whether the caller may say which media type is wanted: there are several, and no parameter of that name.
    private func isNegotiated(_ operation: Operation) -> Bool {
        Set(operation.result.successes.flatMap(\.mediaTypes)).count > 1
            && !operation.parameters.contains { $0.swiftName == "accept" } && operation.body?.swiftName != "accept"
    }

    /// The path as a client sends it, with the names of parameters in braces.
    private func template(_ operation: Operation) -> String {
        let segments = operation.path.segments.map { segment in
            switch segment {
            case .literal(let text): "/" + encoded(text)
            case .parameter(let name): "/{\(name)}"
            case .mixed(let parts):
                "/"
                    + parts.map {
                        if case .literal(let text) = $0 {
                            encoded(text)
                        } else if case .parameter(let name) = $0 {
                            "{\(name)}"
                        } else {
                            ""
                        }
                    }.joined()
            }
        }
        let path = (operation.basePath ?? contract.basePath) + segments.joined()
        return path.isEmpty ? "/" : path
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = byte > 0x20 && byte < 0x7F && !"%{}?#\"<>\\^`|[]/".utf8.contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }
}
