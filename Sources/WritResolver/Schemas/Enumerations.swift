// Closed lists of strings or integers.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    func resolveEnumeration(
        _ schema: Place, _ type: EnumerationType, _ direction: Direction, name: TypeName
    ) -> ValueSchema? {
        var names = NameScope(reserved: ["init", "self", "read", "write", "rawValue"])
        var seen: [String: Place] = [:]
        var cases: [EnumerationCase] = []
        for place in enumerationValues(of: schema) where !place.node.isNull {
            guard let value = type == .string ? place.node.string : place.node.integer?.decimal else { continue }
            if seen.updateValue(place, forKey: value) != nil {
                resolution.warn("duplicate-value", "the value `\(value)` is listed twice", at: place, hint: "remove one")
                continue
            }
            let name = type == .string ? SwiftNames.caseName(value) : integerCaseName(value)
            cases.append(EnumerationCase(swiftName: names.claim(name), value: value))
        }
        let kind: TypeDeclaration.Kind
        if type == .string {
            kind = .stringEnumeration(cases)
        } else {
            let integer = integerType(of: schema)
            for place in enumerationValues(of: schema) {
                guard let value = place.node.integer, integer.literal(value) == nil else { continue }
                resolution.error(
                    "enumeration-type", "\(value.decimal) is no \(integer.rawValue)", at: place,
                    hint: "correct the value or the `format`")
                return nil
            }
            kind = .integerEnumeration(integer, cases)
        }
        registry.declare(
            TypeDeclaration(
                name: name, kind: kind, documentation: documentation(of: schema),
                isDeprecated: schema["deprecated"]?.node.boolean == true, isRead: direction == .request,
                isWritten: direction == .answer))
        return ValueSchema(.named(name))
    }

    private func integerCaseName(_ digits: String) -> String {
        digits.hasPrefix("-") ? "minus" + digits.dropFirst() : "value" + digits
    }
}
