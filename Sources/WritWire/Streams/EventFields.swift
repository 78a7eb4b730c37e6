// One event of an event stream as it was received (HTML section 9.2.6).

/// What the lines of one event say.
package struct EventFields: Sendable {
    /// The lines of data, with LF between them; nil where there is none: then it is no event that a program sees.
    package private(set) var data: [UInt8]?
    package private(set) var event: String?
    package private(set) var id: String?
    package private(set) var retry: Int?

    /// - Parameter lines: What stands up to the blank line; each line ends in CR, LF or both.
    package init(_ lines: [UInt8]) {
        var start = 0
        while start < lines.count {
            let end = lines[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? lines.count
            read(lines[start..<end])
            start = end + (end + 1 < lines.count && lines[end] == 0x0D && lines[end + 1] == 0x0A ? 2 : 1)
        }
    }

    private mutating func read(_ line: ArraySlice<UInt8>) {
        let colon = line.firstIndex(of: 0x3A)
        var value = line[(colon.map { $0 + 1 } ?? line.endIndex)...]
        if value.first == 0x20 { value = value.dropFirst() }
        switch String(decoding: line[..<(colon ?? line.endIndex)], as: UTF8.self) {
        case "data":
            if data == nil { data = Array(value) } else { data? += [0x0A] + value }
        case "event": event = value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
        case "id": if !value.contains(0) { id = String(decoding: value, as: UTF8.self) }
        case "retry":
            let digits = value.allSatisfy { (0x30...0x39).contains($0) }
            if digits { retry = Int(String(decoding: value, as: UTF8.self)) ?? retry }
        // Comments, and fields that are not known.
        default: break
        }
    }
}
