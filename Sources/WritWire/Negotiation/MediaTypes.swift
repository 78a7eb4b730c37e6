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
        if unsafe FieldList.trimmed(accept[...]).isEmpty { return true }
        while unsafe !rest.isEmpty {
            let type = unsafe FieldList.takeElement(&rest)
            if unsafe weight(of: type, in: accept) > 0 { return true }
        }
        return false
    }

    /// The weight, in thousandths, that an `Accept` value gives a media type.
    private static func weight(of type: Slice<UnsafeRawBufferPointer>, in accept: UnsafeRawBufferPointer) -> Int {
        var best = (specificity: -1, weight: 0)
        var rest = unsafe accept[...]
        while unsafe !rest.isEmpty {
            var range = unsafe FieldList.takeElement(&rest)
            let essence = unsafe FieldList.takeElement(&range, separator: UInt8(ascii: ";"))
            guard let specificity = unsafe specificity(of: essence, for: type), specificity >= best.specificity else {
                continue
            }
            best = unsafe (specificity, FieldList.qualityThousandths(range))
        }
        return best.weight
    }

    /// 2 for the type itself, 1 for `type/*`, 0 for `*/*`, nil for another type.
    private static func specificity(
        of range: Slice<UnsafeRawBufferPointer>, for type: Slice<UnsafeRawBufferPointer>
    ) -> Int? {
        if unsafe FieldList.equalIgnoringCase(range, type) { return 2 }
        guard unsafe range.last == UInt8(ascii: "*"), unsafe range.dropLast().last == UInt8(ascii: "/") else { return nil }
        let family = unsafe range.dropLast(1)
        if unsafe family.count == 2, unsafe family.first == UInt8(ascii: "*") { return 0 }
        return unsafe family.count <= type.count && FieldList.equalIgnoringCase(family, type.prefix(family.count)) ? 1 : nil
    }

    // MARK: Content-Type

    /// Whether the value of a `Content-Type` field names one of the media types, in UTF-8 if it names a charset.
    ///
    /// - Parameter taken: Media types with commas between; parameters of theirs don't count.
    package static func matches(_ contentType: UnsafeRawBufferPointer, taken: StaticString) -> Bool {
        // Nearly always it is the one, letter by letter.
        if unsafe contentType.spells(taken) { return true }
        var parameters = unsafe contentType[...]
        let essence = unsafe FieldList.takeElement(&parameters, separator: UInt8(ascii: ";"))
        guard unsafe hasReadableCharset(parameters) else { return false }
        // A static string's bytes live as long as the program.
        let all = unsafe UnsafeRawBufferPointer(start: taken.utf8Start, count: taken.utf8CodeUnitCount)
        var rest = unsafe all[...]
        while unsafe !rest.isEmpty {
            if unsafe FieldList.equalIgnoringCase(FieldList.takeElement(&rest), essence) { return true }
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
        let essence = unsafe FieldList.takeElement(&parameters, separator: UInt8(ascii: ";"))
        let isReadable = unsafe !checksCharset || hasReadableCharset(parameters)
        // A static string's bytes live as long as the program.
        let all = unsafe UnsafeRawBufferPointer(start: groups.utf8Start, count: groups.utf8CodeUnitCount)
        var rest = unsafe all[...]
        var best: (index: Int, specificity: Int)?
        var index = 0
        while unsafe !rest.isEmpty {
            var group = unsafe FieldList.takeElement(&rest, separator: UInt8(ascii: "|"))
            let isCharsetFree = unsafe group.first == UInt8(ascii: "=")
            if isCharsetFree { unsafe group = group.dropFirst() }
            while unsafe !group.isEmpty {
                guard let found = unsafe specificity(of: FieldList.takeElement(&group), for: essence) else { continue }
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
            let weight = unsafe weight(of: FieldList.takeElement(&rest, separator: UInt8(ascii: ";")), in: accept)
            if weight > best.weight { best = (index, weight) }
        }
        return best.index
    }

    private static func hasReadableCharset(_ parameters: Slice<UnsafeRawBufferPointer>) -> Bool {
        var rest = unsafe parameters
        while unsafe !rest.isEmpty {
            let parameter = unsafe FieldList.takeElement(&rest, separator: UInt8(ascii: ";"))
            guard unsafe parameter.count > 8, unsafe FieldList.equalIgnoringCase(parameter.prefix(8), "charset=") else {
                continue
            }
            var value = unsafe parameter.dropFirst(8)
            if unsafe value.first == UInt8(ascii: "\""), unsafe value.last == UInt8(ascii: "\"") {
                unsafe value = value.dropFirst().dropLast()
            }
            return unsafe FieldList.equalIgnoringCase(value, "utf-8") || FieldList.equalIgnoringCase(value, "us-ascii")
        }
        return true
    }
}
