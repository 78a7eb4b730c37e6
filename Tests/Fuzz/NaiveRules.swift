// What rules say of a value, found keyword by keyword as JSON Schema tells it, with no thought of what it costs.

import WritWire

struct NaiveRules {
    private let rules: [JSONValue]
    /// Rules that may still be held against a value; then there is no verdict.
    private var stepsLeft = 5_000

    /// Whether a value keeps a rule, and the parts of it that the rule has looked at.
    private struct Verdict {
        var isValid = true
        var looked: Set<Int> = []
    }

    init(_ rules: FuzzedRules) { self.rules = rules.values }

    /// Nil where that takes too long.
    mutating func keeps(_ value: JSONValue, _ rule: Int) -> Bool? {
        let verdict = judge(value, rule)
        return stepsLeft > 0 ? verdict.isValid : nil
    }

    private mutating func isKept(_ value: JSONValue, _ rule: Int) -> Bool { judge(value, rule).isValid }

    private mutating func judge(_ value: JSONValue, _ number: Int) -> Verdict {
        guard stepsLeft > 0 else { return Verdict() }
        stepsLeft -= 1
        guard case .object(let rule) = rules[number] else { return Verdict(isValid: rules[number] == .boolean(true)) }
        var verdict = Verdict(isValid: keepsPlain(value, rule))
        switch value {
        case .array(let items): judge(items, rule, &verdict)
        case .object(let object): judge(object, rule, &verdict)
        default: break
        }
        judgeInPlace(value, rule, &verdict)
        judgeRest(value, rule, &verdict)
        return verdict
    }

    private func keepsPlain(_ value: JSONValue, _ rule: JSONObject) -> Bool {
        if case .array(let types)? = rule["type"], !types.contains(where: { Self.isOf($0, value) }) { return false }
        if case .array(let values)? = rule["enum"], !values.contains(where: { Self.areEqual($0, value) }) { return false }
        if case .string(let text) = value, let most = rule.number("maxLength"), Double(text.unicodeScalars.count) > most {
            return false
        }
        guard case .number(let number) = value else { return true }
        // Beyond a double's range it is larger than all bounds, and a multiple of all units.
        let double = number.double ?? .infinity
        if let least = rule.number("minimum"), double < least { return false }
        if let most = rule.number("exclusiveMaximum"), double >= most { return false }
        if let unit = rule.number("multipleOf"), double.isFinite, double.truncatingRemainder(dividingBy: unit) != 0 {
            return false
        }
        if let unit = rule.number("multipleOf"), !double.isFinite, [3, 12].contains(unit) { return false }
        return true
    }

    private static func isOf(_ type: JSONValue, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .array), ("number", .number), ("string", .string), ("null", .null): true
        case ("integer", .number(let number)): number.double.map { $0 == $0.rounded() } ?? true
        default: false
        }
    }

    private static func areEqual(_ one: JSONValue, _ two: JSONValue) -> Bool {
        switch (one, two) {
        case (.number(let one), .number(let two)): one.double == two.double
        case (.array(let one), .array(let two)): one.count == two.count && zip(one, two).allSatisfy { areEqual($0, $1) }
        case (.object(let one), .object(let two)):
            one.count == two.count
                && one.names.allSatisfy { name in
                    guard let left = one[name], let right = two[name] else { return false }
                    return areEqual(left, right)
                }
        default: one == two
        }
    }

    // MARK: Parts

    private mutating func judge(_ items: [JSONValue], _ rule: JSONObject, _ verdict: inout Verdict) {
        var prefix: [Int] = []
        if case .array(let rules)? = rule["prefixItems"] { prefix = rules.compactMap(\.int) }
        for (index, item) in items.enumerated() {
            guard let inner = index < prefix.count ? prefix[index] : rule["items"]?.int else { continue }
            verdict.looked.insert(index)
            if !isKept(item, inner) { verdict.isValid = false }
        }
        if let inner = rule["contains"]?.int {
            let found = items.indices.filter { isKept(items[$0], inner) }
            verdict.looked.formUnion(found)
            if found.isEmpty { verdict.isValid = false }
        }
        if let least = rule.number("minItems"), Double(items.count) < least { verdict.isValid = false }
        if let most = rule.number("maxItems"), Double(items.count) > most { verdict.isValid = false }
        guard rule["uniqueItems"] != nil else { return }
        for first in items.indices {
            for second in items.indices.prefix(first) where Self.areEqual(items[first], items[second]) { verdict.isValid = false }
        }
    }

    private mutating func judge(_ object: JSONObject, _ rule: JSONObject, _ verdict: inout Verdict) {
        for (index, name) in object.names.enumerated() {
            guard let value = object[name] else { continue }
            if let inner = rule["propertyNames"]?.int, !isKept(.string(name), inner) { verdict.isValid = false }
            var inner = rule["additionalProperties"]?.int
            if case .object(let properties)? = rule["properties"], let known = properties[name]?.int { inner = known }
            guard let inner else { continue }
            verdict.looked.insert(index)
            if !isKept(value, inner) { verdict.isValid = false }
        }
        if case .array(let names)? = rule["required"] {
            for case .string(let name) in names where object[name] == nil { verdict.isValid = false }
        }
        if let least = rule.number("minProperties"), Double(object.count) < least { verdict.isValid = false }
        if let most = rule.number("maxProperties"), Double(object.count) > most { verdict.isValid = false }
    }

    // MARK: In place

    private mutating func judgeInPlace(_ value: JSONValue, _ rule: JSONObject, _ verdict: inout Verdict) {
        for keyword in ["allOf", "anyOf", "oneOf"] {
            guard case .array(let numbers)? = rule[keyword] else { continue }
            let kept = numbers.compactMap(\.int).map { judge(value, $0) }.filter(\.isValid)
            let isEnough = keyword == "allOf" ? kept.count == numbers.count : keyword == "anyOf" ? !kept.isEmpty : kept.count == 1
            if !isEnough { verdict.isValid = false }
            for inner in kept { verdict.looked.formUnion(inner.looked) }
        }
        if case .object(let schemas)? = rule["dependentSchemas"], case .object(let object) = value {
            for name in schemas.names where object[name] != nil { apply(schemas[name], value, &verdict) }
        }
        if let inner = rule["not"]?.int, isKept(value, inner) { verdict.isValid = false }
        guard let condition = rule["if"]?.int else { return }
        let met = judge(value, condition)
        if met.isValid { verdict.looked.formUnion(met.looked) }
        apply(met.isValid ? rule["then"] : rule["else"], value, &verdict)
    }

    private mutating func apply(_ rule: JSONValue?, _ value: JSONValue, _ verdict: inout Verdict) {
        guard let number = rule?.int else { return }
        let inner = judge(value, number)
        if inner.isValid { verdict.looked.formUnion(inner.looked) } else { verdict.isValid = false }
    }

    private mutating func judgeRest(_ value: JSONValue, _ rule: JSONObject, _ verdict: inout Verdict) {
        var parts: [JSONValue] = []
        var inner: Int?
        switch value {
        case .array(let items): (parts, inner) = (items, rule["unevaluatedItems"]?.int)
        case .object(let object):
            (parts, inner) = (object.names.compactMap { object[$0] }, rule["unevaluatedProperties"]?.int)
        default: break
        }
        guard let inner else { return }
        for index in parts.indices where !verdict.looked.contains(index) {
            if !isKept(parts[index], inner) { verdict.isValid = false }
        }
        verdict.looked = Set(parts.indices)
    }
}

extension JSONObject {
    fileprivate func number(_ name: String) -> Double? {
        if case .number(let number)? = self[name] { number.double } else { nil }
    }
}
