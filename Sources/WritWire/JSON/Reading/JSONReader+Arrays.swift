// Walks through arrays, item by item.

/// Where the reader stands in an array.
public struct JSONArrayCursor {
    let start: Int
    var itemCount = 0
    var isOpen: Bool

    /// The position of the item that `nextItem` went to.
    public var index: Int { itemCount - 1 }
}

extension JSONReader {
    /// Enters an array; `nil`, with a finding recorded, where something else stands.
    public mutating func beginArray() -> JSONArrayCursor? {
        guard nextValueByte() == UInt8(ascii: "[") else {
            refuseType(expected: "an array")
            return nil
        }
        return openArray()
    }

    /// Steps over the `[` at the position.
    mutating func openArray() -> JSONArrayCursor {
        let start = position
        guard depthLeft > 0 else {
            fail("nested too deep")
            return JSONArrayCursor(start: start, isOpen: false)
        }
        depthLeft -= 1
        position += 1
        return JSONArrayCursor(start: start, isOpen: true)
    }

    /// Goes to the next item, which then has to be read or skipped; `false` when there is none.
    public mutating func nextItem(_ array: inout JSONArrayCursor) -> Bool {
        guard array.isOpen else { return false }
        let next = nextByte()
        if next == UInt8(ascii: "]") {
            position += 1
            depthLeft += 1
            valueStart = array.start
            array.isOpen = false
            return false
        }
        if array.itemCount > 0 {
            guard next == UInt8(ascii: ",") else {
                fail("expected , or ] in the array")
                array.isOpen = false
                return false
            }
            position += 1
        }
        array.itemCount += 1
        return true
    }
}
