// What belongs to one operation: its input, its answers, and the way from request to answer.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    /// Many operations stand together by their handlers.
    func emitOperations() -> [GeneratedFile] {
        var groups = FileGroups(folder: GeneratedFile.operationsFolder, of: contract)
        for group in contract.groups {
            let name = String(group.propertyName.prefix(1)).uppercased() + group.propertyName.dropFirst()
            for operation in group.operations.map({ contract.operations[$0] }) {
                groups.add(
                    operation.typeName, group: name, runtime: runtimeNeed(operation),
                    modules: modules(operation)
                ) { emitOperation(operation, group, &$0) }
            }
        }
        return files(groups)
    }

    private func emitOperation(_ operation: Operation, _ group: HandlerGroup, _ swift: inout SwiftPrinter) {
        let type = Identifier(operation.typeName)
        swift.documentation(receivedAs(operation) ?? "`\(operation.method.name) \(servedPath(operation))`")
        swift.block("\(access)enum \(type)") { swift in
            emitInput(operation, &swift)
            if let body = operation.body { emitBodyChoice(body, &swift) }
            for form in forms(operation) { emitFormType(form, &swift) }
            if let socket = operation.webSocket { emitSocketTypes(socket, &swift) }
            emitSuccess(operation, &swift)
            emitFailure(operation, &swift)
            for declaration in operation.types {
                swift.blank()
                emitDeclaration(declaration, &swift)
            }
        }
        for declaration in operation.types { emitCodecs(of: declaration, &swift) }
        for form in forms(operation) { emitFormReader(form, &swift) }
        if operation.declaresInput {
            swift.blank()
            emitInputReader(operation, "\(type).Input", &swift)
        }
        if let socket = operation.webSocket {
            swift.blank()
            emitSocketTerms(socket, "\(type)", &swift)
        }
        swift.blank()
        emitServe(operation, group, &swift)
        if !operation.declaredSuccesses.isEmpty {
            swift.blank()
            emitAnswerWriter("\(type).Success", isThrown: false, operation.declaredSuccesses, &swift)
        }
        if operation.declaresFailure {
            swift.blank()
            emitAnswerWriter("\(type).Failure", isThrown: true, operation.result.failures, &swift)
        }
    }

    private func emitSuccess(_ operation: Operation, _ swift: inout SwiftPrinter) {
        guard case .choice(let answers) = operation.result.success else { return }
        swift.blank()
        emitAnswerType("Success", ": Sendable", answers, "What the handler may return.", &swift)
    }

    private func emitFailure(_ operation: Operation, _ swift: inout SwiftPrinter) {
        let failures = operation.result.failures
        if failures.isEmpty { return }
        swift.blank()
        let purpose = "What the handler may throw."
        guard let shared = operation.sharedFailure else {
            return emitAnswerType("Failure", ": OperationFailure", failures, purpose, &swift)
        }
        swift.documentation(purpose + list(failures.filter { $0.documentation != nil }))
        swift.line("\(access)typealias Failure = \(name(shared))")
    }

    private func list(_ answers: [Answer]) -> String {
        list(answers.map { (Identifier($0.caseName), answerDocumentation($0)) })
    }

    // MARK: Serving

    private func emitServe(_ operation: Operation, _ group: HandlerGroup, _ swift: inout SwiftPrinter) {
        let isOptional = isOptional(group)
        let optional: Code = isOptional ? "?" : ""
        swift.block("extension \(apiName)") { swift in
            swift.block("func \(serveName(operation))(_ operation: ServedOperation) -> OperationHandler\(optional)") { swift in
                let handlers: Code = "let handlers = self.\(Identifier(group.propertyName))"
                swift.line(isOptional ? "guard \(handlers) else { return nil }" : handlers)
                emitRule(operation, &swift)
                if operation.webSocket != nil { swift.line("let terms = \(Identifier(operation.typeName)).terms") }
                // Who may not ask is told so before anything else.
                let preconditions = admitsAnyone(operation) ? preconditions(operation) : nil
                let varies: [Code] = variesByAccept(operation) ? ["variesByAccept: true"] : []
                let failures = failuresArgument(operation).map { [$0] } ?? []
                let list = (preconditions.map { [$0] } ?? []) + varies + failures
                let arguments: Code = list.isEmpty ? "" : "(\(list.joined(", ")))"
                swift.line("return operation.serve\(arguments) { exchange in")
                swift.indent { swift in
                    swift.block("for request in operation.requests(on: exchange)") { emitHandler(operation, &$0) }
                }
                swift.line("}")
            }
        }
    }

    private func failuresArgument(_ operation: Operation) -> Code? {
        operation.result.failures.isEmpty ? nil : "failures: \(Identifier(operation.typeName)).Failure.self"
    }

    private func emitHandler(_ operation: Operation, _ swift: inout SwiftPrinter) {
        emitAdmission(operation, &swift)
        emitGuard(operation, &swift)
        emitCall(operation, &swift)
    }

    /// What is settled before the handler runs: the media types of answer and body, and the receipt of a body that is one.
    func preconditions(_ operation: Operation) -> Code? {
        var parts: [Code] = []
        if let offers = offers(operation) { parts.append("offers: \(quoted: offers)") }
        if let body = operation.body, isTakenWhole(body) {
            parts.append("takes: \(quoted: body.contents.flatMap(\.mediaTypes).joined(separator: ","))")
            if !body.isRequired { parts.append("isBodyRequired: false") }
            if let limit = body.bytesMax { parts.append("bodyBytesMax: \(limit)") }
        } else if operation.body?.isRequired == false {
            parts.append("isBodyRequired: false")
        }
        return parts.isEmpty ? nil : "RequestPreconditions(\(parts.joined(", ")))"
    }

    /// The media types of the answers, where the client has to take one of them.
    private func offers(_ operation: Operation) -> String? {
        let successes = negotiated(operation)
        var media: [String] = []
        var seen: Set<String> = []
        for type in successes.flatMap(\.mediaTypes).map(offer) where seen.insert(type).inserted { media.append(type) }
        // An answer without a body suits everybody; what a range leaves open, the handler settles.
        let isNegotiated =
            !media.isEmpty && successes.allSatisfy { !$0.mediaTypes.isEmpty } && !media.contains { $0.contains("*") }
        return isNegotiated ? media.joined(separator: ",") : nil
    }

    /// The answers that a client has to take one of: not those that lead elsewhere, if there are others.
    private func negotiated(_ operation: Operation) -> [Answer] {
        let answers = operation.result.successes.filter { !$0.isRedirection }
        return answers.isEmpty ? operation.result.successes : answers
    }

    /// What the preconditions leave to be looked at, and the input.
    private func emitGuard(_ operation: Operation, _ swift: inout SwiftPrinter) {
        if let body = operation.body, !isTakenWhole(body) { emitContentChoice(body, &swift) }
        // Whether the request can become a WebSocket at all comes before what else is in it.
        if operation.webSocket != nil { swift.line("guard let socket = request.webSocket(terms) else { continue }") }
        swift.line("guard let input = \(inputRead(operation)) else { continue }")
    }

    /// The type without what it says of its text; with other parameters, which a client may ask for.
    private func offer(_ type: String) -> String {
        let parameters = type.split(separator: ";").dropFirst().map { $0.lowercased().drop { $0 == " " } }
        let isPlain = parameters.allSatisfy { $0.isEmpty || $0.hasPrefix("charset") }
        return isPlain ? String(type.prefix { $0 != ";" && $0 != " " }).lowercased() : type
    }

    /// Whether an answer depends on what the client takes: there are several media types for it, or a range of them.
    private func variesByAccept(_ operation: Operation) -> Bool {
        let negotiated = negotiated(operation)
        let offered = Set(negotiated.flatMap(\.mediaTypes).map(offer))
        if offered.count > 1 || offered.contains(where: { $0.contains("*") }) { return true }
        let others = Dictionary(grouping: operation.result.answers.filter { !negotiated.contains($0) }, by: \.status).values
        return others.contains { answers in
            let offered = Set(answers.flatMap(\.mediaTypes).map(offer))
            return offered.count > 1 || offered.contains { $0.contains("*") }
        }
    }

    private func emitCall(_ operation: Operation, _ swift: inout SwiftPrinter) {
        let method = Identifier(operation.methodName)
        let principal: Code = operation.security == nil ? "" : ", principal: principal"
        if operation.webSocket != nil {
            swift.line("let context = request.context")
            swift.line("try await request.serve(socket) {")
            swift.line("    try await handlers.\(method)(input, socket: socket\(principal), context: context)")
            return swift.line("}")
        }
        let call: Code = "try await handlers.\(method)(input\(principal), context: request.context)"
        switch operation.result.success {
        case .choice(let answers):
            swift.line("let answer = \(call)")
            let wait: Code = isAwaited(answers) ? "try await " : isChecked(answers) ? "try " : ""
            swift.line("\(wait)answer.answer(request)")
        case .plain(let answer):
            if case .none = answer.body { swift.line(call) } else { swift.line("let answer = \(call)") }
            emitAnswer(answer, value: "answer", &swift)
        }
    }
}
