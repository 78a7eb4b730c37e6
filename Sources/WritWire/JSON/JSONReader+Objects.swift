// Walks through objects, by a table of names or name by name.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// Where the reader stands in an object that is read against a table of names.
public struct JSONObjectCursor {
    let keys: JSONKeys
    let start: Int
    /// The index of the name that would come next if the sender keeps the contract's order.
    var expected = 0
    /// Bit n is set when name n was met.
    var seen: UInt64 = 0
    /// The same for names 64 and up, 64 to a word.
    var seenBeyond: [UInt64] = []
    var isFirst = true
    var isOpen: Bool
    /// Properties met so far, listed or not.
    var memberCount = 0
}

/// Where the reader stands in an object whose names are not known beforehand.
public struct JSONMembersCursor {
    let start: Int
    var memberCount = 0
    var isOpen: Bool
}

extension JSONReader {
    /// Enters an object. Where something else stands, a finding is recorded and the cursor has no properties.
    public mutating func beginObject(_ keys: JSONKeys) -> JSONObjectCursor {
        skipWhitespace()
        let isObject = byte == UInt8(ascii: "{")
        if !isObject {
            refuseType(expected: "an object")
        } else if depthLeft > 0 {
            let start = position
            depthLeft -= 1
            position += 1
            return JSONObjectCursor(keys: keys, start: start, isOpen: true)
        } else {
            fail("nested too deep")
        }
        return JSONObjectCursor(keys: keys, start: position, isOpen: false)
    }

    /// Goes to the next property that the table lists and returns its index there; its value has to be read or skipped.
    ///
    /// `nil` at the end of the object: by then, missing properties are recorded.
    public mutating func nextKey(_ object: inout JSONObjectCursor) -> Int? {
        while object.isOpen {
            skipWhitespace()
            var next = byte
            if next == UInt8(ascii: "}") {
                close(&object)
                return nil
            }
            if !object.isFirst {
                guard next == UInt8(ascii: ",") else { return stop(&object, "expected , or } in the object") }
                position += 1
                skipWhitespace()
                next = byte
            }
            guard next == UInt8(ascii: "\"") else { return stop(&object, "expected a property name in quotes") }
            object.isFirst = false
            object.memberCount += 1
            position += 1
            if let index = matchExpected(&object) {
                guard takeColon() else { return nil }
                return index
            }
            if let index = matchAny(&object) { return index }
        }
        return nil
    }

    /// The position is behind the opening quote. A match moves it behind the closing one.
    @inline(__always)
    private mutating func matchExpected(_ object: inout JSONObjectCursor) -> Int? {
        let index = object.expected
        guard index < 64, index < object.keys.count else { return nil }
        // `count - position` bytes are readable at `position`.
        guard let length = unsafe object.keys.rawLength(index, base + position, count - position) else { return nil }
        guard object.seen & (1 << UInt64(index)) == 0 else { return nil }
        object.seen |= 1 << UInt64(index)
        object.expected = index + 1
        position += length + 1
        return index
    }

    /// Looks the name at the position up in the whole table. `nil` when its value was dealt with, or on a failure.
    @inline(never)
    private mutating func matchAny(_ object: inout JSONObjectCursor) -> Int? {
        let nameStart = position - 1
        guard let text = scanString(from: nameStart) else {
            object.isOpen = false
            return nil
        }
        let found = index(of: text, in: object.keys)
        guard takeColon() else {
            object.isOpen = false
            return nil
        }
        if let found {
            object.expected = found + 1
            guard object.mark(found) else {
                skipWhitespace()
                let valueAt = position
                skipValue()
                record(at: valueAt, keyword: "uniqueNames", "must not be given twice")
                return nil
            }
            return found
        }
        switch object.keys.others {
        case .skip: skipValue()
        case .refuse:
            skipWhitespace()
            let valueAt = position
            skipValue()
            record(at: valueAt, keyword: "additionalProperties", "is not a known property")
        case .read:
            keyName = unescaped(text)
            return object.keys.count
        }
        return nil
    }

    private mutating func stop(_ object: inout JSONObjectCursor, _ message: StaticString) -> Int? {
        fail(message)
        object.isOpen = false
        return nil
    }

    private mutating func takeColon() -> Bool {
        skipWhitespace()
        guard byte == UInt8(ascii: ":") else {
            fail("expected : behind the property name")
            return false
        }
        position += 1
        return true
    }

    private mutating func close(_ object: inout JSONObjectCursor) {
        position += 1
        depthLeft += 1
        valueStart = object.start
        object.isOpen = false
        if object.keys.requiredMask & ~object.seen != 0 || object.keys.hasRequiredBeyondMask { recordMissing(object) }
    }

    @inline(never)
    private mutating func recordMissing(_ object: JSONObjectCursor) {
        for index in 0..<object.keys.count where object.keys.isRequired(index) && !object.isMarked(index) {
            record(at: object.start, keyword: "required", "is required", property: object.keys.name(index))
        }
    }
}

extension JSONReader {
    /// Enters an object whose names are not known beforehand; `nil`, with a finding recorded, where something else stands.
    public mutating func beginMembers() -> JSONMembersCursor? {
        skipWhitespace()
        guard byte == UInt8(ascii: "{") else {
            refuseType(expected: "an object")
            return nil
        }
        return openObject()
    }

    /// Goes to the next member and returns its name; its value has to be read or skipped. `nil` at the end.
    public mutating func nextMember(_ members: inout JSONMembersCursor) -> String? {
        guard let text = nextName(&members) else { return nil }
        return unescaped(text)
    }

    /// Adds the member that was read last to a map; a name that stands twice is a finding.
    public mutating func insert<Value>(_ value: Value, _ name: String, into map: inout [String: Value]) {
        if map.updateValue(value, forKey: name) != nil { record(keyword: "uniqueNames", "must not be given twice") }
    }

    /// Steps over the `{` at the position.
    mutating func openObject() -> JSONMembersCursor {
        let start = position
        guard depthLeft > 0 else {
            fail("nested too deep")
            return JSONMembersCursor(start: start, isOpen: false)
        }
        depthLeft -= 1
        position += 1
        return JSONMembersCursor(start: start, isOpen: true)
    }

    mutating func nextName(_ members: inout JSONMembersCursor) -> JSONStringRange? {
        guard members.isOpen else { return nil }
        skipWhitespace()
        var next = byte
        if next == UInt8(ascii: "}") {
            position += 1
            depthLeft += 1
            valueStart = members.start
            members.isOpen = false
            return nil
        }
        members.isOpen = false
        if members.memberCount > 0 {
            guard next == UInt8(ascii: ",") else {
                fail("expected , or } in the object")
                return nil
            }
            position += 1
            skipWhitespace()
            next = byte
        }
        guard next == UInt8(ascii: "\"") else {
            fail("expected a property name in quotes")
            return nil
        }
        guard let text = scanString(), takeColon() else { return nil }
        members.memberCount += 1
        members.isOpen = true
        return text
    }
}

extension JSONObjectCursor {
    func isMarked(_ index: Int) -> Bool {
        if index < 64 { return seen & (1 << UInt64(index)) != 0 }
        let word = index / 64 - 1
        return word < seenBeyond.count && seenBeyond[word] & (1 << UInt64(index % 64)) != 0
    }

    /// Notes that name `index` was met; `false` if it was before.
    mutating func mark(_ index: Int) -> Bool {
        guard !isMarked(index) else { return false }
        if index < 64 {
            seen |= 1 << UInt64(index)
        } else {
            while seenBeyond.count < index / 64 { seenBeyond.append(0) }
            seenBeyond[index / 64 - 1] |= 1 << UInt64(index % 64)
        }
        return true
    }
}
