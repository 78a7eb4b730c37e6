// Whether a value of the document is valid by a schema of it: for examples, defaults and lists of values.

internal import WritContract
internal import WritSpec

/// A checker of JSON Schema over nodes. What it can't decide is valid.
struct ValueCheck {
    private let resolution: Resolution
    private static let depthMax = 48
    private static let comparedItemsMax = 200
    /// What one look at a value by a schema counts.
    private static let stepsOfLook = 20

    init(_ resolution: Resolution) {
        self.resolution = resolution
    }

    /// Why a value breaks its schema, in few words, and which part of it does.
    struct Violation {
        let reason: String
        let place: Place

        init(_ reason: String, _ place: Place) { (self.reason, self.place) = (reason, place) }

        func within(_ name: String) -> Violation { Violation("\(name): \(reason)", place) }
    }

    /// Why the value breaks the schema; nil where it is valid.
    ///
    /// - Parameter leaving: keywords that are not looked at in the schema itself.
    func violation(of value: Place, by schema: Place, leaving: Set<String> = []) -> Violation? {
        violation(value, schema, leaving, depth: 0)
    }

    private func violation(_ value: Place, _ written: Place, _ leaving: Set<String> = [], depth: Int) -> Violation? {
        if let allowed = written.node.boolean { return allowed ? nil : Violation("no value is allowed there", value) }
        guard depth < Self.depthMax, written.node.mapping != nil, resolution.spendOnValues(Self.stepsOfLook, at: written) else {
            return nil
        }
        if written["$ref"] != nil {
            // A dangling reference was told where it stands.
            guard let target = resolution.follow(written, as: .schema), target.pointer != written.pointer else { return nil }
            if let found = violation(value, target, depth: depth + 1) { return found }
            if resolution.dialect == .openAPI30 { return nil }
        }
        let node = value.node
        if node.isNull, written["nullable"]?.node.boolean == true { return nil }
        if let reason = typeViolation(node, written) { return Violation(reason, value) }
        if !leaving.contains("enum"), let reason = listViolation(node, written) { return Violation(reason, value) }
        switch node.value {
        case .integer, .number: if let reason = rangeViolation(node, written) { return Violation(reason, value) }
        case .string(let text): if let reason = lengthViolation(text, written) { return Violation(reason, value) }
        case .sequence: if let found = itemViolation(value, written, depth) { return found }
        case .mapping: if let found = propertyViolation(value, written, depth) { return found }
        case .null, .boolean: break
        }
        return alternativeViolation(value, written, depth)
    }

    private func typeViolation(_ value: Node, _ schema: Place) -> String? {
        guard let written = schema["type"] else { return nil }
        let types = (written.node.sequence ?? [written.node]).map { $0.isNull ? "null" : $0.string ?? "" }
        for type in types {
            switch (type, value.value) {
            case ("null", .null), ("boolean", .boolean), ("string", .string), ("array", .sequence), ("object", .mapping),
                ("number", .integer), ("number", .number), ("integer", .integer):
                return nil
            case ("integer", .number): if value.integer != nil { return nil }
            default: break
            }
        }
        // A type that JSON Schema does not have was told where it stands.
        guard types.allSatisfy(SchemaTypes.names.contains) else { return nil }
        return "it is \(value.kindName), and must be of type \(types.joined(separator: " or "))"
    }

    private func listViolation(_ value: Node, _ schema: Place) -> String? {
        if let list = schema["enum"], list.node.sequence != nil, !isListed(value, in: list) {
            return "it is not among the values of `enum`"
        }
        if let constant = schema["const"]?.node, !isEqual(constant, value) { return "it is not the value of `const`" }
        return nil
    }

    /// Texts are looked up: lists of them are long.
    private func isListed(_ value: Node, in list: Place) -> Bool {
        if resolution.listedTexts[list.pointer] == nil {
            let values = list.node.sequence ?? []
            resolution.listedTexts[list.pointer] = (Set(values.compactMap(\.string)), values.filter { $0.string == nil })
        }
        guard let known = resolution.listedTexts[list.pointer] else { return true }
        if let text = value.string { return known.texts.contains(text) }
        guard resolution.spendOnValues(known.others.count, at: list) else { return true }
        return known.others.contains { isEqual($0, value) }
    }

    private func rangeViolation(_ value: Node, _ schema: Place) -> String? {
        guard let number = value.double else { return nil }
        if let bound = schema["minimum"]?.node.double {
            if number < bound { return "it is below `minimum`" }
            if number == bound, schema["exclusiveMinimum"]?.node.boolean == true { return "it is not above `minimum`" }
        }
        if let bound = schema["maximum"]?.node.double {
            if number > bound { return "it is above `maximum`" }
            if number == bound, schema["exclusiveMaximum"]?.node.boolean == true { return "it is not below `maximum`" }
        }
        if let unit = schema["multipleOf"]?.node.double, unit > 0 {
            let quotient = number / unit
            // Decimal fractions have no exact quotient.
            if abs(quotient) < 1e15, abs(quotient - quotient.rounded()) > 1e-9 * max(1, abs(quotient)) {
                return "it isn't a multiple of `multipleOf`"
            }
        }
        if let bound = schema["exclusiveMinimum"]?.node.double, number <= bound { return "it is not above `exclusiveMinimum`" }
        if let bound = schema["exclusiveMaximum"]?.node.double, number >= bound { return "it is not below `exclusiveMaximum`" }
        return nil
    }

    private func lengthViolation(_ text: String, _ schema: Place) -> String? {
        let count = text.unicodeScalars.count
        if let least = schema["minLength"]?.node.int, count < least { return "it is shorter than `minLength`" }
        if let most = schema["maxLength"]?.node.int, count > most { return "it is longer than `maxLength`" }
        if let pattern = schema["pattern"]?.node.string, resolution.matches(text, pattern: pattern) == false {
            return "it does not match the `pattern`"
        }
        guard resolution.options.assertsFormats, let name = schema["format"]?.node.string,
            resolution.options.types.formats[name] == nil, let format = TextFormat.checkedByName[name], !format.matches(text)
        else { return nil }
        return "it is no \(name)"
    }

    private func itemViolation(_ value: Place, _ schema: Place, _ depth: Int) -> Violation? {
        let items = value.node.sequence ?? []
        if let least = schema["minItems"]?.node.int, items.count < least {
            return Violation("it has fewer items than `minItems`", value)
        }
        if let most = schema["maxItems"]?.node.int, items.count > most {
            return Violation("it has more items than `maxItems`", value)
        }
        if schema["uniqueItems"]?.node.boolean == true, items.count <= Self.comparedItemsMax,
            resolution.spendOnValues(items.count * items.count, at: schema),
            let second = items.indices.first(where: { index in items[..<index].contains { isEqual($0, items[index]) } })
        {
            return Violation("it has equal items", value.items[second])
        }
        let prefix = schema["prefixItems"]?.items ?? []
        for (index, item) in value.items.enumerated() {
            guard let itemSchema = index < prefix.count ? prefix[index] : schema["items"] else { continue }
            if let found = violation(item, itemSchema, depth: depth + 1) { return found.within("item \(index)") }
        }
        return nil
    }

    private func propertyViolation(_ value: Place, _ schema: Place, _ depth: Int) -> Violation? {
        let members = value.entries
        if let least = schema["minProperties"]?.node.int, members.count < least {
            return Violation("it has too few properties", value)
        }
        if let most = schema["maxProperties"]?.node.int, members.count > most {
            return Violation("it has too many properties", value)
        }
        for name in (schema["required"]?.items ?? []).compactMap(\.node.string) where value[name] == nil {
            // One direction has it and the other not: an example may be of either.
            let property = schema["properties"]?[name]
            if let property, resolution.propertyDirection([property]) != nil { continue }
            return Violation("it has no `\(name)`, which is required", value)
        }
        for (name, member) in members {
            let patterns = schema["patternProperties"]?.entries ?? []
            guard resolution.spendOnValues(patterns.count * Self.stepsOfLook, at: schema) else { return nil }
            for (pattern, rule) in patterns where resolution.matches(name, pattern: pattern) == true {
                if let found = violation(member, rule, depth: depth + 1) { return found.within("`\(name)`") }
            }
            if let property = schema["properties"]?[name] {
                if let found = violation(member, property, depth: depth + 1) { return found.within("`\(name)`") }
            } else if let others = schema["additionalProperties"], schema["patternProperties"] == nil {
                if others.node.boolean == false { return Violation("`\(name)` is not allowed", member) }
                if let found = violation(member, others, depth: depth + 1) { return found.within("`\(name)`") }
            }
        }
        return nil
    }

    private func alternativeViolation(_ value: Place, _ schema: Place, _ depth: Int) -> Violation? {
        for part in schema["allOf"]?.items ?? [] {
            if let found = violation(value, part, depth: depth + 1) { return found }
        }
        for keyword in ["anyOf", "oneOf"] {
            guard let alternatives = schema[keyword]?.items, !alternatives.isEmpty else { continue }
            if alternatives.allSatisfy({ violation(value, $0, depth: depth + 1) != nil }) {
                return Violation("it is valid by none of `\(keyword)`", value)
            }
        }
        return nil
    }

    /// Equal as JSON: 1 and 1.0 are, whatever the order of properties.
    private func isEqual(_ left: Node, _ right: Node) -> Bool {
        switch (left.value, right.value) {
        case (.null, .null): return true
        case (.boolean(let one), .boolean(let two)): return one == two
        case (.string(let one), .string(let two)): return one == two
        case (.sequence(let one), .sequence(let two)):
            return one.count == two.count && zip(one, two).allSatisfy { isEqual($0, $1) }
        case (.mapping(let one), .mapping(let two)):
            return one.count == two.count
                && one.entries.allSatisfy { entry in two[entry.key].map { isEqual(entry.value, $0) } ?? false }
        case (.integer, .integer), (.integer, .number), (.number, .integer), (.number, .number):
            if let one = left.integer, let two = right.integer { return one.decimal == two.decimal }
            return left.double == right.double
        default: return false
        }
    }
}
