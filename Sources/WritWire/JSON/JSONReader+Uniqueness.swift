// Whether the items of an array all differ.

/// What makes two JSON values equal (JSON Schema, section 4.2.2): numbers by their value, strings by their characters, objects
/// whatever the order of their members.
private enum ItemIdentity: Hashable {
    case null
    case boolean(Bool)
    case number(JSONDecimal)
    case string([UInt8])
    case array([ItemIdentity])
    case object([[UInt8]: ItemIdentity])
}

extension JSONReader {
    /// An array that is at its end, whose items must all differ. They are looked at once more, in time that grows with their
    /// bytes alone: what is compared is hashed, with a seed of the process.
    public mutating func checkUnique(_ array: JSONArrayCursor) {
        guard failure == nil, array.itemCount > 1, array.start < position else { return }
        // The array's bytes lie below the position.
        let bytes = unsafe UnsafeRawBufferPointer(start: base + array.start, count: position - array.start)
        var again = unsafe JSONReader(bytes, limits: limits)
        guard var items = again.beginArray() else { return }
        var seen: [ItemIdentity: Int] = [:]
        var index = 0
        while again.nextItem(&items) {
            guard let item = again.readIdentity() else { return }
            if let first = seen.updateValue(index, forKey: item) {
                return violate("uniqueItems", "must not have equal items, as those at \(first) and \(index) are")
            }
            index += 1
        }
    }

    private mutating func readIdentity() -> ItemIdentity? {
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
            var items: [ItemIdentity] = []
            while nextItem(&array) {
                guard let item = readIdentity() else { return nil }
                items.append(item)
            }
            return .array(items)
        case .object:
            guard var members = beginMembers() else { return nil }
            var object: [[UInt8]: ItemIdentity] = [:]
            while let name = nextMember(&members) {
                guard let value = readIdentity() else { return nil }
                object[Array(name.utf8)] = value
            }
            return .object(object)
        case nil: return nil
        }
    }
}

extension ParameterReader {
    /// Checks that the items of a parameter all differ.
    public mutating func checkUnique<Item: Hashable>(
        _ items: [Item], of name: StaticString, _ location: ParameterLocation
    ) {
        var seen: [Item: Int] = [:]
        for (index, item) in items.enumerated() {
            guard let first = seen.updateValue(index, forKey: item) else { continue }
            return violate(
                "uniqueItems", "must not have equal items, as those at \(first) and \(index) are", "\(name)", location)
        }
    }
}
