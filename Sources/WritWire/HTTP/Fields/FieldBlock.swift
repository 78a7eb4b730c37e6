// Header fields of an answer, checked before a byte of the answer is written.

/// Field lines on their way into an answer: `name: value CR LF`, each checked as it is added.
///
/// A value with CR, LF or NUL, or a name that is no token, would let data write header fields of its own; the whole
/// answer then becomes a 500 (RFC 9110 section 5.5). So it does with a field that the engine writes itself, since a second
/// one would contradict it: Content-Length, Transfer-Encoding, Connection, Trailer, Date.
public struct FieldBlock: ~Copyable {
    var lines = OutputBuffer(minimumCapacity: 256)
    /// Whether every field so far may be sent.
    package private(set) var isWellFormed = true

    package init() {}

    /// Whether there is no field.
    public var isEmpty: Bool { lines.count == 0 }

    /// The finished lines.
    package var bytes: UnsafeRawBufferPointer { unsafe lines.bytes }

    package mutating func removeAll() {
        if lines.count > 0 { lines.truncate(to: 0) }
        isWellFormed = true
    }

    /// Gives its memory back: a connection that has left HTTP has no more fields to send.
    package mutating func releaseRoom() {
        lines = OutputBuffer(minimumCapacity: 0)
        isWellFormed = true
    }

    /// Where the next field will stand, for `rewind`.
    package var mark: Int { lines.count }

    /// Takes back the fields that were added since `mark` was asked for; they must be well-formed.
    package mutating func rewind(to mark: Int) {
        lines.truncate(to: mark)
    }

    /// Says that the body comes in chunks, with these fields behind it; their names are checked by the caller.
    package mutating func announceChunks(trailers: [StaticString]) {
        lines.append("Transfer-Encoding: chunked\r\n")
        for (index, name) in trailers.enumerated() {
            lines.append(index == 0 ? "Trailer: " : ", ")
            lines.append(name)
        }
        if !trailers.isEmpty { lines.append("\r\n") }
    }

    public mutating func add(_ name: StaticString, _ value: StaticString) {
        // A static string lives as long as the program.
        unsafe add(name, UnsafeRawBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }

    public mutating func add(_ name: StaticString, _ value: String) {
        var value = value
        // `withUTF8` lends a buffer that is valid for the closure.
        value.withUTF8 { unsafe add(name, UnsafeRawBufferPointer($0)) }
    }

    public mutating func add(_ name: StaticString, decimal value: Int) {
        appendName(name)
        lines.append(decimal: value)
        lines.append("\r\n")
    }

    /// Adds a field whose value `write` appends: text of our own, which needs no look.
    package mutating func add(_ name: StaticString, writing write: (inout OutputBuffer) -> Void) {
        appendName(name)
        write(&lines)
        lines.append("\r\n")
    }

    public mutating func add(_ name: StaticString, _ value: UnsafeRawBufferPointer) {
        if unsafe !FieldRule.acceptsValue(value) { isWellFormed = false }
        // A field that offers an upgrade goes with this option (RFC 9110 section 7.8), which contradicts nothing.
        let isOption = unsafe name.utf8CodeUnitCount == 10 && value.spellsIgnoringCase("upgrade")
        appendName(name, isOption: isOption)
        unsafe lines.append(value)
        lines.append("\r\n")
    }

    /// For a name that is only known at run time.
    package mutating func add(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        if unsafe !FieldRule.acceptsName(name) || FieldRule.isEnginesOwn(name) || !FieldRule.acceptsValue(value) {
            isWellFormed = false
        }
        unsafe lines.append(name)
        lines.append(": ")
        unsafe lines.append(value)
        lines.append("\r\n")
    }

    /// Whether there is a line of that name, whatever its case.
    package func contains(_ name: StaticString) -> Bool { line(named: name) != nil }

    package func contains(_ name: UnsafeRawBufferPointer) -> Bool { unsafe line(named: name) != nil }

    /// Says in `Vary` that the answer depends on that field of the request, in one line with what is there (RFC 9110
    /// section 12.5.5). `*` takes the place of all others.
    package mutating func addVary(_ name: StaticString) {
        // A static string lives as long as the program.
        unsafe addVary(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    package mutating func addVary(_ name: UnsafeRawBufferPointer) {
        guard let line = line(named: "Vary") else { return unsafe add("Vary", name) }
        // The range lies within the lines, whose bytes stay for the look.
        var rest = unsafe lines.bytes[line.value]
        while unsafe !rest.isEmpty {
            let field = unsafe FieldList.takeElement(&rest)
            if unsafe UnsafeRawBufferPointer(rebasing: field).equalsIgnoringCase(name) || FieldList.equalIgnoringCase(field, "*")
            {
                return
            }
        }
        let isAll = unsafe name.count == 1 && name[0] == UInt8(ascii: "*")
        var addition = OutputBuffer(minimumCapacity: 64)
        if !isAll && !line.value.isEmpty { addition.append(", ") }
        unsafe addition.append(name)
        let place = isAll ? line.value : line.value.upperBound..<line.value.upperBound
        unsafe lines.replace(place, with: addition.bytes)
    }

    /// The same for a list of fields.
    package mutating func addVary(listed names: UnsafeRawBufferPointer) {
        // The parts lie within the list.
        var rest = unsafe names[...]
        while unsafe !rest.isEmpty {
            let name = unsafe FieldList.takeElement(&rest)
            if unsafe !name.isEmpty { unsafe addVary(UnsafeRawBufferPointer(rebasing: name)) }
        }
    }

    private func line(named name: StaticString) -> WrittenFieldLine? {
        // A static string lives as long as the program.
        unsafe line(named: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    private func line(named name: UnsafeRawBufferPointer) -> WrittenFieldLine? {
        var offset = 0
        while let line = lines.fieldLine(at: offset) {
            if unsafe lines.names(line.name, name) { return line }
            offset = line.end
        }
        return nil
    }

    /// Takes out lines of that name, whatever its case: all of them, or the first alone.
    package mutating func remove(name: UnsafeRawBufferPointer, firstOnly: Bool = false) {
        var offset = 0
        while let line = lines.fieldLine(at: offset) {
            guard unsafe lines.names(line.name, name) else {
                offset = line.end
                continue
            }
            unsafe lines.replace(offset..<line.end, with: UnsafeRawBufferPointer(start: nil, count: 0))
            if firstOnly { break }
        }
    }

    /// Lends name and value of each line to `body`, in their order.
    package func forEach(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) {
        unsafe lines.forEachFieldLine(from: 0, body)
    }

    private mutating func appendName(_ name: StaticString, isOption: Bool = false) {
        // A static string lives as long as the program.
        let bytes = unsafe UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        if unsafe !FieldRule.acceptsName(bytes) || !isOption && FieldRule.isEnginesOwn(bytes) { isWellFormed = false }
        unsafe lines.append(bytes)
        lines.append(": ")
    }
}

/// What may be sent as the name and the value of a field (RFC 9110 section 5).
package enum FieldRule {
    package static func acceptsName(_ name: UnsafeRawBufferPointer) -> Bool {
        // The run is looked for within the name.
        unsafe name.count > 0 && name.endOfRun(of: .token, from: 0) == name.count
    }

    /// Whether a field says how the message is framed, what becomes of the connection, or when it was made: the engine's own
    /// business.
    package static func isEnginesOwn(_ name: UnsafeRawBufferPointer) -> Bool {
        switch name.count {
        case 4: unsafe name.spellsIgnoringCase("Date")
        case 7: unsafe name.spellsIgnoringCase("Trailer")
        case 10: unsafe name.spellsIgnoringCase("Connection") || name.spellsIgnoringCase("Keep-Alive")
        case 14: unsafe name.spellsIgnoringCase("Content-Length")
        case 17: unsafe name.spellsIgnoringCase("Transfer-Encoding")
        default: false
        }
    }

    package static func acceptsValue(_ value: UnsafeRawBufferPointer) -> Bool {
        // The text is looked for within the value.
        unsafe value.endOfFieldText(from: 0) == value.count
    }
}
