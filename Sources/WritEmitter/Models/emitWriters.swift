// Writers: from values to JSON, straight into the output.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func emitWriter(_ object: ObjectType, _ swift: inout SwiftPrinter) {
        swift.block("\(modelAccess)func write(to json: inout OutputBuffer)") { swift in
            swift.line("let start = json.count")
            for property in object.properties { emitPropertyWrite(property, &swift) }
            if case .kept(let schema, let name) = object.additional {
                emitMembers("self.\(Identifier(name))", schema, depth: 1, &swift)
            }
            swift.line("json.endObject(start)")
        }
    }

    private func emitPropertyWrite(_ property: Property, _ swift: inout SwiftPrinter) {
        let value: Code = "self.\(Identifier(property.swiftName))"
        let name: Code = "\(quoted: "," + quotedJSON(property.wireName) + ":")"
        if isWrittenAsMember(property) { return swift.line("json.write(\(name), \(value))") }
        let key: Code = "json.append(\(name))"
        switch (property.presence, property.schema.isNullable) {
        case (.optional, true):
            swift.block("if !\(value).isAbsent") { swift in
                swift.line(key)
                emitWrite("\(value).value", property.schema, &swift)
            }
        case (.optional, false):
            swift.block("if let value = \(value)") { swift in
                swift.line(key)
                emitWrite("value", property.schema, &swift)
            }
        case (.required, _), (.defaulted, _):
            swift.line(key)
            emitWrite(value, property.schema, label: local(property.swiftName).name, &swift)
        }
    }

    /// The runtime writes name and value of the commonest kinds in one call, and nothing at all for nil.
    private func isWrittenAsMember(_ property: Property) -> Bool {
        if property.schema.isNullable { return false }
        return switch property.schema.type {
        case .string, .boolean, .double, .integer(.int), .integer(.int32), .integer(.int64): true
        default: false
        }
    }

    /// Writes a value; nil is written as null.
    ///
    /// - Parameter label: Tells the variables of values that are written in one scope apart.
    func emitWrite(
        _ value: Code, _ schema: ValueSchema, depth: Int = 1, label: String = "", _ swift: inout SwiftPrinter
    ) {
        guard !schema.isNullable else {
            var present = schema
            present.isNullable = false
            let name = Identifier("present\(depth)")
            swift.line("if let \(name) = \(value) {")
            swift.indent { emitWrite("\(name)", present, depth: depth + 1, &$0) }
            swift.line("} else {")
            swift.line("    json.writeNull()")
            swift.line("}")
            return
        }
        let start = Identifier(label.isEmpty ? "start\(depth)" : label + "Start")
        switch schema.type {
        case .array(let item):
            let element = Identifier("item\(depth)")
            swift.line("let \(start) = json.count")
            swift.block("for \(element) in \(value)") { swift in
                swift.line("json.comma()")
                emitWrite("\(element)", item, depth: depth + 1, &swift)
            }
            swift.line("json.endArray(\(start))")
        case .map(let member):
            swift.line("let \(start) = json.count")
            emitMembers(value, member, depth: depth, &swift)
            swift.line("json.endObject(\(start))")
        case .text(.decimal): swift.line("json.write(text: \(value))")
        case .custom(let type) where type.isText: swift.line("json.write(text: \(value))")
        case .named, .custom: swift.line("\(value).write(to: &json)")
        default: swift.line("json.write(\(value))")
        }
    }

    /// The members of a dictionary, in the order of their names: the same value gives the same bytes.
    private func emitMembers(_ value: Code, _ schema: ValueSchema, depth: Int, _ swift: inout SwiftPrinter) {
        let (name, element) = (Identifier("name\(depth)"), Identifier("member\(depth)"))
        swift.block("for (\(name), \(element)) in \(value).sorted(by: { $0.key < $1.key })") { swift in
            swift.line("json.writeName(\(name))")
            emitWrite("\(element)", schema, depth: depth + 1, &swift)
        }
    }

    /// A JSON string, for keys that are known beforehand.
    private func quotedJSON(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
