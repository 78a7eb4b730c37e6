// What schemas say of numbers and of texts.

internal import WritContract
internal import WritSpec

extension ValueCheck {
    /// Two counts that stand beside each other, and what is said of a value that breaks them.
    struct Counts {
        let least: Keyword
        let most: Keyword
        let tooFew: String
        let tooMany: String
    }

    static let lengths = Counts(
        least: .minLength, most: .maxLength, tooFew: "it is shorter than `minLength`", tooMany: "it is longer than `maxLength`")

    func countViolation(_ count: Int, _ schema: Place, _ counts: Counts) -> String? {
        if let least = schema.schema.count(counts.least), count < least { return counts.tooFew }
        if let most = schema.schema.count(counts.most), count > most { return counts.tooMany }
        return nil
    }

    func numberViolation(_ value: Node, _ schema: Place) -> String? {
        if let reason = rangeViolation(value, schema) { return reason }
        guard let unit = schema.node[.multipleOf].flatMap(ExactDecimal.init), unit.isPositive, let number = ExactDecimal(value),
            !number.isMultiple(of: unit)
        else { return nil }
        return "it isn't a multiple of `multipleOf`"
    }

    func rangeViolation(_ value: Node, _ schema: Place) -> String? {
        guard SchemaKeyword.numberBounds.contains(where: { schema.node[$0] != nil }), let number = ExactDecimal(value) else {
            return nil
        }
        func bound(_ keyword: Keyword) -> ExactDecimal? { schema.node[keyword].flatMap(ExactDecimal.init) }
        if let bound = bound(.minimum) {
            if number < bound { return "it is below `minimum`" }
            if number == bound, schema.node[.exclusiveMinimum]?.boolean == true { return "it is not above `minimum`" }
        }
        if let bound = bound(.maximum) {
            if number > bound { return "it is above `maximum`" }
            if number == bound, schema.node[.exclusiveMaximum]?.boolean == true { return "it is not below `maximum`" }
        }
        if let bound = bound(.exclusiveMinimum), number <= bound { return "it is not above `exclusiveMinimum`" }
        if let bound = bound(.exclusiveMaximum), number >= bound { return "it is not below `exclusiveMaximum`" }
        return nil
    }

    func textViolation(_ text: String, _ schema: Place) -> String? {
        if let reason = countViolation(text.unicodeScalars.count, schema, Self.lengths) { return reason }
        if let pattern = schema.schema.pattern {
            switch resolution.matches(text, pattern: pattern) {
            case false?: return "it does not match the `pattern`"
            case nil: doubt()
            case true?: break
            }
        }
        guard resolution.options.assertsFormats, let name = schema.schema.format, resolution.options.types.formats[name] == nil,
            let format = SchemaFormat.named(name)
        else { return nil }
        guard let text = format.text.map({ $0.matches(text) }) else {
            if format.isAsserted { doubt() }
            return nil
        }
        return text ? nil : "it is no \(name)"
    }
}
