// Walks through objects, by a table of names or name by name.

/// Where the reader stands in an object that is read against a table of names.
@safe
public struct JSONObjectCursor {
    let keys: JSONKeys
    let start: Int
    /// The name that would come next if the sender keeps the contract's order, among the first 64.
    var expected: UnsafePointer<JSONKeys.Entry>
    /// The bit of its index; 0 behind the 64th name.
    var expectedBit: UInt64 = 1
    /// Bit n is set when name n was met; names 64 and up have theirs in the reader's notes.
    var seen: UInt64 = 0
    /// Properties met so far, listed or not.
    var memberCount = 0
    /// Where the words for names 64 and up begin.
    var beyondStart = 0
    /// What stands between a value and the next name: one byte, and white space as it was in front of the last name. It is
    /// compared byte by byte, the first of them lowest, where there are ones in the mask.
    var separator: (UInt64, UInt64) = (UInt64(UInt8(ascii: "{")), 0)
    var separatorMask: (UInt64, UInt64) = (0xFF, 0)
    /// The bytes of white space in it: in front of the first name, none are expected.
    var gap = 0
    var isOpen: Bool

    init(keys: JSONKeys, start: Int, isOpen: Bool) {
        self.keys = keys
        self.start = start
        self.isOpen = isOpen
        // Tables are immutable and never freed.
        unsafe expected = keys.entries
        if !isOpen { expectedBit = 0 }
    }

    /// From now on, name `index` is the next in order, or none where there are not as many.
    mutating func expect(_ index: Int) {
        // Behind the last name stands one that no text has.
        unsafe expected = keys.entries + min(index, keys.count)
        expectedBit = 1 << UInt64(index)
    }

    /// Nothing more is to be read.
    mutating func close() {
        isOpen = false
        expectedBit = 0
    }
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
        let isObject = nextValueByte() == UInt8(ascii: "{")
        if !isObject {
            refuseType(expected: "an object")
        } else if depthLeft > 0 {
            // The brace is taken with the first name, as the comma is with any other.
            let start = position
            depthLeft -= 1
            if keys.count > 64 { return openBeyond(keys, start) }
            var object = JSONObjectCursor(keys: keys, start: start, isOpen: true)
            if indent > 0 { expectIndent(&object) }
            return object
        } else {
            fail("nested too deep")
        }
        return JSONObjectCursor(keys: keys, start: position, isOpen: false)
    }

    /// Goes to the next property that the table lists and returns its index there; its value has to be read or skipped.
    ///
    /// `nil` at the end of the object: by then, missing properties are recorded.
    public mutating func nextKey(_ object: inout JSONObjectCursor) -> Int? {
        if isAtExpectedName(object) {
            // The entry is one of a table that is never freed.
            return unsafe object.expected.pointee.textLength <= 16 ? takeExpectedName(&object) : takeLongName(&object)
        }
        return nextListedName(&object)
    }

    @inline(never)
    mutating func nextListedName(_ object: inout JSONObjectCursor) -> Int? {
        while object.isOpen {
            if object.memberCount == 0 { position &+= 1 }
            var gapStart = position
            var next = nextByte()
            if next == UInt8(ascii: "}") {
                close(&object)
                return nil
            }
            if object.memberCount > 0 {
                guard next == UInt8(ascii: ",") else { return stop(&object, "expected , or } in the object") }
                position &+= 1
                gapStart = position
                next = nextByte()
            }
            guard next == UInt8(ascii: "\"") else { return stop(&object, "expected a property name in quotes") }
            // Neither members nor positions can be more than the bytes of the text.
            object.memberCount &+= 1
            expectGap(from: gapStart, &object)
            if let index = matchAny(&object) { return index }
        }
        return nil
    }

    /// Looks the name at the position up in the whole table. `nil` when its value was dealt with, or on a failure.
    private mutating func matchAny(_ object: inout JSONObjectCursor) -> Int? {
        if let index = matchNear(&object) { return index }
        guard let text = scanString(), takeColon() else {
            object.close()
            return nil
        }
        if let found = index(of: text, in: object.keys) {
            object.expect(found + 1)
            if mark(found, &object) { return found }
            skipWhitespace()
            let valueAt = position
            skipValue()
            record(at: valueAt, keyword: "uniqueNames", "must not be given twice")
            return nil
        }
        switch object.keys.others {
        case .skip: skipValue()
        case .refuse:
            skipWhitespace()
            let valueAt = position
            skipValue()
            record(at: valueAt, keyword: "additionalProperties", "is not a known property")
        case .read:
            keyRange = text
            return object.keys.count
        }
        return nil
    }

    /// Looks at the expected name and the next few: mostly, optional ones are left out, and the others keep their order.
    @inline(__always)
    private mutating func matchNear(_ object: inout JSONObjectCursor) -> Int? {
        let first = object.expectedBit.trailingZeroBitCount
        let entries = unsafe object.keys.entries
        // Each index is below the count, and `count - position` bytes are readable at the position.
        for index in first..<max(first, min(object.keys.count, 64, first + 7)) {
            guard let length = unsafe JSONKeys.rawLength(entries + index, base + position, count - position) else {
                continue
            }
            guard object.seen & (1 << UInt64(index)) == 0 else { return nil }
            object.seen |= 1 << UInt64(index)
            object.expect(index + 1)
            position += length
            return index
        }
        return nil
    }

    @inline(never)
    private mutating func stop(_ object: inout JSONObjectCursor, _ message: StaticString) -> Int? {
        fail(message)
        object.close()
        return nil
    }

    private mutating func takeColon() -> Bool {
        guard nextByte() == UInt8(ascii: ":") else {
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
        object.close()
        if object.keys.requiredMask & ~object.seen != 0 || object.keys.count > 64 { endBeyond(object) }
    }

    @inline(never)
    private mutating func endBeyond(_ object: JSONObjectCursor) {
        for index in 0..<object.keys.count where object.keys.isRequired(index) && !isMarked(index, object) {
            record(at: object.start, keyword: "required", "is required", property: object.keys.name(index))
        }
        if object.keys.count > 64, let notes { notes.seenBeyond.removeSubrange(object.beyondStart...) }
    }

    @inline(never)
    private mutating func openBeyond(_ keys: JSONKeys, _ start: Int) -> JSONObjectCursor {
        let notes = noted
        let beyondStart = notes.seenBeyond.count
        notes.seenBeyond.append(contentsOf: repeatElement(0, count: (keys.count - 1) / 64))
        var object = JSONObjectCursor(keys: keys, start: start, isOpen: true)
        object.beyondStart = beyondStart
        return object
    }

    private func isMarked(_ index: Int, _ object: JSONObjectCursor) -> Bool {
        if index < 64 { return object.seen & (1 << UInt64(index)) != 0 }
        guard let notes else { return false }
        return notes.seenBeyond[object.beyondStart + index / 64 - 1] & (1 << UInt64(index % 64)) != 0
    }

    /// Notes that name `index` was met; `false` if it was before.
    private mutating func mark(_ index: Int, _ object: inout JSONObjectCursor) -> Bool {
        if isMarked(index, object) { return false }
        if index < 64 {
            object.seen |= 1 << UInt64(index)
        } else {
            noted.seenBeyond[object.beyondStart + index / 64 - 1] |= 1 << UInt64(index % 64)
        }
        return true
    }
}

extension JSONReader {
    /// Enters an object whose names are not known beforehand; `nil`, with a finding recorded, where something else stands.
    public mutating func beginMembers() -> JSONMembersCursor? {
        guard nextByte() == UInt8(ascii: "{") else {
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
        var next = nextByte()
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
            next = nextByte()
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
