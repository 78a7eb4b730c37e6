// How parameters are read: path, query, header, cookie, each gone through once.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func emitNames(_ name: Identifier, _ table: PairTable, _ swift: inout SwiftPrinter) {
        let plain = table.plain.map { ($0.wireName, $0.presence == .required) }
        let names = (plain + table.collectedNames.map { ($0.name, $0.isRequired) }).map { keyName($0) + ($1 ? "!" : "") }
        swift.line("private static let \(name) = JSONKeys(\(quoted: names.joined(separator: " ")))")
    }

    func emitParameters(_ operation: Operation, _ query: PairTable, _ cookies: PairTable, _ swift: inout SwiftPrinter) {
        guard !operation.parameters.isEmpty else { return }
        swift.line("var parameters = request.parameters()")
        for parameter in operation.parameters where !isDeclaredWhereRead(parameter) { emitVariable(parameter, &swift) }
        let ofPath = Dictionary(
            operation.parameters.filter { $0.location == .path }.map { ($0.wireName, $0) },
            uniquingKeysWith: { first, _ in first })
        for (index, name) in operation.path.parameterNames.enumerated() {
            guard let parameter = ofPath[name] else { continue }
            emitPathParameter(parameter, index, &swift)
        }
        for parameter in operation.parameters where parameter.location == .querystring {
            emitQuerystring(parameter, &swift)
        }
        emitLoop("nextQuery", "queryNames", query, &swift)
        for parameter in operation.parameters where parameter.location == .header {
            let required: Code = parameter.presence == .required ? ", isRequired: true" : ""
            let condition: Code = "parameters.selectHeader(\(quoted: parameter.wireName), of: request\(required))"
            swift.block("if \(condition)") { emitParameterValue(parameter, &$0) }
        }
        if !cookies.isEmpty { swift.line("parameters.beginCookies(of: request)") }
        emitLoop("nextCookie", "cookieNames", cookies, &swift)
        let unwrapped: [Code] = operation.parameters.filter { $0.presence == .required && !$0.isList }.map {
            ", let \(local($0.swiftName))"
        }
        swift.line("guard request.finish(parameters)\(unwrapped.joined("")) else { return nil }")
    }

    private func isDeclaredWhereRead(_ parameter: Parameter) -> Bool {
        parameter.location == .path && parameter.reading == .plain && !parameter.isList && parameter.style == .simple
    }

    private func emitVariable(_ parameter: Parameter, _ swift: inout SwiftPrinter) {
        let name = local(parameter.swiftName)
        if parameter.isList {
            swift.line("var \(name): \(base(parameter.schema.type)) = []")
        } else {
            swift.line("var \(name): \(base(parameter.schema.type))?")
        }
    }

    private func emitPathParameter(_ parameter: Parameter, _ index: Int, _ swift: inout SwiftPrinter) {
        let place: Code = "\(index), \(quoted: parameter.wireName)"
        let style: Code
        switch parameter.style {
        case .label: style = ".label"
        // Pairs of an exploded list or object have names of their own.
        case .matrix where parameter.isExploded && (parameter.isList || parameter.reading != .plain): style = ".matrixPairs"
        case .matrix: style = ".matrix"
        default:
            swift.line("parameters.selectPath(\(place))")
            return emitParameterValue(parameter, declares: isDeclaredWhereRead(parameter), &swift)
        }
        swift.block("if parameters.selectPath(\(place), \(style))") { emitParameterValue(parameter, &$0) }
    }

    private func emitQuerystring(_ parameter: Parameter, _ swift: inout SwiftPrinter) {
        let required: Code = parameter.presence == .required ? ", isRequired: true" : ""
        if parameter.isOnePair {
            let condition: Code = "parameters.selectQuery(\(quoted: parameter.wireName)\(required))"
            return swift.block("if \(condition)") { emitParameterValue(parameter, &$0) }
        }
        let shape = shapeName(parameter)
        emitAssembled(parameter, "parameters.selectQuery(\(quoted: parameter.wireName), \(shape)\(required))", &swift)
    }

    private func emitLoop(_ next: Identifier, _ names: Identifier, _ table: PairTable, _ swift: inout SwiftPrinter) {
        guard !table.isEmpty else { return }
        var arguments: Code = "\(names)"
        if table.lists != 0 { arguments = arguments + ", lists: \(number: String(table.lists))" }
        if !table.collected.isEmpty { arguments = arguments + ", form: \(table.plain.count)" }
        if next.name == "nextCookie", table.wholeCount > 0 {
            arguments = arguments + ", exploded: \(table.plain.count + table.wholeCount)"
        }
        if table.takesOthers { arguments = arguments + ", others: true" }
        if (table.plain + table.collected).contains(where: { $0.style == .cookie }) {
            arguments = arguments + ", isVerbatim: true"
        }
        if table.plain.isEmpty {
            swift.line("_ = parameters.\(next)(\(arguments))")
        } else {
            swift.line("while let key = parameters.\(next)(\(arguments)) {")
            swift.indent { swift in
                swift.line("switch key {")
                for (index, parameter) in table.plain.enumerated() {
                    swift.line("case \(index):")
                    swift.indent { emitParameterValue(parameter, &$0) }
                }
                swift.line("default: break")
                swift.line("}")
            }
            swift.line("}")
        }
        for parameter in table.plain where parameter.isPairs { emitCountChecks(parameter, &swift) }
        for parameter in table.collected {
            let place: Code =
                "\(quoted: parameter.wireName), .\(Identifier(parameter.location.rawValue)), \(shapeName(parameter))"
            let required: Code = parameter.presence == .required ? ", isRequired: true" : ""
            let isMembers = if case .members = parameter.reading { true } else { false }
            emitAssembled(
                parameter, isMembers ? "parameters.selectMembers(\(place)\(required))" : "parameters.selectForm(\(place))", &swift
            )
        }
    }

    // MARK: Values

    /// Reads the selected value into the parameter's variable.
    private func emitParameterValue(_ parameter: Parameter, declares: Bool = false, _ swift: inout SwiftPrinter) {
        if parameter.allowsEmptyValue {
            swift.line("if parameters.isEmpty { continue }")
        }
        if parameter.style == .cookie { swift.line("parameters.takeVerbatim()") }
        switch parameter.reading {
        case .plain: emitPlainValue(parameter, declares: declares, &swift)
        case .json: emitAssembled(parameter, "parameters.selectJSON()", &swift)
        case .form, .members: emitAssembled(parameter, "parameters.assemble(\(shapeName(parameter)))", &swift)
        }
    }

    /// What was put together as JSON is read as such.
    private func emitAssembled(_ parameter: Parameter, _ condition: Code, _ swift: inout SwiftPrinter) {
        swift.block("if \(condition)") { swift in
            swift.line("var json = parameters.json()")
            emitRead(local(parameter.swiftName), parameter.schema, declares: false, &swift)
            swift.line("parameters.finish(&json)")
        }
    }

    private func emitPlainValue(_ parameter: Parameter, declares: Bool, _ swift: inout SwiftPrinter) {
        let name = local(parameter.swiftName)
        guard case .array(let item) = parameter.schema.type else {
            let binding: Code = declares ? "let " : ""
            swift.line("\(binding)\(name) = \(parameterRead(parameter.schema.type))")
            emitChecks(on: "\(name)", parameter.schema, reader: "parameters", &swift)
            return emitRule(on: "\(name)", parameter.schema, reader: "parameters", &swift)
        }
        if parameter.isPairs { return emitItem(item, name, &swift) }
        swift.block("while \(nextItem(parameter))") { emitItem(item, name, &$0) }
        emitCountChecks(parameter, &swift)
    }

    private func nextItem(_ parameter: Parameter) -> Code {
        switch parameter.style {
        case .label where parameter.isExploded: "parameters.nextItem(by: .dot)"
        case .matrix where parameter.isExploded: "parameters.nextItem(by: .semicolon, named: \(quoted: parameter.wireName))"
        case .spaceDelimited: "parameters.nextItem(by: .space)"
        case .pipeDelimited: "parameters.nextItem(by: .pipe)"
        default: "parameters.nextItem()"
        }
    }

    private func emitItem(_ item: ValueSchema, _ list: Identifier, _ swift: inout SwiftPrinter) {
        swift.line("let item = \(parameterRead(item.type))")
        emitChecks(on: "item", item, reader: "parameters", &swift)
        emitRule(on: "item", item, reader: "parameters", &swift)
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
        // Pairs are counted when all are read; a list in one text while it is selected.
        let place: Code =
            parameter.isPairs ? ", of: \(quoted: parameter.wireName), .\(Identifier(parameter.location.rawValue))" : ""
        swift.line("parameters.check(\(name).count, \(bounds.joined(", "))\(place))")
    }

    private func parameterRead(_ type: ValueType) -> Code {
        switch type {
        case .boolean: "parameters.readBool()"
        case .integer(let integer): "parameters.read\(name(of: integer))()"
        case .float: "parameters.readFloat()"
        case .double: "parameters.readDouble()"
        case .decimal: "parameters.readDecimal()"
        case .text(let format): "parameters.read\(format.readerName)()"
        case .custom(let type): "parameters.readText(as: \(name(of: type)).self, \(quoted: type.noun))"
        case .named(let type): "\(name(type)).read(from: &parameters)"
        case .string, .json, .array, .map: "parameters.readString()"
        }
    }
}
