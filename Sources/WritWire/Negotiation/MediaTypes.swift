// Media types in the fields Accept and Content-Type (RFC 9110 sections 8.3 and 12.5.1), compared in place.

/// Questions about the values of `Accept` and `Content-Type`.
public enum MediaTypes {
    /// Whether the value of an `Accept` field lets one of the media types be answered.
    ///
    /// The most specific range that fits a type decides; its weight may be 0, which means no. An empty value asks for
    /// nothing in particular.
    ///
    /// - Parameter offered: Media types with commas between, without parameters.
    package static func accepts(_ accept: UnsafeRawBufferPointer, offered: StaticString) -> Bool {
        // A static string's bytes live as long as the program.
        let all = unsafe UnsafeRawBufferPointer(start: offered.utf8Start, count: offered.utf8CodeUnitCount)
        var rest = unsafe all[...]
        if unsafe trimmed(accept[...]).isEmpty { return true }
        while unsafe !rest.isEmpty {
            let type = unsafe takeElement(&rest)
            if unsafe weight(of: type, in: accept) > 0 { return true }
        }
        return false
    }

    /// The weight, in thousandths, that an `Accept` value gives a media type.
    private static func weight(of type: Slice<UnsafeRawBufferPointer>, in accept: UnsafeRawBufferPointer) -> Int {
        var best = (specificity: -1, weight: 0)
        var rest = unsafe accept[...]
        while unsafe !rest.isEmpty {
            var range = unsafe takeElement(&rest)
            let essence = unsafe takeElement(&range, separator: UInt8(ascii: ";"))
            guard let specificity = unsafe specificity(of: essence, for: type), specificity >= best.specificity else {
                continue
            }
            best = unsafe (specificity, qualityThousandths(range))
        }
        return best.weight
    }

    /// 2 for the type itself, 1 for `type/*`, 0 for `*/*`, nil for another type.
    private static func specificity(
        of range: Slice<UnsafeRawBufferPointer>, for type: Slice<UnsafeRawBufferPointer>
    ) -> Int? {
        if unsafe equalIgnoringCase(range, type) { return 2 }
        guard unsafe range.last == UInt8(ascii: "*"), unsafe range.dropLast().last == UInt8(ascii: "/") else { return nil }
        let family = unsafe range.dropLast(1)
        if unsafe family.count == 2, unsafe family.first == UInt8(ascii: "*") { return 0 }
        return unsafe family.count <= type.count && equalIgnoringCase(family, type.prefix(family.count)) ? 1 : nil
    }

    private static func qualityThousandths(_ parameters: Slice<UnsafeRawBufferPointer>) -> Int {
        var rest = unsafe parameters
        while unsafe !rest.isEmpty {
            let parameter = unsafe takeElement(&rest, separator: UInt8(ascii: ";"))
            guard unsafe parameter.count >= 2, unsafe parameter.first.map({ $0 | 0x20 }) == UInt8(ascii: "q"),
                unsafe parameter.dropFirst().first == UInt8(ascii: "=")
            else { continue }
            return unsafe thousandths(parameter.dropFirst(2))
        }
        return 1000
    }

    /// `1`, `0.5`, `0.125`; what is not of that form counts as 0.
    private static func thousandths(_ digits: Slice<UnsafeRawBufferPointer>) -> Int {
        var value = 0
        var scale = 1000
        for unsafe(index, byte) in unsafe digits.prefix(5).enumerated() {
            if index == 1, byte == UInt8(ascii: ".") { continue }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), index != 1 else { return 0 }
            value += Int(byte - UInt8(ascii: "0")) * scale
            scale /= 10
        }
        return min(value, 1000)
    }

    // MARK: Content-Type

    /// Whether the value of a `Content-Type` field names one of the media types, in UTF-8 if it names a charset.
    ///
    /// - Parameter taken: Media types with commas between; parameters of theirs don't count.
    package static func matches(_ contentType: UnsafeRawBufferPointer, taken: StaticString) -> Bool {
        // Nearly always it is the one, letter by letter.
        if unsafe contentType.spells(taken) { return true }
        var parameters = unsafe contentType[...]
        let essence = unsafe takeElement(&parameters, separator: UInt8(ascii: ";"))
        guard unsafe hasReadableCharset(parameters) else { return false }
        // A static string's bytes live as long as the program.
        let all = unsafe UnsafeRawBufferPointer(start: taken.utf8Start, count: taken.utf8CodeUnitCount)
        var rest = unsafe all[...]
        while unsafe !rest.isEmpty {
            if unsafe equalIgnoringCase(takeElement(&rest), essence) { return true }
        }
        return false
    }

    /// The number of the group that the value of a `Content-Type` field belongs to; the most specific range decides.
    ///
    /// - Parameter groups: Media types and ranges with commas between, groups of them with `|` between. In a group that
    ///   begins with `=`, or in any with `checksCharset` false, the charset doesn't matter.
    package static func index(
        of contentType: UnsafeRawBufferPointer, among groups: StaticString, checksCharset: Bool = true
    ) -> Int? {
        var parameters = unsafe contentType[...]
        let essence = unsafe takeElement(&parameters, separator: UInt8(ascii: ";"))
        let isReadable = unsafe !checksCharset || hasReadableCharset(parameters)
        // A static string's bytes live as long as the program.
        let all = unsafe UnsafeRawBufferPointer(start: groups.utf8Start, count: groups.utf8CodeUnitCount)
        var rest = unsafe all[...]
        var best: (index: Int, specificity: Int)?
        var index = 0
        while unsafe !rest.isEmpty {
            var group = unsafe takeElement(&rest, separator: UInt8(ascii: "|"))
            let isCharsetFree = unsafe group.first == UInt8(ascii: "=")
            if isCharsetFree { unsafe group = group.dropFirst() }
            while unsafe !group.isEmpty {
                guard let found = unsafe specificity(of: takeElement(&group), for: essence) else { continue }
                if found > best?.specificity ?? -1, isReadable || isCharsetFree { best = (index, found) }
            }
            index += 1
        }
        return best?.index
    }

    /// Which of the media types a client likes best; the first of those that it likes alike. 0 where it takes none.
    ///
    /// - Parameter offered: Media types; parameters of theirs don't count.
    package static func preferred(_ accept: UnsafeRawBufferPointer, offered: [StaticString]) -> Int {
        var best = (index: 0, weight: 0)
        for (index, type) in offered.enumerated() {
            // A static string's bytes live as long as the program.
            var rest = unsafe UnsafeRawBufferPointer(start: type.utf8Start, count: type.utf8CodeUnitCount)[...]
            let weight = unsafe weight(of: takeElement(&rest, separator: UInt8(ascii: ";")), in: accept)
            if weight > best.weight { best = (index, weight) }
        }
        return best.index
    }

    private static func hasReadableCharset(_ parameters: Slice<UnsafeRawBufferPointer>) -> Bool {
        var rest = unsafe parameters
        while unsafe !rest.isEmpty {
            let parameter = unsafe takeElement(&rest, separator: UInt8(ascii: ";"))
            guard unsafe parameter.count > 8, unsafe equalIgnoringCase(parameter.prefix(8), "charset=") else { continue }
            var value = unsafe parameter.dropFirst(8)
            if unsafe value.first == UInt8(ascii: "\""), unsafe value.last == UInt8(ascii: "\"") {
                unsafe value = value.dropFirst().dropLast()
            }
            return unsafe equalIgnoringCase(value, "utf-8") || equalIgnoringCase(value, "us-ascii")
        }
        return true
    }

    // MARK: Lists

    /// Takes what stands before the next separator that is not inside quotes, without white space around it.
    private static func takeElement(
        _ rest: inout Slice<UnsafeRawBufferPointer>, separator: UInt8 = UInt8(ascii: ",")
    ) -> Slice<UnsafeRawBufferPointer> {
        var isQuoted = false
        var end = unsafe rest.startIndex
        // `end` stays inside the slice.
        while unsafe end < rest.endIndex {
            let byte = unsafe rest[end]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == separator, !isQuoted { break }
            // A backslash inside quotes takes the next byte along.
            end += byte == UInt8(ascii: "\\") && isQuoted ? 2 : 1
        }
        end = unsafe min(end, rest.endIndex)
        let element = unsafe rest[rest.startIndex..<end]
        unsafe rest = rest[min(end + 1, rest.endIndex)...]
        return unsafe trimmed(element)
    }

    private static func trimmed(_ slice: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        var slice = unsafe slice
        while let first = unsafe slice.first, first == 0x20 || first == 0x09 { unsafe slice = slice.dropFirst() }
        while let last = unsafe slice.last, last == 0x20 || last == 0x09 { unsafe slice = slice.dropLast() }
        return unsafe slice
    }

    private static func equalIgnoringCase(_ left: some Collection<UInt8>, _ right: StaticString) -> Bool {
        // A static string's bytes live as long as the program.
        let bytes = unsafe UnsafeRawBufferPointer(start: right.utf8Start, count: right.utf8CodeUnitCount)
        return unsafe equalIgnoringCase(left, bytes)
    }

    private static func equalIgnoringCase(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { lowercased($0) == lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
