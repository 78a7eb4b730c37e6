// Modules of the application's own types, where generated files need them.

internal import WritContract

extension Emitter {
    func modules(_ declaration: TypeDeclaration) -> [String: ImportNeed] {
        var schemas: [ValueSchema] = []
        var waiting = [declaration]
        while let declaration = waiting.popLast() {
            schemas += declaration.kind.fields
            switch declaration.kind {
            case .alias(let schema): schemas.append(schema)
            case .object(let object): if case .kept(let values, _) = object.additional { schemas.append(values) }
            case .tuple(let tuple): if let rest = tuple.rest { schemas.append(rest) }
            default: break
            }
            waiting += declaration.nested
        }
        return needs(shown: schemas, inside: [])
    }

    /// The type of a plain success stands in the handler protocol alone, and its writer here.
    func modules(_ operation: Operation) -> [String: ImportNeed] {
        var input = operation.parameters.map(\.schema)
        for content in operation.body?.contents ?? [] {
            input.append(content.schema)
            if case .multipart(let form) = content.kind { input += form.parts.map(\.schema) }
        }
        // What is declared for another operation stands in that one's file.
        var shown = operation.declaresInput ? input : []
        var inside = operation.declaresInput ? [] : input
        let answers = operation.declaredSuccesses + (operation.declaresFailure ? operation.result.failures : [])
        if case .plain(let answer) = operation.result.success { inside += schemas(of: answer) }
        shown += answers.flatMap(schemas) + (operation.webSocket?.contents ?? []).map(\.schema)
        var needs = needs(shown: shown, inside: inside)
        for declaration in operation.types { needs.merge(modules(declaration)) { _, new in new } }
        return needs
    }

    /// Those of a call: what it takes and gives stands in its signature.
    func clientModules(_ operation: Operation) -> [String: ImportNeed] {
        var shown = operation.parameters.map(\.schema) + (operation.body?.contents ?? []).map(\.schema)
        var inside = operation.result.failures.flatMap(schemas)
        switch operation.result.success {
        case .plain(let answer):
            shown += [answer.schema].compactMap { $0 }
            inside += schemas(of: answer)
        case .choice(let answers): inside += answers.flatMap(schemas)
        }
        return needs(shown: shown, inside: inside)
    }

    func modules(_ group: HandlerGroup) -> [String: ImportNeed] {
        let shown = group.operations.flatMap { index -> [ValueSchema] in
            if case .plain(let answer) = contract.operations[index].result.success { schemas(of: answer) } else { [] }
        }
        return needs(shown: shown, inside: [])
    }

    private func schemas(of answer: Answer) -> [ValueSchema] {
        [answer.schema].compactMap { $0 } + answer.headers.map(\.schema)
    }

    private func needs(shown: [ValueSchema], inside: [ValueSchema]) -> [String: ImportNeed] {
        var needs: [String: ImportNeed] = [:]
        for module in inside.compactMap(module) { needs[module] = .inside }
        for module in shown.compactMap(module) { needs[module] = .shown }
        return needs
    }

    /// The module of the values' own type, or of what lists and maps of them hold.
    private func module(of schema: ValueSchema) -> String? {
        switch schema.type {
        case .array(let item), .map(let item): module(of: item)
        case .custom(let type): type.module
        default: nil
        }
    }
}
