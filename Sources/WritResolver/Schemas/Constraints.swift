// Bounds: numeric ranges, lengths and counts, each where it applies to the schema's type.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// Adds the bounds that `schema` writes to `value`. A keyword that can't apply to the type means nothing there, as
    /// JSON Schema says.
    func constrain(_ value: inout ValueSchema, by schema: Place) {
        switch value.type {
        case .integer(let type):
            if let bound = bound(schema, "minimum", "exclusiveMinimum", { self.integerBound($0, type, isLower: true) }) {
                value.constraints.minimum = bound
            }
            if let bound = bound(schema, "maximum", "exclusiveMaximum", { self.integerBound($0, type, isLower: false) }) {
                value.constraints.maximum = bound
            }
        case .float, .double:
            if let bound = bound(schema, "minimum", "exclusiveMinimum", floatingBound) { value.constraints.minimum = bound }
            if let bound = bound(schema, "maximum", "exclusiveMaximum", floatingBound) { value.constraints.maximum = bound }
        case .string:
            value.constraints.minLength = count(schema, "minLength") ?? value.constraints.minLength
            value.constraints.maxLength = count(schema, "maxLength") ?? value.constraints.maxLength
            checkOrder(schema, value.constraints.minLength, value.constraints.maxLength, "minLength", "maxLength")
        case .array:
            value.constraints.minItems = count(schema, "minItems") ?? value.constraints.minItems
            value.constraints.maxItems = count(schema, "maxItems") ?? value.constraints.maxItems
            checkOrder(schema, value.constraints.minItems, value.constraints.maxItems, "minItems", "maxItems")
        case .map:
            value.constraints.minProperties = count(schema, "minProperties") ?? value.constraints.minProperties
            value.constraints.maxProperties = count(schema, "maxProperties") ?? value.constraints.maxProperties
        case .dateTime, .date, .uuid, .base64:
            for keyword in ["minLength", "maxLength"] where schema[keyword] != nil {
                resolution.refuse(.constraint, keyword: keyword, at: schema)
            }
        case .json:
            for keyword in Self.boundKeywords.sorted() where schema[keyword] != nil {
                resolution.refuse(.constraint, keyword: keyword, at: schema)
            }
        case .boolean, .named: return
        }
    }

    /// The stricter of `minimum` and `exclusiveMinimum`, in the boolean form of OpenAPI 3.0 or the numeric one of 3.1.
    private func bound(
        _ schema: Place, _ keyword: String, _ exclusiveKeyword: String, _ literal: (Place) -> (String, Bool)?
    ) -> Bound? {
        let inclusive = schema[keyword].flatMap(literal)
        guard let exclusive = schema[exclusiveKeyword] else {
            return inclusive.map { Bound(literal: $0.0, isExclusive: $0.1) }
        }
        if let flag = exclusive.node.boolean {
            return inclusive.map { Bound(literal: $0.0, isExclusive: flag || $0.1) }
        }
        guard let strict = literal(exclusive) else { return nil }
        guard let inclusive, let low = Double(inclusive.0), let high = Double(strict.0) else {
            return Bound(literal: strict.0, isExclusive: true)
        }
        let exclusiveWins = keyword == "minimum" ? high >= low : high <= low
        return exclusiveWins
            ? Bound(literal: strict.0, isExclusive: true) : Bound(literal: inclusive.0, isExclusive: inclusive.1)
    }

    private func floatingBound(_ place: Place) -> (String, Bool)? {
        guard let number = place.node.double, number.isFinite else {
            resolution.error("wrong-shape", "a bound must be a number, not \(place.node.kindName)", at: place)
            return nil
        }
        return ("\(number)", false)
    }

    /// A bound that the type can't reach bounds nothing; a fraction is rounded to the nearest integer inside.
    private func integerBound(_ place: Place, _ type: IntegerType, isLower: Bool) -> (String, Bool)? {
        if let number = place.node.integer {
            if let literal = type.literal(number) { return (literal, false) }
            let isBelow = number.decimal.hasPrefix("-")
            if isBelow != isLower {
                resolution.error(
                    "impossible-bound", "no \(type.rawValue) satisfies the bound \(number.decimal)", at: place)
            }
            return nil
        }
        guard let number = place.node.double, number.isFinite, abs(number) < 9e18 else {
            resolution.error("wrong-shape", "a bound must be a number, not \(place.node.kindName)", at: place)
            return nil
        }
        return ("\(Int64(isLower ? number.rounded(.up) : number.rounded(.down)))", false)
    }

    func count(_ schema: Place, _ keyword: String) -> Int? {
        guard let place = schema[keyword] else { return nil }
        guard let count = place.node.int, count >= 0 else {
            resolution.error("wrong-shape", "`\(keyword)` must be an integer that is not negative", at: place)
            return nil
        }
        return count
    }

    private func checkOrder(_ schema: Place, _ minimum: Int?, _ maximum: Int?, _ lower: String, _ upper: String) {
        guard let minimum, let maximum, minimum > maximum, let place = schema[upper] ?? schema[lower] else { return }
        resolution.error(
            "impossible-bound", "`\(upper)` (\(maximum)) is less than `\(lower)` (\(minimum)): no value fits", at: place)
    }
}
