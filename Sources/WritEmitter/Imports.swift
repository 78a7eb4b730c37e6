// Which modules a generated file imports, and whether its declarations show their types.

internal import SwiftWriter
internal import WritContract

/// What a file needs of a runtime module.
enum ImportNeed: Comparable {
    case none
    /// Function bodies and private members use it.
    case inside
    /// Its types stand in declarations that others see.
    case shown
}

extension Emitter {
    func line(importing module: Identifier, _ need: ImportNeed) -> Code? {
        switch need {
        case .none: nil
        // Beside the application's own files, which import plainly, an access level of ours would be ambiguous.
        case _ where options.access == .internal: "import \(module)"
        case .inside: "internal import \(module)"
        case .shown: "\(access)import \(module)"
        }
    }

    /// Types of `WritWire` that stand in the declarations of a type and those inside it.
    func wireNeed(_ declaration: TypeDeclaration) -> ImportNeed {
        let isShown: Bool =
            switch declaration.kind {
            case .alias(let schema): showsWire(schema)
            case .object(let object): object.properties.contains(where: showsWire) || showsWire(object.additional)
            case .union(let union): union.cases.contains { showsWire($0.schema) }
            case .tuple(let tuple): tuple.elements.contains(where: showsWire) || tuple.rest.map(showsWire) ?? false
            case .wrapper(let schema): showsWire(schema)
            case .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration: false
            }
        if isShown || declaration.nested.contains(where: { wireNeed($0) == .shown }) { return .shown }
        if case .alias = declaration.kind { return .none }
        return .inside
    }

    func wireNeed(_ operation: Operation) -> ImportNeed {
        let declaresInput = operation.declaresInput
        let parameters = declaresInput && operation.parameters.contains { showsWire($0.schema) || showsWire($0.presence) }
        let body =
            declaresInput && operation.body.map { $0.contents.contains(where: showsWire) || isThreeState($0) } ?? false
        // The type of a plain success stands in the handler protocol alone.
        let shown = operation.declaredSuccesses + (operation.declaresFailure ? operation.result.failures : [])
        let answers = shown.contains { showsWire($0) }
        let types = operation.types.contains { wireNeed($0) == .shown }
        return parameters || body || answers || types ? .shown : .inside
    }

    /// Bodies and answers that are streams have types of the server's.
    func serverNeed(_ operation: Operation) -> ImportNeed {
        let isStreamed =
            operation.declaresInput
            && operation.body?.contents.contains { content in
                switch content.kind {
                case .stream, .sequence: true
                case .multipart(let form): form.hasFiles
                case .json, .text, .form: false
                }
            } ?? false
        let shown = operation.declaredSuccesses + (operation.declaresFailure ? operation.result.failures : [])
        return isStreamed || isAwaited(shown) ? .shown : .inside
    }

    func wireNeed(_ group: HandlerGroup) -> ImportNeed {
        let isShown = group.operations.contains { index in
            if case .plain(let answer) = contract.operations[index].result.success { showsWire(answer) } else { false }
        }
        return isShown ? .shown : .none
    }

    private func showsWire(_ answer: Answer) -> Bool {
        answer.schema.map(showsWire) ?? false || answer.headers.contains { showsWire($0.schema) }
    }

    private func showsWire(_ content: BodyContent) -> Bool {
        guard case .multipart(let form) = content.kind else { return showsWire(content.schema) }
        // The names of files and of readers stand in what others see.
        return form.hasFiles || form.parts.contains { showsWire($0.schema) }
    }

    private func showsWire(_ property: Property) -> Bool {
        let isThreeState = property.presence == .optional && property.schema.isNullable
        return isThreeState || showsWire(property.schema) || showsWire(property.presence)
    }

    /// A default may show more than the type that is named beside it: what is deeper inside. To the compiler that is so in
    /// public initializers alone.
    private func showsWire(_ presence: WritContract.Presence) -> Bool {
        guard options.access == .public, case .defaulted(let value) = presence else { return false }
        return showsWire(value)
    }

    private func showsWire(_ value: DefaultValue) -> Bool {
        switch value {
        case .text, .json, .present, .map: true
        case .array(let values): values.contains(where: showsWire)
        case .object(_, let members): members.contains { showsWire($0.value) }
        case .wrapper(_, let value), .unionCase(_, _, let value): showsWire(value)
        case .boolean, .number, .string, .enumerationCase, .unknownCase, .null: false
        }
    }

    private func showsWire(_ additional: AdditionalProperties) -> Bool {
        if case .kept = additional { true } else { false }
    }

    private func showsWire(_ schema: ValueSchema) -> Bool {
        switch schema.type {
        case .text, .decimal, .json, .map: true
        case .array(let item): showsWire(item)
        case .boolean, .integer, .float, .double, .string, .custom, .named: false
        }
    }
}
