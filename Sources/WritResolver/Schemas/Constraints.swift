// Bounds: numeric ranges, lengths and counts, each where it applies to the schema's type.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// Adds the bounds of all parts of `view` to `value`: the strictest count. The result is true where nothing lies between them.
    @discardableResult
    func constrain(_ value: inout ValueSchema, by view: SchemaView) -> Bool {
        let before = crossings
        defer { crossings = before }
        let keywords = SchemaKeyword.bounds.union([.pattern, .multipleOf, .uniqueItems, .format])
        for part in view.parts where keywords.contains(where: { part[$0] != nil }) { constrain(&value, by: part) }
        return crossings > before
    }

    private func constrain(_ value: inout ValueSchema, by schema: Place) {
        switch value.type {
        case .integer(let type):
            constrainNumber(&value.constraints, by: schema) { self.integerBound($0, type, isLower: $1) }
            // What no number of the type can break needs no check.
            if value.constraints.minimum == Bound(literal: type.bounds.minimum, isExclusive: false) {
                value.constraints.minimum = nil
            }
            if value.constraints.maximum == Bound(literal: type.bounds.maximum, isExclusive: false) {
                value.constraints.maximum = nil
            }
            constrainMultiple(&value.constraints, by: schema) { $0.node.integer.flatMap(type.literal) }
        case .float:
            constrainNumber(&value.constraints, by: schema) { self.floatBound($0, isLower: $1) }
            constrainMultiple(&value.constraints, by: schema) { self.doubleBound($0)?.literal }
        case .double, .decimal:
            constrainNumber(&value.constraints, by: schema) { place, _ in self.doubleBound(place) }
            constrainMultiple(&value.constraints, by: schema) { self.doubleBound($0)?.literal }
        case .custom(let type) where !type.isText:
            for keyword in SchemaKeyword.bounds.union([.pattern, .multipleOf]).sorted() where schema[keyword] != nil {
                resolution.ruleNotes.leave(keyword, of: schema)
            }
        case .string, .text, .custom:
            constrainCount(&value.constraints, by: schema, \.minLength, \.maxLength, .minLength, .maxLength)
            if let pattern = schema[.pattern], let name = resolution.name(ofPattern: pattern),
                !value.constraints.patterns.contains(name)
            {
                value.constraints.patterns.append(name)
            }
            // Types of formats check themselves.
            guard value.type == .string, resolution.options.assertsFormats, let format = schema.schema.format,
                SchemaFormat.isAsserted(format), resolution.options.types.formats[format] == nil
            else { return }
            value.constraints.format = format
        case .array:
            constrainCount(&value.constraints, by: schema, \.minItems, \.maxItems, .minItems, .maxItems)
            if schema.schema.hasUniqueItems { value.constraints.hasUniqueItems = true }
        case .map:
            constrainCount(
                &value.constraints, by: schema, \.minProperties, \.maxProperties, .minProperties, .maxProperties)
        // What may be anything is checked by rules, bounds and all.
        case .json, .boolean: return
        // Bounds of an object's properties, and those beside a closed list, are looked at where these are made.
        case .named: return
        }
    }

    // MARK: Numbers

    /// A bound as a literal; nil where it bounds nothing that the type can hold.
    private typealias Literal = (_ place: Place, _ isLower: Bool) -> Limit?

    private struct Limit {
        var literal: String
        var isExclusive = false
        /// A fraction was rounded to the integer inside, which is then allowed itself.
        var isRounded = false

        var bound: Bound { Bound(literal: literal, isExclusive: isExclusive) }
    }

    private func constrainNumber(_ constraints: inout Constraints, by schema: Place, _ literal: Literal) {
        let lower = bound(schema, .minimum, .exclusiveMinimum, isLower: true, literal)
        let upper = bound(schema, .maximum, .exclusiveMaximum, isLower: false, literal)
        constraints.minimum = stricter(constraints.minimum, lower?.bound, isLower: true)
        constraints.maximum = stricter(constraints.maximum, upper?.bound, isLower: false)
        guard let minimum = constraints.minimum, let maximum = constraints.maximum,
            let least = Double(minimum.literal), let most = Double(maximum.literal),
            least > most || least == most && (minimum.isExclusive || maximum.isExclusive)
        else { return }
        crossings += 1
        let highest = schema[.maximum] ?? schema[.exclusiveMaximum]
        let places = [highest, schema[.minimum] ?? schema[.exclusiveMinimum]].compactMap { $0 }
        resolution.warn(
            "impossible-bound",
            "no number lies between the bounds \(minimum.literal) and \(maximum.literal): none is ever valid",
            at: places.first ?? schema, hint: "let the upper bound be the greater one", related: related(places))
    }

    private func stricter(_ first: Bound?, _ second: Bound?, isLower: Bool) -> Bound? {
        guard let first, let second, let one = Double(first.literal), let two = Double(second.literal) else {
            return second ?? first
        }
        if one == two { return first.isExclusive ? first : second }
        return (one > two) == isLower ? first : second
    }

    /// The stricter of `minimum` and `exclusiveMinimum`, in the boolean form of OpenAPI 3.0 or the numeric one of 3.1.
    private func bound(
        _ schema: Place, _ keyword: Keyword, _ exclusiveKeyword: Keyword, isLower: Bool, _ literal: Literal
    ) -> Limit? {
        var inclusive = schema[keyword].flatMap { literal($0, isLower) }
        guard let exclusive = schema[exclusiveKeyword] else { return inclusive }
        warnForm(exclusive, exclusiveKeyword, keyword, schema)
        if let flag = exclusive.node.boolean {
            let isExclusive = flag && inclusive?.isRounded == false
            inclusive?.isExclusive = isExclusive
            return inclusive
        }
        guard var strict = literal(exclusive, isLower) else { return inclusive }
        strict.isExclusive = !strict.isRounded
        guard let inclusive, let first = Double(inclusive.literal), let second = Double(strict.literal) else { return strict }
        if first == second { return strict.isExclusive ? strict : inclusive }
        return (second > first) == isLower ? strict : inclusive
    }

    private func warnForm(_ exclusive: Place, _ exclusiveKeyword: Keyword, _ keyword: Keyword, _ schema: Place) {
        let isFlag = exclusive.node.boolean != nil
        if isFlag, schema[keyword] == nil {
            return resolution.warn(
                "no-effect", "`\(exclusiveKeyword)` has no effect without `\(keyword)`", at: exclusive,
                hint: "write the bound in `\(keyword)`")
        }
        guard isFlag == (resolution.dialect == .openAPI31) else { return }
        resolution.warn(
            "dialect",
            isFlag
                ? "`\(exclusiveKeyword)` is a number in OpenAPI 3.1; true or false is taken as OpenAPI 3.0 means it"
                : "`\(exclusiveKeyword)` is true or false in OpenAPI 3.0; a number is taken as OpenAPI 3.1 means it",
            at: exclusive, hint: isFlag ? "write the bound in it, instead of in `\(keyword)`" : nil)
    }

    private func constrainMultiple(
        _ constraints: inout Constraints, by schema: Place, _ literal: (Place) -> String?
    ) {
        guard let place = schema[.multipleOf] else { return }
        guard let unit = place.node.double, unit > 0 else {
            return resolution.error(
                "impossible-bound", "`multipleOf` must be greater than 0", at: place, hint: "write the unit of the values")
        }
        // An integer type and a unit with a fraction, or another part's unit besides.
        guard let text = literal(place), constraints.multipleOf ?? text == text else {
            return resolution.ruleNotes.leave(.multipleOf, of: schema)
        }
        constraints.multipleOf = text
    }

    /// A bound that no double is exactly is left to a rule.
    private func doubleBound(_ place: Place) -> Limit? {
        guard let number = place.node.double, number.isFinite else { return nil }
        guard isShort(place) else {
            if let keyword = Keyword(key: place.name), let schema = place.pointer.parent {
                resolution.ruleNotes.leave(keyword, ofSchemaAt: schema)
            }
            return nil
        }
        return Limit(literal: "\(number)")
    }

    /// Fifteen digits come back from a double as they were written.
    private func isShort(_ place: Place) -> Bool {
        let text: String
        switch place.node.value {
        case .integer(let number): text = number.decimal
        case .number(let number): text = number.text
        default: return true
        }
        let digits = text.prefix { $0 != "e" && $0 != "E" }.filter(\.isWholeNumber).drop { $0 == "0" }
        return digits.count <= 15 || digits.reversed().drop { $0 == "0" }.count <= 15
    }

    private func floatBound(_ place: Place, isLower: Bool) -> Limit? {
        guard let number = place.node.double, number.isFinite else { return nil }
        if Float(number).isFinite { return Limit(literal: "\(number)") }
        reportUnreachable(place, isBelow: number < 0, isLower: isLower, "float")
        return nil
    }

    /// A bound that the type can't reach bounds nothing; a fraction is rounded to the nearest integer inside.
    private func integerBound(_ place: Place, _ type: IntegerType, isLower: Bool) -> Limit? {
        if let number = place.node.integer {
            if let literal = type.literal(number) { return Limit(literal: literal) }
            warnOfWidth(place, isBelow: number.decimal.hasPrefix("-"), isLower: isLower, type)
            reportUnreachable(place, isBelow: number.decimal.hasPrefix("-"), isLower: isLower, type.rawValue)
            return nil
        }
        guard let number = place.node.double, number.isFinite else { return nil }
        if type == .uint64, let large = UInt64(exactly: number.rounded(isLower ? .up : .down)) {
            return Limit(literal: String(large), isRounded: number.rounded() != number)
        }
        // Beyond 2^53 there are no fractions, and what is not exact there is far from the bounds of the small types.
        guard let rounded = Int(exactly: number.rounded(isLower ? .up : .down)),
            let literal = type.literal(IntegerLiteral(rounded))
        else {
            reportUnreachable(place, isBelow: number < 0, isLower: isLower, type.rawValue)
            return nil
        }
        return Limit(literal: literal, isRounded: true)
    }

    /// What the format's type can't hold is refused, though the bound lets it be.
    private func warnOfWidth(_ place: Place, isBelow: Bool, isLower: Bool, _ type: IntegerType) {
        guard isBelow == isLower, type.bounds.minimum != "0" || !isLower else { return }
        // The first number that is not taken need not be held.
        let next = type == .uint64 ? "18446744073709551616" : "9223372036854775808"
        if place.name.hasPrefix("exclusive"), place.node.integer?.decimal == next { return }
        resolution.warn(
            "wide-bound",
            "the bound \(written(place)) goes beyond what \(type.rawValue) holds: \(isLower ? "from \(type.bounds.minimum)" : "up to \(type.bounds.maximum)") is taken",
            at: place, hint: "correct the bound, or leave the `format` out")
    }

    private func reportUnreachable(_ place: Place, isBelow: Bool, isLower: Bool, _ type: String) {
        guard isBelow != isLower else { return }
        crossings += 1
        resolution.warn(
            "impossible-bound", "no \(type) satisfies the bound \(written(place)): none is ever valid", at: place,
            hint: "correct the bound or the `format`")
    }

    // MARK: Counts

    private func constrainCount(
        _ constraints: inout Constraints, by schema: Place, _ least: WritableKeyPath<Constraints, Int?>,
        _ most: WritableKeyPath<Constraints, Int?>, _ lower: Keyword, _ upper: Keyword
    ) {
        constraints[keyPath: least] = [schema.schema.count(lower), constraints[keyPath: least]].compactMap { $0 }.max()
        constraints[keyPath: most] = [schema.schema.count(upper), constraints[keyPath: most]].compactMap { $0 }.min()
        checkOrder(schema, constraints[keyPath: least], constraints[keyPath: most], lower, upper)
    }

    func checkOrder(_ schema: Place, _ minimum: Int?, _ maximum: Int?, _ lower: Keyword, _ upper: Keyword) {
        guard let minimum, let maximum, minimum > maximum, let place = schema[upper] ?? schema[lower] else { return }
        crossings += 1
        resolution.warn(
            "impossible-bound", "`\(upper)` (\(maximum)) is less than `\(lower)` (\(minimum)): no value fits", at: place,
            hint: "let the upper bound be the greater one", related: related([place, schema[lower]].compactMap { $0 }))
    }

    /// The other one of two bounds.
    private func related(_ places: [Place]) -> [Diagnostic.Related] {
        places.dropFirst().last.map { [.init(location: $0.node.location, message: "the other bound is written here")] } ?? []
    }
}
