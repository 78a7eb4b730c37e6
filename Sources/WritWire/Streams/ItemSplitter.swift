// Bodies of values one after the other: where the text of one ends, and that of the next begins.

/// Cuts JSON Lines, a JSON text sequence (RFC 7464), or an event stream, into the texts of their items, as chunks of the body
/// come.
package struct ItemSplitter: Sendable {
    package enum Format: Sendable {
        /// A line of JSON for each item.
        case lines
        /// A record separator in front of each item.
        case records
        /// A blank line behind each item, which is some lines itself (HTML section 9.2.6): see `EventFields`.
        case events

        fileprivate var separator: UInt8 { self == .records ? 0x1E : 0x0A }
    }

    package enum Failure: Error, Equatable {
        /// The text of one item is longer than is taken.
        case tooLarge
        /// A sequence of records begins with something else.
        case noSeparator
    }

    private let format: Format
    private let itemBytesMax: Int
    private var bytes: [UInt8] = []
    /// Where the next item begins, and how far its end has been looked for.
    private var start = 0
    private var searched = 0
    private var isFirst = true
    /// Of events: where the line begins that is looked at, and whether a CR ended the one before, whose LF may be still to come.
    private var lineStart = 0
    private var endedInCR = false

    package init(_ format: Format, itemBytesMax: Int) {
        self.format = format
        self.itemBytesMax = itemBytesMax
    }

    /// Bytes that are kept here.
    package var heldCount: Int { bytes.count }

    package mutating func add(_ chunk: [UInt8]) {
        bytes.removeFirst(start)
        searched -= start
        lineStart -= start
        start = 0
        bytes += chunk
    }

    /// The text of the next item that is not blank; nil where more has to come first.
    ///
    /// - Parameter isLast: Nothing more will come: what is left is the last item.
    package mutating func next(isLast: Bool) throws(Failure) -> [UInt8]? {
        if isFirst, format == .records, let first = bytes.first {
            guard first == format.separator else { throw .noSeparator }
            isFirst = false
        }
        if format == .events { return try nextEvent(isLast: isLast) }
        while true {
            if format == .lines, searched == start { leaveBlankLines() }
            let separator = bytes[searched...].firstIndex(of: format.separator)
            guard let end = separator ?? (isLast && start < bytes.count ? bytes.count : nil) else {
                searched = bytes.count
                guard bytes.count - start <= itemBytesMax else { throw .tooLarge }
                return nil
            }
            let item = bytes[start..<end]
            start = separator == nil ? end : end + 1
            searched = start
            guard item.count <= itemBytesMax else { throw .tooLarge }
            if item.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) { return Array(item) }
        }
    }

    /// Lines of nothing but white space, of which a chunk may have as many as bytes: without a look at each by itself.
    private mutating func leaveBlankLines() {
        var index = start
        search: while index < bytes.count {
            switch bytes[index] {
            case 0x0A where index - start <= itemBytesMax: start = index + 1
            case 0x09, 0x0D, 0x20: break
            default: break search
            }
            index += 1
        }
        searched = index
    }

    /// The lines up to a blank one; each ends in CR, LF or both.
    private mutating func nextEvent(isLast: Bool) throws(Failure) -> [UInt8]? {
        while searched < bytes.count {
            let byte = bytes[searched]
            if endedInCR {
                endedInCR = false
                if byte == 0x0A {
                    if start == searched { start += 1 }
                    searched += 1
                    lineStart = searched
                    continue
                }
            }
            searched += 1
            guard byte == 0x0A || byte == 0x0D else { continue }
            endedInCR = byte == 0x0D
            let isBlank = lineStart == searched - 1
            let end = lineStart
            lineStart = searched
            if end == start, bytes[end] == 0x3A {
                // Comments in front of an event say nothing, and may come without end: they are not kept.
                start = searched
                isFirst = false
            }
            guard isBlank else { continue }
            let eventStart = start
            start = searched
            guard end - eventStart <= itemBytesMax else { throw .tooLarge }
            if eventStart < end { return unmarked(bytes[eventStart..<end]) }
            isFirst = false
        }
        guard bytes.count - start <= itemBytesMax else { throw .tooLarge }
        guard isLast, start < bytes.count else { return nil }
        defer { (start, lineStart) = (bytes.count, bytes.count) }
        return unmarked(bytes[start...])
    }

    /// A stream may begin with a byte order mark.
    private mutating func unmarked(_ event: ArraySlice<UInt8>) -> [UInt8] {
        defer { isFirst = false }
        return Array(isFirst && event.starts(with: [0xEF, 0xBB, 0xBF]) ? event.dropFirst(3) : event)
    }
}
