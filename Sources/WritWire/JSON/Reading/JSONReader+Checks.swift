// Checks of bounds on the value that was read last; each notes a violation where the bound is broken. Nil passes: why
// there is no value has been said already. The numeric ones are generic, and inlined for the sake of the benchmark of
// `GET /pets/{petId}`: without that, each would look up metadata and witnesses at run time.

extension JSONReader {
    /// Notes that the value read last breaks a rule.
    public mutating func violate(_ keyword: StaticString, _ message: String) {
        record(keyword: keyword, message)
    }

    /// Checks `minimum`: the number may be the bound or more.
    @inlinable
    public mutating func check<Number: Comparable>(_ value: Number?, minimum bound: Number) {
        if let value, value < bound { refuse("minimum", bound) }
    }

    /// Checks `maximum`: the number may be the bound or less.
    @inlinable
    public mutating func check<Number: Comparable>(_ value: Number?, maximum bound: Number) {
        if let value, value > bound { refuse("maximum", bound) }
    }

    /// Checks `exclusiveMinimum`: the number must be more than the bound.
    @inlinable
    public mutating func check<Number: Comparable>(_ value: Number?, exclusiveMinimum bound: Number) {
        if let value, value <= bound { refuse("exclusiveMinimum", bound) }
    }

    /// Checks `exclusiveMaximum`: the number must be less than the bound.
    @inlinable
    public mutating func check<Number: Comparable>(_ value: Number?, exclusiveMaximum bound: Number) {
        if let value, value >= bound { refuse("exclusiveMaximum", bound) }
    }

    @usableFromInline
    mutating func refuse(_ keyword: StaticString, _ bound: some Comparable) {
        violate(keyword, Bounds.message(keyword, bound))
    }

    /// Lengths are counted in Unicode scalars, as JSON Schema says.
    public mutating func check(_ value: String?, minLength: Int) {
        if let value, Bounds.isShorter(value, than: minLength) { violate("minLength", Bounds.minLength(minLength)) }
    }

    /// Checks `maxLength`, counted in Unicode scalars.
    public mutating func check(_ value: String?, maxLength: Int) {
        if let value, Bounds.isLonger(value, than: maxLength) { violate("maxLength", Bounds.maxLength(maxLength)) }
    }

    /// Checks `pattern`, which is to be found anywhere in the text.
    public mutating func check(_ value: String?, _ pattern: Pattern) {
        if let value, !pattern.matches(value) { refuse(pattern) }
    }

    @inline(never)
    mutating func refuse(_ pattern: Pattern) {
        violate("pattern", Bounds.pattern(pattern.source))
    }

    /// An array that is at its end. Items that break rules of their own count.
    public mutating func check(_ array: JSONArrayCursor, minItems: Int) {
        if array.itemCount < minItems { violate("minItems", Bounds.minItems(minItems)) }
    }

    /// Checks `maxItems` of an array that is at its end.
    public mutating func check(_ array: JSONArrayCursor, maxItems: Int) {
        if array.itemCount > maxItems { violate("maxItems", Bounds.maxItems(maxItems)) }
    }

    /// An object that was read name by name and is at its end.
    public mutating func check(_ members: JSONMembersCursor, minProperties: Int) {
        check(members.memberCount, minProperties: minProperties)
    }

    /// Checks `maxProperties` of an object that was read name by name and is at its end.
    public mutating func check(_ members: JSONMembersCursor, maxProperties: Int) {
        check(members.memberCount, maxProperties: maxProperties)
    }

    /// An object that was read against a table of names and is at its end; properties that were skipped count.
    public mutating func check(_ object: JSONObjectCursor, minProperties: Int) {
        check(object.memberCount, minProperties: minProperties)
    }

    /// Checks `maxProperties` of an object that is at its end; properties that were skipped count.
    public mutating func check(_ object: JSONObjectCursor, maxProperties: Int) {
        check(object.memberCount, maxProperties: maxProperties)
    }

    private mutating func check(_ count: Int, minProperties: Int) {
        if count < minProperties { violate("minProperties", Bounds.minProperties(minProperties)) }
    }

    private mutating func check(_ count: Int, maxProperties: Int) {
        if count > maxProperties { violate("maxProperties", Bounds.maxProperties(maxProperties)) }
    }
}

extension ParameterReader {
    /// Checks `minimum`: the number may be the bound or more.
    @inlinable
    public mutating func check<Number: Comparable>(_ value: Number?, minimum bound: Number) {
        if let value, value < bound { refuse("minimum", bound) }
    }

    /// Checks `maximum`: the number may be the bound or less.
    @inlinable
    public mutating func check<Number: Comparable>(_ value: Number?, maximum bound: Number) {
        if let value, value > bound { refuse("maximum", bound) }
    }

    /// Checks `exclusiveMinimum`: the number must be more than the bound.
    @inlinable
    public mutating func check<Number: Comparable>(_ value: Number?, exclusiveMinimum bound: Number) {
        if let value, value <= bound { refuse("exclusiveMinimum", bound) }
    }

    /// Checks `exclusiveMaximum`: the number must be less than the bound.
    @inlinable
    public mutating func check<Number: Comparable>(_ value: Number?, exclusiveMaximum bound: Number) {
        if let value, value >= bound { refuse("exclusiveMaximum", bound) }
    }

    @usableFromInline
    mutating func refuse(_ keyword: StaticString, _ bound: some Comparable) {
        violate(keyword, Bounds.message(keyword, bound))
    }

    /// Checks `minLength`, counted in Unicode scalars.
    public mutating func check(_ value: String?, minLength: Int) {
        if let value, Bounds.isShorter(value, than: minLength) { violate("minLength", Bounds.minLength(minLength)) }
    }

    /// Checks `maxLength`, counted in Unicode scalars.
    public mutating func check(_ value: String?, maxLength: Int) {
        if let value, Bounds.isLonger(value, than: maxLength) { violate("maxLength", Bounds.maxLength(maxLength)) }
    }

    /// Checks `minLength` and `maxLength`, counted in Unicode scalars.
    public mutating func check(_ value: String?, minLength: Int, maxLength: Int) {
        guard let value else { return }
        if Bounds.isShorter(value, than: minLength) { violate("minLength", Bounds.minLength(minLength)) }
        if Bounds.isLonger(value, than: maxLength) { violate("maxLength", Bounds.maxLength(maxLength)) }
    }

    /// Checks `pattern`, which is to be found anywhere in the text.
    public mutating func check(_ value: String?, _ pattern: Pattern) {
        if let value, !pattern.matches(value) { violate("pattern", Bounds.pattern(pattern.source)) }
    }

    /// Checks how many items the selected value has, a list with commas.
    public mutating func check(_ count: Int, minItems: Int = 0, maxItems: Int = .max) {
        check(count, minItems, maxItems, name, location)
    }

    /// Checks how often a parameter came that may come several times. Whether it must come at all is another rule.
    public mutating func check(
        _ count: Int, minItems: Int = 0, maxItems: Int = .max, of name: StaticString, _ location: ParameterLocation
    ) {
        if count > 0 { check(count, minItems, maxItems, "\(name)", location) }
    }

    /// Items that break rules of their own are not counted, so too few of them may be enough.
    private mutating func check(
        _ count: Int, _ minItems: Int, _ maxItems: Int, _ name: String, _ location: ParameterLocation
    ) {
        if count < minItems, !violations.contains(where: { $0.name == name && $0.location == location }) {
            violate("minItems", Bounds.minItems(minItems), name, location)
        }
        if count > maxItems { violate("maxItems", Bounds.maxItems(maxItems), name, location) }
    }
}

/// The words of broken bounds, the same wherever the value came from.
enum Bounds {
    /// The words for a bound of a number that was broken.
    static func message(_ keyword: StaticString, _ bound: some Comparable) -> String {
        switch "\(keyword)" {
        case "minimum": "must be at least \(number(bound))"
        case "maximum": "must be at most \(number(bound))"
        case "exclusiveMinimum": "must be greater than \(number(bound))"
        default: "must be less than \(number(bound))"
        }
    }

    static func minLength(_ count: Int) -> String { "must be at least \(plural(count, "character")) long" }
    static func maxLength(_ count: Int) -> String { "must be at most \(plural(count, "character")) long" }
    static func pattern(_ source: StaticString) -> String { "must match the pattern \(source)" }
    static func minItems(_ count: Int) -> String { "must have at least \(plural(count, "item"))" }
    static func maxItems(_ count: Int) -> String { "must have at most \(plural(count, "item"))" }
    static func uniqueItems(_ first: Int, _ second: Int) -> String {
        "must not have equal items, as those at \(first) and \(second) are"
    }
    static func minProperties(_ count: Int) -> String { "must have at least \(plural(count, "property", "properties"))" }
    static func maxProperties(_ count: Int) -> String { "must have at most \(plural(count, "property", "properties"))" }

    /// Counts only where it has to: a text of that many bytes or fewer can't have more scalars.
    static func isLonger(_ text: String, than length: Int) -> Bool {
        text.utf8.count > length && scalarCount(text) > length
    }

    /// The same: a scalar has four bytes at most.
    static func isShorter(_ text: String, than length: Int) -> Bool {
        text.utf8.count >> 2 < length && scalarCount(text) < length
    }

    /// Each scalar has one byte that does not continue another one.
    private static func scalarCount(_ text: String) -> Int {
        text.utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    private static func plural(_ count: Int, _ noun: String, _ many: String? = nil) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(many ?? noun + "s")"
    }

    /// `0` rather than `0.0`.
    private static func number(_ bound: some Comparable) -> String {
        let text = "\(bound)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
