// Media types in the fields Accept and Content-Type (RFC 9110 sections 8.3 and 12.5.1), compared in place.

/// Questions about the values of `Accept` and `Content-Type`.
public enum MediaTypes {
    /// Whether the value of an `Accept` field lets one of the media types be answered.
    ///
    /// The most specific range that fits a type decides; its weight may be 0, which means no. A value without a range asks
    /// for nothing in particular.
    ///
    /// - Parameter offered: Media types with commas between.
    package static func accepts(_ accept: UnsafeRawBufferPointer, offered: StaticString) -> Bool {
        // A static string's bytes live as long as the program.
        let all = unsafe UnsafeRawBufferPointer(start: offered.utf8Start, count: offered.utf8CodeUnitCount)
        var rest = unsafe all[...]
        if unsafe isWithoutElements(accept) { return true }
        while unsafe !rest.isEmpty {
            let type = unsafe MediaRange(takenFrom: &rest)
            if unsafe opinion(of: type, in: accept).weight > 0 { return true }
        }
        return false
    }

    /// Which of the media types a client likes best; of those that it likes alike, the one whose parameters it names, or else
    /// the first. 0 where it takes none.
    package static func preferred(_ accept: UnsafeRawBufferPointer, offered: [StaticString]) -> Int {
        var best = (index: 0, weight: 0, named: 0)
        for (index, type) in offered.enumerated() {
            // A static string's bytes live as long as the program.
            var rest = unsafe UnsafeRawBufferPointer(start: type.utf8Start, count: type.utf8CodeUnitCount)[...]
            let opinion = unsafe opinion(of: MediaRange(takenFrom: &rest), in: accept)
            if (opinion.weight, opinion.named) > (best.weight, best.named) { best = (index, opinion.weight, opinion.named) }
        }
        return best.index
    }

    /// The weight, in thousandths, that an `Accept` value gives a media type, and how many of its parameters it names.
    private static func opinion(of type: MediaRange, in accept: UnsafeRawBufferPointer) -> (weight: Int, named: Int) {
        var best = (fit: -1, weight: 0)
        var rest = unsafe accept[...]
        while unsafe !rest.isEmpty {
            let range = unsafe MediaRange(takenFrom: &rest)
            guard let fit = range.fit(asked: type), fit >= best.fit else { continue }
            best = (fit, range.weight)
        }
        return (best.weight, max(best.fit, 0) % MediaRange.rank)
    }

    /// A list may have empty elements, which are none (RFC 9110 section 5.6.1).
    private static func isWithoutElements(_ list: UnsafeRawBufferPointer) -> Bool {
        unsafe list.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") }
    }

    // MARK: Content-Type

    /// Whether the value of a `Content-Type` field names one of the media types, whatever charset it names.
    ///
    /// - Parameter taken: Media types with commas between.
    package static func matches(_ contentType: UnsafeRawBufferPointer, taken: StaticString) -> Bool {
        // Nearly always it is the one, letter by letter.
        if unsafe contentType.spells(taken) { return true }
        return unsafe index(of: contentType, among: taken, checksCharset: false) != nil
    }

    /// The number of the group that the value of a `Content-Type` field belongs to; the most specific range decides, and of
    /// media types that differ in a parameter the one that has the value's. A value without that parameter is of the first.
    ///
    /// - Parameter groups: Media types and ranges with commas between, groups of them with `|` between. In a group that
    ///   begins with `=`, or in any with `checksCharset` false, the charset doesn't matter.
    package static func index(
        of contentType: UnsafeRawBufferPointer, among groups: StaticString, checksCharset: Bool = true
    ) -> Int? {
        let type = unsafe MediaRange(contentType[...])
        let isReadable = !checksCharset || type.hasReadableCharset
        // A static string's bytes live as long as the program.
        let all = unsafe UnsafeRawBufferPointer(start: groups.utf8Start, count: groups.utf8CodeUnitCount)
        var rest = unsafe all[...]
        var best: (index: Int, fit: Int)?
        var index = 0
        while unsafe !rest.isEmpty {
            var group = unsafe FieldList.takeElement(&rest, separator: UInt8(ascii: "|"))
            let isCharsetFree = unsafe group.first == UInt8(ascii: "=")
            if isCharsetFree { unsafe group = group.dropFirst() }
            while unsafe !group.isEmpty {
                guard let fit = unsafe MediaRange(takenFrom: &group).fit(sent: type) else { continue }
                if fit > best?.fit ?? .min, isReadable || isCharsetFree { best = (index, fit) }
            }
            index += 1
        }
        return best?.index
    }
}
