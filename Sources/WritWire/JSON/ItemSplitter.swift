// Bodies of values one after the other: where the text of one ends, and that of the next begins.

/// Cuts JSON Lines, or a JSON text sequence (RFC 7464), into the texts of their items, as chunks of the body come.
package struct ItemSplitter: Sendable {
    package enum Format: Sendable {
        /// A line of JSON for each item.
        case lines
        /// A record separator in front of each item.
        case records

        fileprivate var separator: UInt8 { self == .lines ? 0x0A : 0x1E }
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

    package init(_ format: Format, itemBytesMax: Int) {
        self.format = format
        self.itemBytesMax = itemBytesMax
    }

    package mutating func add(_ chunk: [UInt8]) {
        bytes.removeFirst(start)
        searched -= start
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
        while true {
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
}
