// Tuples: structs for arrays whose items have a type each.

internal import SwiftWriter
internal import WritContract

extension TupleType {
    /// The elements as the properties of a struct.
    var object: ObjectType { ObjectType(properties: elements, additional: .skipped) }
}

extension Emitter {
    func emitTupleReader(_ typeName: TypeName, _ tuple: TupleType, rule: String?, _ swift: inout SwiftPrinter) {
        let type = name(typeName)
        emitBoxInitializer(tuple.object, rest: tuple.rest, &swift)
        swift.block("\(modelAccess)static func read(from json: inout JSONReader) -> \(type)?") { swift in
            for element in tuple.elements { emitVariable(element, &swift) }
            swift.line("guard var array = json.beginArray() else { return nil }")
            if let rest = tuple.rest { swift.line("var rest = JSONItems<\(self.type(rest))>(in: &json)") }
            swift.block("while json.nextItem(&array)") { swift in
                swift.line("switch array.index {")
                for (index, element) in tuple.elements.enumerated() {
                    swift.line("case \(index):")
                    swift.indent { emitPropertyRead(element, &$0) }
                }
                emitRest(tuple, &swift)
                swift.line("}")
            }
            if tuple.rest != nil { swift.line("let _rest = json.array(rest)") }
            emitChecks(on: "array", bounds(of: tuple), reader: "json", &swift)
            emitRule(rule, &swift)
            let unwrapped: [Code] = tuple.elements.filter(isUnwrapped).map { "let \(local($0.swiftName))" }
            if !unwrapped.isEmpty { swift.list("guard ", unwrapped, " else { return nil }") }
            var arguments: [Code] = tuple.elements.map(argument)
            if tuple.rest != nil { arguments.append("rest: _rest") }
            swift.list("return \(type)(", arguments, ")")
        }
    }

    private func emitRest(_ tuple: TupleType, _ swift: inout SwiftPrinter) {
        guard let rest = tuple.rest else { return swift.line("default: json.skipValue()") }
        swift.line("default:")
        swift.indent { swift in
            emitRead("item", rest, depth: 2, &swift)
            let addition: Code = "json.add(item, to: &rest)"
            swift.line(rest.isNullable ? addition : "if let item { \(addition) }")
        }
    }

    /// Where nothing may follow, the number of elements is the most.
    private func bounds(of tuple: TupleType) -> ValueSchema {
        var constraints = tuple.constraints
        if tuple.rest == nil { constraints.maxItems = min(constraints.maxItems ?? .max, tuple.elements.count) }
        return ValueSchema(.array(tuple.rest ?? ValueSchema(.json)), constraints: constraints)
    }

    func emitTupleWriter(_ tuple: TupleType, _ swift: inout SwiftPrinter) {
        swift.block("\(modelAccess)func write(to json: inout OutputBuffer)") { swift in
            swift.line("let start = json.count")
            for (index, element) in tuple.elements.enumerated() { emitElement(element, index, tuple, &swift) }
            if let rest = tuple.rest {
                swift.block("for item in self.rest") { swift in
                    swift.line("json.comma()")
                    emitWrite("item", rest, depth: 2, &swift)
                }
            }
            swift.line("json.endArray(start)")
        }
    }

    /// An element that is absent ends the array: what is behind it would take its place.
    private func emitElement(_ element: Property, _ index: Int, _ tuple: TupleType, _ swift: inout SwiftPrinter) {
        let value: Code = "self.\(Identifier(element.swiftName))"
        let label = local(element.swiftName).name
        guard element.presence == .optional else {
            swift.line("json.comma()")
            return emitWrite(value, element.schema, label: label, &swift)
        }
        let absent: Code = element.schema.isNullable ? "\(value).isAbsent" : "\(value) == nil"
        let name = local(element.swiftName)
        if element.schema.isNullable {
            swift.line("if \(absent) { return json.endArray(start) }")
            swift.line("json.comma()")
            emitWrite("\(value).value", element.schema, label: label, &swift)
        } else {
            swift.line("guard let \(name) = \(value) else { return json.endArray(start) }")
            swift.line("json.comma()")
            emitWrite("\(name)", element.schema, label: label, &swift)
        }
    }
}
