// What belongs to one operation: its input, its answers, and the way from request to answer.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    /// Many operations stand together by their handlers.
    func emitOperations() -> [GeneratedFile] {
        var groups = FileGroups(folder: "Operations", of: contract)
        for group in contract.groups {
            let name = String(group.propertyName.prefix(1)).uppercased() + group.propertyName.dropFirst()
            for operation in group.operations.map({ contract.operations[$0] }) {
                groups.add(
                    operation.typeName, group: name, server: serverNeed(operation), wire: wireNeed(operation),
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
            if case .choice(let answers) = operation.result.success {
                swift.blank()
                emitAnswerType("Success", ": Sendable", answers, "What the handler may return.", &swift)
            }
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
            emitInputReader(operation, &swift)
        }
        swift.blank()
        emitServe(operation, group, &swift)
        if case .choice(let answers) = operation.result.success {
            swift.blank()
            emitAnswerWriter("Success", answers, operation, &swift)
        }
        if operation.declaresFailure {
            swift.blank()
            emitAnswerWriter("Failure", operation.result.failures, operation, &swift)
        }
    }

    private func emitFailure(_ operation: Operation, _ swift: inout SwiftPrinter) {
        if operation.result.failures.isEmpty { return }
        swift.blank()
        guard operation.declaresFailure else {
            swift.documentation("What the handler may throw.")
            return swift.line("\(access)typealias Failure = \(Identifier(operation.failureOwner)).Failure")
        }
        emitAnswerType("Failure", ": Error", operation.result.failures, "What the handler may throw.", &swift)
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
                swift.line("return operation.handler { exchange in")
                swift.indent { swift in
                    swift.line("repeat {")
                    swift.indent { emitHandler(operation, &$0) }
                    swift.line("} while operation.goesOn(exchange)")
                }
                swift.line("}")
            }
        }
    }

    private func emitHandler(_ operation: Operation, _ swift: inout SwiftPrinter) {
        swift.line("let request = OperationRequest(exchange, operation)")
        emitAdmission(operation, &swift)
        emitGuard(operation, &swift)
        if operation.result.failures.isEmpty { return emitCall(operation, &swift) }
        swift.line("do {")
        swift.indent { emitCall(operation, &$0) }
        swift.line("} catch let failure as \(Identifier(operation.typeName)).Failure {")
        let wait: Code = isAwaited(operation.result.failures) ? "try await " : ""
        swift.line("    \(wait)failure.answer(request)")
        swift.line("}")
    }

    /// The answer's media types are settled before the handler runs, and the input is read.
    private func emitGuard(_ operation: Operation, _ swift: inout SwiftPrinter) {
        let successes: [Answer] =
            switch operation.result.success {
            case .plain(let answer): [answer]
            case .choice(let answers): answers
            }
        var media: [String] = []
        for type in successes.flatMap(\.mediaTypes).map(essence) where !media.contains(type) { media.append(type) }
        // An answer without a body suits everybody; what a range leaves open, the handler settles.
        let isNegotiated =
            !media.isEmpty && successes.allSatisfy { !$0.mediaTypes.isEmpty } && !media.contains { $0.contains("*") }
        let accepts: Code = isNegotiated ? "request.accepts(\(quoted: media.joined(separator: ",")))" : ""
        let type = Identifier(operation.typeName)
        guard let body = operation.body else {
            let first: Code = isNegotiated ? "\(accepts), " : ""
            return swift.line("guard \(first)let input = \(type).Input.read(request) else { continue }")
        }
        if isNegotiated { swift.line("guard \(accepts) else { continue }") }
        emitReceive(body, &swift)
        let content: Code = body.choice == nil ? "" : ", content"
        swift.line("guard let input = \(type).Input.read(request\(content)) else { continue }")
    }

    private func essence(_ type: String) -> String {
        String(type.prefix { $0 != ";" && $0 != " " }).lowercased()
    }

    private func emitCall(_ operation: Operation, _ swift: inout SwiftPrinter) {
        let method = Identifier(operation.methodName)
        let principal: Code = operation.security == nil ? "" : ", principal: principal"
        let call: Code = "try await handlers.\(method)(input\(principal), context: request.context)"
        switch operation.result.success {
        case .choice(let answers):
            swift.line("let answer = \(call)")
            let wait: Code = isAwaited(answers) ? "try await " : ""
            swift.line("\(wait)answer.answer(request)")
        case .plain(let answer):
            if case .none = answer.body { swift.line(call) } else { swift.line("let answer = \(call)") }
            emitAnswer(answer, value: "answer", &swift)
        }
    }
}
