// Whether a value of the document is valid by a schema of it: a default, an example, or one of a list.

internal import WritContract
internal import WritSpec

/// A checker of JSON Schema over nodes, which decides as the server does. What it can't decide is valid.
struct ValueCheck {
    let resolution: Resolution
    /// How often something could not be decided: what must not hold, may.
    private let doubts = Doubts()
    private static let depthMax = 48
    /// What one look at a value by a schema counts.
    static let stepsOfLook = 20

    private final class Doubts { var count = 0 }

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
    func violation(of value: Place, by schema: Place, leaving: Set<Keyword> = []) -> Violation? {
        violation(value, schema, leaving, depth: 0)
    }

    /// Whether it breaks a bound that stands in the schema itself.
    func isOutOfBounds(_ value: Place, of schema: Place) -> Bool {
        switch value.node.value {
        case .integer, .number: rangeViolation(value.node, schema) != nil
        case .string(let text): countViolation(text.unicodeScalars.count, schema, Self.lengths) != nil
        default: false
        }
    }

    /// Notes that something was not decided.
    func doubt() { doubts.count += 1 }

    func violation(_ value: Place, _ written: Place, _ leaving: Set<Keyword> = [], depth: Int) -> Violation? {
        if let allowed = written.node.boolean { return allowed ? nil : Violation("no value is allowed there", value) }
        guard depth < Self.depthMax, written.node.mapping != nil, resolution.spendOnValues(Self.stepsOfLook, at: written) else {
            doubt()
            return nil
        }
        if written[.ref] != nil {
            // A dangling reference was told where it stands.
            guard let target = resolution.follow(written, as: .schema), target.pointer != written.pointer else {
                doubt()
                return nil
            }
            if let found = violation(value, target, depth: depth + 1) { return found }
            if resolution.dialect == .openAPI30 { return nil }
        }
        if written[.dynamicRef] != nil { doubt() }
        let node = value.node
        if node.isNull, written.schema.isNullable { return nil }
        if let reason = typeViolation(node, written) { return Violation(reason, value) }
        if !leaving.contains(.enum), let reason = listViolation(node, written) { return Violation(reason, value) }
        switch node.value {
        case .integer, .number: if let reason = numberViolation(node, written) { return Violation(reason, value) }
        case .string(let text): if let reason = textViolation(text, written) { return Violation(reason, value) }
        case .sequence: if let found = itemViolation(value, written, depth) { return found }
        case .mapping: if let found = propertyViolation(value, written, depth) { return found }
        case .null, .boolean: break
        }
        return combinedViolation(value, written, depth) ?? unevaluatedViolation(value, written, depth)
    }

    /// Whether the value is valid; nil where that is not decided.
    func isValid(_ value: Place, _ schema: Place, depth: Int) -> Bool? {
        let before = doubts.count
        if violation(value, schema, depth: depth + 1) != nil { return false }
        return doubts.count == before ? true : nil
    }

    // MARK: Types and lists

    private func typeViolation(_ value: Node, _ schema: Place) -> String? {
        guard let written = schema[.type] else { return nil }
        let types = (written.node.sequence ?? [written.node]).map { $0.isNull ? "null" : $0.string ?? "" }
        for type in types {
            switch (SchemaType(rawValue: type), value.value) {
            case (.null, .null), (.boolean, .boolean), (.string, .string), (.array, .sequence), (.object, .mapping),
                (.number, .integer), (.number, .number), (.integer, .integer):
                return nil
            case (.integer, .number): if value.integer != nil { return nil }
            default: break
            }
        }
        // A type that JSON Schema does not have was told where it stands.
        guard types.allSatisfy(SchemaType.names.contains) else { return nil }
        return "it is \(value.kindName), and must be of type \(types.joined(separator: " or "))"
    }

    private func listViolation(_ value: Node, _ schema: Place) -> String? {
        if let list = schema[.enum], list.node.sequence != nil, !isOpen(schema, to: value), !isListed(value, in: list) {
            return "it is not among the values of `enum`"
        }
        if let constant = schema[.const]?.node, !isEqual(constant, value) { return "it is not the value of `const`" }
        return nil
    }

    /// Whether a text beside those that are listed is taken.
    private func isOpen(_ schema: Place, to value: Node) -> Bool {
        guard value.string != nil else { return false }
        if let isOpen = schema.schema.isOpen { return isOpen }
        return schema[.extensibleEnum] != nil || resolution.options.hasOpenEnumerations && schema.schema.values.count > 1
    }

    private func isListed(_ value: Node, in list: Place) -> Bool {
        let known = resolution.listedValues.values(of: list)
        if let text = value.string { return known.texts.contains(text) }
        guard resolution.spendOnValues(known.others.count, at: list) else {
            doubt()
            return true
        }
        return known.others.contains { isEqual($0, value) }
    }

    /// Equal as JSON: 1 and 1.0 are, whatever the order of properties.
    func isEqual(_ left: Node, _ right: Node) -> Bool {
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
            return ExactDecimal(left) == ExactDecimal(right)
        default: return false
        }
    }
}
