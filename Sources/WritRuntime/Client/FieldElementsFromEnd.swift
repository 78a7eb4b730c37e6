// The elements of all lines of a field, from the last to the first.

internal import WritEngine
internal import WritWire

/// Goes through a request's lines of one name from the last one, and through each of them from its end.
@safe
struct FieldElementsFromEnd {
    private let exchange: Exchange
    private let name: StaticString
    /// The line that is looked at next is the one before.
    private var index: Int
    private var elements: ElementsFromEnd?

    init(_ exchange: Exchange, _ name: StaticString) {
        self.exchange = exchange
        self.name = name
        index = exchange.fieldCount
    }

    /// The next element; the bytes are the request's.
    mutating func next() -> UnsafeRawBufferPointer? {
        while true {
            if let element = unsafe elements?.next() { return unsafe element }
            guard index > 0 else { return nil }
            index -= 1
            let line = unsafe exchange.field(at: index)
            if unsafe line.name.spellsIgnoringCase(name) { unsafe elements = ElementsFromEnd(line.value) }
        }
    }

    /// The element that has so many behind it, or the first of all where there are fewer.
    mutating func element(before count: Int) -> UnsafeRawBufferPointer? {
        var found = unsafe next()
        for _ in 0..<count {
            guard let earlier = unsafe next() else { break }
            unsafe found = earlier
        }
        return unsafe found
    }
}
