// What a generated file imports, and whether its declarations show types of it.

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
        case _ where module.name == testedModule: "@testable import \(module)"
        // Beside the application's own files, which import plainly, an access level of ours would be ambiguous.
        case _ where options.access == .internal: "import \(module)"
        case .inside: "internal import \(module)"
        case .shown: "\(access)import \(module)"
        }
    }

    /// Whether types of the runtime stand in the declarations of a type and those inside it.
    func runtimeNeed(_ declaration: TypeDeclaration) -> ImportNeed {
        let isShown: Bool =
            switch declaration.kind {
            case .alias(let schema): showsRuntime(schema)
            case .object(let object): object.properties.contains(where: showsRuntime) || showsRuntime(object.additional)
            case .union(let union): union.cases.contains { showsRuntime($0.schema) }
            case .tuple(let tuple): tuple.elements.contains(where: showsRuntime) || tuple.rest.map(showsRuntime) ?? false
            case .wrapper(let schema): showsRuntime(schema)
            case .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration: false
            }
        if case .alias = declaration.kind, !isShown { return .none }
        if hasModels || isShown || declaration.nested.contains(where: { runtimeNeed($0) == .shown }) { return .shown }
        return .inside
    }

    func runtimeNeed(_ operation: Operation) -> ImportNeed {
        let declaresInput = operation.declaresInput
        let parameters = declaresInput && operation.parameters.contains { showsRuntime($0.schema) || showsRuntime($0.presence) }
        let body =
            declaresInput && operation.body.map { $0.contents.contains(where: showsRuntime) || isThreeState($0) } ?? false
        // The type of a plain success stands in the handler protocol alone.
        let shown = operation.declaredSuccesses + (operation.declaresFailure ? operation.result.failures : [])
        let answers = shown.contains { showsRuntime($0) }
        let types = operation.types.contains { runtimeNeed($0) == .shown }
        // Failures conform to a protocol of it.
        // So has a WebSocket.
        if operation.webSocket != nil { return .shown }
        return operation.declaresFailure || parameters || body || answers || types || showsStream(operation) ? .shown : .inside
    }

    // MARK: Clients

    /// Whether types of the runtime stand in the signature of an operation's call.
    func clientNeed(_ operation: Operation) -> ImportNeed {
        let isShown =
            operation.parameters.contains { parameter in
                let isThreeState = parameter.presence == .optional && parameter.schema.isNullable
                return isThreeState || showsRuntime(parameter.schema) || showsRuntime(parameter.presence)
            } || sentSchemas(operation).contains(where: showsRuntime)
        guard case .plain(let answer) = operation.result.success else { return isShown ? .shown : .inside }
        if case .sequence(_, .events, _) = answer.body { return .shown }
        return isShown || answer.schema.map(showsRuntime) ?? false ? .shown : .inside
    }

    /// Whether types of the contract stand in the signature of an operation's call.
    func showsContract(_ operation: Operation) -> Bool {
        guard case .plain(let answer) = operation.result.success else { return true }
        let isForm = operation.body?.contents.contains { if case .multipart = $0.kind { true } else { false } } ?? false
        let schemas = operation.parameters.map(\.schema) + sentSchemas(operation) + [answer.schema].compactMap { $0 }
        return isForm || schemas.contains(where: showsContract)
    }

    private func sentSchemas(_ operation: Operation) -> [ValueSchema] {
        (operation.body?.contents ?? []).compactMap { content in
            switch content.kind {
            case .json, .text, .form, .sequence: content.schema
            case .multipart, .stream: nil
            }
        }
    }

    private func showsContract(_ schema: ValueSchema) -> Bool {
        switch schema.type {
        case .named: true
        case .array(let item), .map(let item): showsContract(item)
        default: false
        }
    }

    /// Bodies and answers that are streams have types of the runtime's.
    private func showsStream(_ operation: Operation) -> Bool {
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
        return isStreamed || isAwaited(shown)
    }

    private func showsRuntime(_ answer: Answer) -> Bool {
        answer.schema.map(showsRuntime) ?? false || answer.headers.contains { showsRuntime($0.schema) }
    }

    private func showsRuntime(_ content: BodyContent) -> Bool {
        guard case .multipart(let form) = content.kind else { return showsRuntime(content.schema) }
        // The names of files and of readers stand in what others see.
        return form.hasFiles || form.parts.contains { showsRuntime($0.schema) }
    }

    private func showsRuntime(_ property: Property) -> Bool {
        let isThreeState = property.presence == .optional && property.schema.isNullable
        return isThreeState || showsRuntime(property.schema) || showsRuntime(property.presence)
    }

    /// A default may show more than the type that is named beside it: what is deeper inside. To the compiler that is so in
    /// public initializers alone.
    private func showsRuntime(_ presence: WritContract.Presence) -> Bool {
        guard options.access == .public, case .defaulted(let value) = presence else { return false }
        return showsRuntime(value)
    }

    private func showsRuntime(_ value: DefaultValue) -> Bool {
        switch value {
        case .text, .json, .present, .map: true
        case .array(let values): values.contains(where: showsRuntime)
        case .object(_, let members): members.contains { showsRuntime($0.value) }
        case .wrapper(_, let value), .unionCase(_, _, let value): showsRuntime(value)
        case .boolean, .number, .string, .enumerationCase, .unknownCase, .null: false
        }
    }

    private func showsRuntime(_ additional: AdditionalProperties) -> Bool {
        if case .kept = additional { true } else { false }
    }

    private func showsRuntime(_ schema: ValueSchema) -> Bool {
        switch schema.type {
        case .text, .decimal, .json, .map: true
        case .array(let item): showsRuntime(item)
        case .boolean, .integer, .float, .double, .string, .custom, .named: false
        }
    }
}
