// Unions: enumerations with associated values, decided before a value is read.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func emitUnion(
        _ name: Identifier, _ union: UnionType, _ nested: [TypeDeclaration], _ swift: inout SwiftPrinter
    ) {
        swift.block("\(access)enum \(name): \(conformances)") { swift in
            for unionCase in union.cases {
                swift.documentation(unionCase.documentation)
                let boxed: Code = unionCase.isBoxed ? "indirect " : ""
                let value: Code = unionCase.constant == nil ? "(\(type(unionCase.schema)))" : ""
                swift.line("\(boxed)case \(Identifier(unionCase.swiftName))\(value)")
            }
            for declaration in nested {
                swift.blank()
                emitDeclaration(declaration, &swift)
            }
        }
    }

    // MARK: Reading

    func emitUnionReader(_ typeName: TypeName, _ union: UnionType, rule: String?, _ swift: inout SwiftPrinter) {
        let type = name(typeName)
        let labels = labels(of: union)
        emitConstants(of: union, &swift)
        let choice = emitChoice(of: union, &swift)
        swift.blank()
        swift.block("\(modelAccess)static func read(from json: inout JSONReader) -> \(type)?") { swift in
            swift.line("switch \(choice) {")
            for (unionCase, numbers) in zip(union.cases, labels) where !numbers.isEmpty {
                let list = numbers.map { "\($0)" as Code }.joined(", ")
                swift.line("case \(list):")
                swift.indent { swift in
                    guard unionCase.constant == nil else {
                        swift.line("let isRead = json.readChoice(\(constantName(unionCase))) != nil")
                        emitRule(rule, &swift)
                        return swift.line("if isRead { return .\(Identifier(unionCase.swiftName)) }")
                    }
                    emitRead("value", unionCase.schema, &swift)
                    emitRule(rule, &swift)
                    swift.line("if let value { return .\(Identifier(unionCase.swiftName))(value) }")
                }
            }
            swift.line("default: break")
            swift.line("}")
            swift.line("return nil")
        }
    }

    /// The values of cases that carry none.
    private func emitConstants(of union: UnionType, _ swift: inout SwiftPrinter) {
        for unionCase in union.cases {
            guard let constant = unionCase.constant else { continue }
            let list = "[\(constant)]"
            swift.line("private static let \(constantName(unionCase)) = JSONChoices(\(quoted: list))")
        }
    }

    private func constantName(_ unionCase: UnionCase) -> Identifier { local(unionCase.swiftName + "Value") }

    /// The numbers that mean each case: the texts' first, then those of shapes.
    private func labels(of union: UnionType) -> [[Int]] {
        let values = union.decision.property?.values ?? []
        let shaped = Set(union.decision.shapes.map(\.unionCase))
        return union.cases.indices.map { index in
            var labels = values.indices.filter { values[$0].unionCase == index }
            if case .property(_, _, let fallback) = union.decision, fallback == index { labels.append(values.count) }
            if shaped.contains(index) { labels.append(values.count + index) }
            return labels
        }
    }

    /// The tables that a decision goes by, and the call that takes it.
    private func emitChoice(of union: UnionType, _ swift: inout SwiftPrinter) -> Code {
        var arguments: [Code] = []
        if let (name, values) = union.decision.property {
            let names = values.map { keyName($0.value) }.joined(separator: " ")
            swift.line("private static let _choices = JSONKeys(\(quoted: names))")
            arguments += ["\(quoted: name)", "_choices"]
            if case .property(_, _, let fallback) = union.decision {
                if fallback != nil { arguments.append("fallback: \(values.count)") }
                return "json.peekChoice(\(arguments.joined(", ")))"
            }
        }
        swift.list("private static let _cases: [JSONCase] = [", union.decision.shapes.map(shape), "]")
        arguments.append("_cases")
        // An alternative that takes everything has no rule, and nothing is told by the others'.
        if !union.alternatives.isEmpty, let rules = rules(union.alternatives) {
            arguments += [ruleTable, "[\(rules.joined(", "))]"]
        }
        return "json.selectCase(\(arguments.joined(", ")))"
    }

    private func shape(_ shape: UnionShape) -> Code { self.shape(shape.kind, shape.unionCase) }

    private func shape(_ kind: UnionShapeKind, _ index: Int) -> Code {
        switch kind {
        case .any: return ".any(\(index))"
        case .boolean: return ".boolean(\(index))"
        case .integer: return ".integer(\(index))"
        case .number: return ".number(\(index))"
        case .string(let values) where values.isEmpty: return ".string(\(index))"
        case .string(let values): return ".string(\(index), \(quoted: values.map(keyName).joined(separator: " ")))"
        case .format(let format): return ".format(\(index), .\(Identifier(format.rawValue)))"
        case .array(let items) where items.isEmpty: return ".array(\(index))"
        case .array(let items): return ".array(\(index), [\(items.map { self.shape($0, index) }.joined(", "))])"
        case .object(let object): return self.shape(object, index)
        }
    }

    private func shape(_ object: UnionObject, _ index: Int) -> Code {
        let names = object.required.map { keyName($0) + "!" } + object.optional.map(keyName)
        guard !names.isEmpty || object.isClosed else { return ".object(\(index))" }
        var arguments: [Code] = ["\(index)", "\(quoted: names.joined(separator: " "))"]
        if !object.tags.isEmpty {
            let tags = object.tags.flatMap { tag in tag.values.map { keyName(tag.name) + " " + keyName($0) } }
            arguments.append("tags: \(quoted: tags.joined(separator: " "))")
        }
        if object.isClosed { arguments.append("isClosed: true") }
        return ".object(\(arguments.joined(", ")))"
    }

    // MARK: Writing

    func emitUnionWriter(_ union: UnionType, _ swift: inout SwiftPrinter) {
        swift.block("\(modelAccess)func write(to json: inout OutputBuffer)") { swift in
            swift.line("switch self {")
            for unionCase in union.cases {
                if let constant = unionCase.constant {
                    swift.line("case .\(Identifier(unionCase.swiftName)): json.raw(\(quoted: constant))")
                    continue
                }
                let binding: Code = unionCase.tag == nil ? "let value" : "var value"
                swift.line("case .\(Identifier(unionCase.swiftName))(\(binding)):")
                swift.indent { swift in
                    if let tag = unionCase.tag { emitTag(tag, &swift) }
                    emitWrite("value", unionCase.schema, &swift)
                }
            }
            swift.line("}")
        }
    }

    /// A value whose property tells another case would be read as that one.
    private func emitTag(_ tag: UnionCaseTag, _ swift: inout SwiftPrinter) {
        guard let first = tag.values.first else { return }
        let property: Code = "value.\(Identifier(tag.swiftName))"
        if tag.values.count == 1 {
            return swift.line("if \(property) != \(literal(first)) { \(property) = \(literal(first)) }")
        }
        swift.line("switch \(property) {")
        swift.line("case \(tag.values.map(literal).joined(", ")): break")
        swift.line("default: \(property) = \(literal(first))")
        swift.line("}")
    }

    // MARK: Values that contain themselves

    func emitWrapper(
        _ name: Identifier, _ schema: ValueSchema, _ nested: [TypeDeclaration], _ swift: inout SwiftPrinter
    ) {
        swift.block("\(access)struct \(name): \(conformances)") { swift in
            swift.line("\(access)var value: \(type(schema))")
            swift.blank()
            swift.line("\(access)init(_ value: \(type(schema))) { self.value = value }")
            for declaration in nested {
                swift.blank()
                emitDeclaration(declaration, &swift)
            }
        }
    }

    func emitWrapperReader(_ typeName: TypeName, _ schema: ValueSchema, _ swift: inout SwiftPrinter) {
        let type = name(typeName)
        swift.block("\(modelAccess)static func read(from json: inout JSONReader) -> \(type)?") { swift in
            emitRead("value", schema, &swift)
            swift.line("guard let value else { return nil }")
            swift.line("return \(type)(value)")
        }
    }

    func emitWrapperWriter(_ schema: ValueSchema, _ swift: inout SwiftPrinter) {
        swift.block("\(modelAccess)func write(to json: inout OutputBuffer)") { emitWrite("self.value", schema, &$0) }
    }
}
