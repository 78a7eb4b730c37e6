// The input of an operation: a flat struct, and how it is read from a request.

internal import SwiftWriter
internal import WritContract

/// A property of an input, whatever it comes from.
private struct InputProperty {
    let name: Identifier
    let type: Code
    let initial: Code?
    let documentation: String?
}

extension Emitter {
    func emitInput(_ operation: Operation, _ swift: inout SwiftPrinter) {
        let properties = inputProperties(operation)
        swift.documentation("What the handler gets.")
        swift.block("\(access)struct Input: Sendable") { swift in
            for property in properties {
                swift.documentation(property.documentation)
                swift.line("\(access)var \(property.name): \(property.type)")
            }
            swift.blank()
            let parameters: [Code] = properties.map { property in
                property.initial.map { "\(property.name): \(property.type) = \($0)" }
                    ?? "\(property.name): \(property.type)"
            }
            swift.list("\(access)init(", parameters, ") {")
            swift.indent { swift in
                for property in properties { swift.line("self.\(property.name) = \(property.name)") }
            }
            swift.line("}")
        }
    }

    private func inputProperties(_ operation: Operation) -> [InputProperty] {
        var properties = operation.parameters.map { parameter in
            InputProperty(
                name: Identifier(parameter.swiftName), type: type(parameter.schema, parameter.presence),
                initial: initialValue(parameter.schema, parameter.presence),
                documentation: documentation(parameter.documentation, isDeprecated: parameter.isDeprecated))
        }
        if let body = operation.body {
            properties.append(
                InputProperty(
                    name: Identifier(body.swiftName), type: bodyType(body), initial: body.isRequired ? nil : "nil",
                    documentation: body.documentation))
        }
        return properties
    }

    // MARK: Reading

    func emitInputReader(_ operation: Operation, _ swift: inout SwiftPrinter) {
        let type = Identifier(operation.typeName)
        let query = operation.parameters.filter { $0.location == .query }
        let cookies = operation.parameters.filter { $0.location == .cookie }
        swift.block("extension \(type).Input") { swift in
            if !query.isEmpty { emitNames("queryNames", query, &swift) }
            if !cookies.isEmpty { emitNames("cookieNames", cookies, &swift) }
            swift.blank()
            let content: Code = operation.body?.choice == nil ? "" : ", _ content: Int"
            swift.block("static func read(_ request: OperationRequest\(content)) -> \(type).Input?") { swift in
                emitParameters(operation, query, cookies, &swift)
                emitBody(operation, &swift)
                emitResult(operation, &swift)
            }
        }
    }

    private func emitNames(_ name: Identifier, _ parameters: [Parameter], _ swift: inout SwiftPrinter) {
        let names = parameters.map { keyName($0.wireName) + ($0.presence == .required ? "!" : "") }
        swift.line("private static let \(name) = JSONKeys(\(quoted: names.joined(separator: " ")))")
    }

    private func emitParameters(
        _ operation: Operation, _ query: [Parameter], _ cookies: [Parameter], _ swift: inout SwiftPrinter
    ) {
        guard !operation.parameters.isEmpty else { return }
        swift.line("var parameters = request.parameters()")
        for parameter in operation.parameters where parameter.location != .path || isList(parameter) {
            emitVariable(parameter, &swift)
        }
        for (index, name) in operation.path.parameterNames.enumerated() {
            guard let parameter = operation.parameters.first(where: { $0.location == .path && $0.wireName == name })
            else { continue }
            swift.line("parameters.selectPath(\(index), \(quoted: name))")
            emitParameterValue(parameter, declares: true, &swift)
        }
        emitLoop("nextQuery", "queryNames", query, &swift)
        for parameter in operation.parameters where parameter.location == .header {
            let required: Code = parameter.presence == .required ? ", isRequired: true" : ""
            let condition: Code = "parameters.selectHeader(\(quoted: parameter.wireName), of: request\(required))"
            swift.block("if \(condition)") { emitParameterValue(parameter, declares: false, &$0) }
        }
        if !cookies.isEmpty { swift.line("parameters.beginCookies(of: request)") }
        emitLoop("nextCookie", "cookieNames", cookies, &swift)
        let unwrapped: [Code] = operation.parameters.filter { $0.presence == .required && !isList($0) }.map {
            ", let \(local($0.swiftName))"
        }
        swift.line("guard request.finish(parameters)\(unwrapped.joined("")) else { return nil }")
    }

    private func emitVariable(_ parameter: Parameter, _ swift: inout SwiftPrinter) {
        let name = local(parameter.swiftName)
        if isList(parameter) {
            swift.line("var \(name): \(base(parameter.schema.type)) = []")
        } else {
            swift.line("var \(name): \(base(parameter.schema.type))?")
        }
    }

    private func emitLoop(
        _ next: Identifier, _ names: Identifier, _ parameters: [Parameter], _ swift: inout SwiftPrinter
    ) {
        guard !parameters.isEmpty else { return }
        let lists = parameters.enumerated().reduce(UInt64(0)) { mask, item in
            item.offset < 64 && isList(item.element) && item.element.isExploded ? mask | 1 << item.offset : mask
        }
        let mask: Code = lists == 0 ? "" : ", lists: \(number: String(lists))"
        swift.line("while let key = parameters.\(next)(\(names)\(mask)) {")
        swift.indent { swift in
            swift.line("switch key {")
            for (index, parameter) in parameters.enumerated() {
                swift.line("case \(index):")
                swift.indent { emitParameterValue(parameter, declares: false, &$0) }
            }
            swift.line("default: break")
            swift.line("}")
        }
        swift.line("}")
        for parameter in parameters where isList(parameter) && isPairs(parameter) { emitCountChecks(parameter, &swift) }
    }

    /// Reads the selected value into the parameter's variable.
    private func emitParameterValue(_ parameter: Parameter, declares: Bool, _ swift: inout SwiftPrinter) {
        let name = local(parameter.swiftName)
        guard case .array(let item) = parameter.schema.type else {
            let binding: Code = declares ? "let " : ""
            swift.line("\(binding)\(name) = \(parameterRead(parameter.schema.type))")
            return emitChecks(on: "\(name)", parameter.schema, reader: "parameters", &swift)
        }
        if isPairs(parameter) { return emitItem(item, name, &swift) }
        swift.block("while parameters.nextItem()") { emitItem(item, name, &$0) }
        emitCountChecks(parameter, &swift)
    }

    private func emitItem(_ item: ValueSchema, _ list: Identifier, _ swift: inout SwiftPrinter) {
        swift.line("let item = \(parameterRead(item.type))")
        emitChecks(on: "item", item, reader: "parameters", &swift)
        swift.line("if let item { \(list).append(item) }")
    }

    private func emitCountChecks(_ parameter: Parameter, _ swift: inout SwiftPrinter) {
        let (constraints, name) = (parameter.schema.constraints, local(parameter.swiftName))
        var bounds: [Code] = []
        if let count = constraints.minItems, count > 0 { bounds.append("minItems: \(count)") }
        if let count = constraints.maxItems { bounds.append("maxItems: \(count)") }
        if constraints.hasUniqueItems {
            let location = Identifier(parameter.location.rawValue)
            swift.line("parameters.checkUnique(\(name), of: \(quoted: parameter.wireName), .\(location))")
        }
        guard !bounds.isEmpty else { return }
        // Pairs are counted when all are read; a list with commas while it is selected.
        let place: Code =
            isPairs(parameter) ? ", of: \(quoted: parameter.wireName), .\(Identifier(parameter.location.rawValue))" : ""
        swift.line("parameters.check(\(name).count, \(bounds.joined(", "))\(place))")
    }

    /// Whether each item of a list comes as a pair of its own.
    private func isPairs(_ parameter: Parameter) -> Bool {
        parameter.isExploded && (parameter.location == .query || parameter.location == .cookie)
    }

    private func parameterRead(_ type: ValueType) -> Code {
        switch type {
        case .boolean: "parameters.readBool()"
        case .integer(let integer): "parameters.read\(name(of: integer))()"
        case .float: "parameters.readFloat()"
        case .double: "parameters.readDouble()"
        case .dateTime: "parameters.readDateTime()"
        case .date: "parameters.readCalendarDate()"
        case .uuid: "parameters.readUniqueID()"
        case .base64: "parameters.readBase64()"
        case .named(let type): "\(name(type)).read(from: &parameters)"
        case .string, .json, .array, .map: "parameters.readString()"
        }
    }

    private func isList(_ parameter: Parameter) -> Bool {
        if case .array = parameter.schema.type { true } else { false }
    }

    // MARK: Result

    private func emitResult(_ operation: Operation, _ swift: inout SwiftPrinter) {
        var arguments: [Code] = operation.parameters.map { parameter in
            let label = Identifier(parameter.swiftName)
            let name = local(parameter.swiftName)
            switch (parameter.presence, isList(parameter)) {
            case (.required, _), (.optional, false): return "\(label: label): \(name)"
            case (.optional, true): return "\(label: label): \(name).isEmpty ? nil : \(name)"
            case (.defaulted(let value), false): return "\(label: label): \(name) ?? \(literal(value))"
            case (.defaulted(let value), true): return "\(label: label): \(name).isEmpty ? \(literal(value)) : \(name)"
            }
        }
        if let body = operation.body { arguments.append("\(label: Identifier(body.swiftName)): \(local(body.swiftName))") }
        swift.list("return \(Identifier(operation.typeName)).Input(", arguments, ")")
    }

    /// The variable that a property's value is read into: no name of the contract begins with an underscore, so it
    /// collides with none that the generated code uses itself.
    func local(_ swiftName: String) -> Identifier { Identifier("_" + swiftName) }

    /// A name as it stands in a list of names: what would separate it is escaped.
    func keyName(_ name: String) -> String {
        if name.isEmpty { return "\\0" }
        return name.reduce(into: "") { result, character in
            if character == " " || character == "!" || character == "\\" { result.append("\\") }
            result.append(character)
        }
    }
}
