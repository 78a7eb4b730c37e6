// Closed lists of strings or integers.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    func resolveEnumeration(
        _ schema: Place, _ type: EnumerationType, name: TypeName
    ) -> ValueSchema? {
        var names = NameScope(reserved: ReservedNames.cases)
        let given = resolution.givenCaseNames(of: schema)
        var seen: [String: Place] = [:]
        var cases: [EnumerationCase] = []
        for place in enumerationValues(of: schema) where !place.node.isNull {
            guard let value = type == .string ? place.node.string : place.node.integer?.decimal else { continue }
            if seen.updateValue(place, forKey: value) != nil {
                resolution.warn("duplicate-value", "the value `\(value)` is listed twice", at: place, hint: "remove one")
                continue
            }
            let name = given[value] ?? (type == .string ? SwiftNames.caseName(value) : integerCaseName(value))
            cases.append(EnumerationCase(swiftName: names.claim(name), value: value))
        }
        checkBounds(of: schema, type)
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
                isDeprecated: schema["deprecated"]?.node.boolean == true))
        return ValueSchema(.named(name))
    }

    /// Bounds beside a closed list say nothing more, unless a listed value breaks one.
    private func checkBounds(of schema: Place, _ type: EnumerationType) {
        var bounded = ValueSchema(type == .string ? .string : .integer(integerType(of: schema)))
        constrain(&bounded, by: schema)
        for place in enumerationValues(of: schema) where !place.node.isNull && scalarDefault(place, for: bounded) == nil {
            // That a number does not fit its format is told elsewhere.
            if let number = place.node.integer, integerType(of: schema).literal(number) == nil { continue }
            let value = place.node.string ?? place.node.integer?.decimal ?? ""
            resolution.error(
                "impossible-value", "the listed value \(VisibleText.quoted(value)) is not valid by the schema's own bounds",
                at: place, hint: "remove the value, or widen the bounds")
        }
    }

    private func integerCaseName(_ digits: String) -> String {
        digits.hasPrefix("-") ? "minus" + digits.dropFirst() : "value" + digits
    }
}
