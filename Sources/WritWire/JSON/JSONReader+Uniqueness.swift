// Whether the items of an array all differ.

/// What makes two JSON values equal (JSON Schema, section 4.2.2): numbers by their value, strings by their characters, objects
/// whatever the order of their members.
enum JSONIdentity: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(JSONDecimal)
    case string([UInt8])
    case array([JSONIdentity])
    case object([[UInt8]: JSONIdentity])
}

extension JSONReader {
    /// An array that is at its end, whose items must all differ. They are looked at once more, in time that grows with their
    /// bytes alone: what is compared is hashed, with a seed of the process.
    public mutating func checkUnique(_ array: JSONArrayCursor) {
        guard failure == nil, array.start < position, let (first, second) = equalItems(of: array) else { return }
        violate("uniqueItems", Bounds.uniqueItems(first, second))
    }

    /// The first two items that are equal, of an array that is at its end.
    func equalItems(of array: JSONArrayCursor) -> (Int, Int)? {
        guard array.itemCount > 1 else { return nil }
        // The array's bytes lie below the position.
        let bytes = unsafe UnsafeRawBufferPointer(start: base + array.start, count: position - array.start)
        var again = unsafe JSONReader(bytes, limits: limits)
        guard var items = again.beginArray() else { return nil }
        var seen: [JSONIdentity: Int] = [:]
        var index = 0
        while again.nextItem(&items) {
            guard let item = again.readIdentity() else { return nil }
            if let first = seen.updateValue(index, forKey: item) { return (first, index) }
            index += 1
        }
        return nil
    }

    mutating func readIdentity() -> JSONIdentity? {
        switch peekKind() {
        case .null: return readNull() ? .null : nil
        case .boolean: return readBool().map { .boolean($0) }
        case .number:
            guard let range = scanNumber() else { return nil }
            var text = text(of: range)
            // `withUTF8` lends a buffer that is valid for the closure.
            return .number(text.withUTF8 { unsafe JSONDecimal($0) })
        case .string: return readString().map { .string(Array($0.utf8)) }
        case .array:
            guard var array = beginArray() else { return nil }
            var items: [JSONIdentity] = []
            while nextItem(&array) {
                guard let item = readIdentity() else { return nil }
                items.append(item)
            }
            return .array(items)
        case .object:
            guard var members = beginMembers() else { return nil }
            var object: [[UInt8]: JSONIdentity] = [:]
            while let name = nextMember(&members) {
                guard let value = readIdentity() else { return nil }
                object[Array(name.utf8)] = value
            }
            return .object(object)
        case nil: return nil
        }
    }
}

extension JSONIdentity {
    init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .number(let number):
            var text = number.text
            // `withUTF8` lends a buffer that is valid for the closure.
            self = .number(text.withUTF8 { unsafe JSONDecimal($0) })
        case .string(let text): self = .string(Array(text.utf8))
        case .array(let items): self = .array(items.map(JSONIdentity.init))
        case .object(let object):
            var members: [[UInt8]: JSONIdentity] = [:]
            for name in object.names { members[Array(name.utf8)] = object[name].map(JSONIdentity.init) }
            self = .object(members)
        }
    }
}

extension ParameterReader {
    /// Checks that the items of a parameter all differ: texts code by code.
    public mutating func checkUnique<Item: Hashable>(
        _ items: [Item], of name: StaticString, _ location: ParameterLocation
    ) {
        var seen: [AnyHashable: Int] = [:]
        for (index, item) in items.enumerated() {
            let text = item as? String ?? (item as? any RawRepresentable)?.rawValue as? String
            guard let first = seen.updateValue(index, forKey: text.map { ExactName($0) } ?? AnyHashable(item)) else { continue }
            return violate("uniqueItems", Bounds.uniqueItems(first, index), "\(name)", location)
        }
    }
}
