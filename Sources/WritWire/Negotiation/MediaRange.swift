// One media type or range with its parameters (RFC 9110 section 8.3.1), taken apart in place.

/// `text/html; level=1`, `image/*`, `*/*`. A bare `*` is read as `*/*`: Java's client sends it.
@safe
struct MediaRange {
    private let essence: Slice<UnsafeRawBufferPointer>
    private let parameters: Slice<UnsafeRawBufferPointer>

    /// What one step of specificity counts for: more than all parameters that a field has room for.
    static let rank = 1 << 20

    /// From bytes that stay in place as long as this is used.
    init(_ text: Slice<UnsafeRawBufferPointer>) {
        var rest = unsafe text
        unsafe essence = FieldList.takeElement(&rest, separator: UInt8(ascii: ";"))
        unsafe parameters = rest
    }

    /// The next one of a list.
    init(takenFrom list: inout Slice<UnsafeRawBufferPointer>) {
        unsafe self.init(FieldList.takeElement(&list))
    }

    /// The weight of a range in `Accept`, in thousandths.
    var weight: Int { unsafe FieldList.qualityThousandths(parameters) }

    /// How well a range of `Accept` fits a type that could be answered; nil: not at all.
    ///
    /// A parameter that the type has in another value is another type's. One that the type doesn't have says nothing here.
    func fit(asked type: MediaRange) -> Int? {
        guard var fit = unsafe specificity(for: type.essence) else { return nil }
        var rest = unsafe parameters
        while unsafe !rest.isEmpty {
            let (name, value) = unsafe FieldList.takeParameter(&rest)
            // What stands behind the weight is none of the range's.
            if unsafe FieldList.equalIgnoringCase(name, "q") { break }
            guard unsafe !Self.isWithoutMeaning(name), let own = unsafe type.parameter(name) else { continue }
            guard unsafe FieldList.equalValues(value, own) else { return nil }
            fit += 1
        }
        return fit
    }

    /// How well a declared type or range fits that of a body; nil: not at all.
    func fit(sent type: MediaRange) -> Int? {
        guard var fit = unsafe specificity(for: type.essence) else { return nil }
        var rest = unsafe parameters
        while unsafe !rest.isEmpty {
            let (name, value) = unsafe FieldList.takeParameter(&rest)
            if unsafe Self.isWithoutMeaning(name) { continue }
            guard let sent = unsafe type.parameter(name) else {
                fit -= 1
                continue
            }
            guard unsafe FieldList.equalValues(value, sent) else { return nil }
            fit += 1
        }
        return fit
    }

    /// Whether text of the type is UTF-8 as far as its charset says.
    var hasReadableCharset: Bool {
        guard let charset = unsafe parameter("charset") else { return true }
        let name = unsafe FieldList.unquoted(charset)
        return unsafe FieldList.equalIgnoringCase(name, "utf-8") || FieldList.equalIgnoringCase(name, "utf8")
            || FieldList.equalIgnoringCase(name, "us-ascii")
    }

    private func parameter(_ name: some Collection<UInt8>) -> Slice<UnsafeRawBufferPointer>? {
        var rest = unsafe parameters
        while unsafe !rest.isEmpty {
            let found = unsafe FieldList.takeParameter(&rest)
            if unsafe FieldList.equalIgnoringCase(found.name, name) { return unsafe found.value }
        }
        return nil
    }

    private func parameter(_ name: StaticString) -> Slice<UnsafeRawBufferPointer>? {
        // A static string's bytes live as long as the program.
        unsafe parameter(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// Parameters that tell no two types apart: what text is written in, and where parts end.
    private static func isWithoutMeaning(_ name: Slice<UnsafeRawBufferPointer>) -> Bool {
        unsafe name.isEmpty || FieldList.equalIgnoringCase(name, "charset") || FieldList.equalIgnoringCase(name, "boundary")
    }

    /// Two ranks for the type itself, one for `type/*`, 0 for `*/*`; nil for another type.
    private func specificity(for type: Slice<UnsafeRawBufferPointer>) -> Int? {
        if unsafe !type.isEmpty, unsafe FieldList.equalIgnoringCase(essence, type) { return 2 * Self.rank }
        guard unsafe essence.last == UInt8(ascii: "*") else { return nil }
        let family = unsafe essence.dropLast(1)
        if unsafe family.isEmpty { return 0 }
        guard unsafe family.last == UInt8(ascii: "/") else { return nil }
        if unsafe family.count == 2, unsafe family.first == UInt8(ascii: "*") { return 0 }
        let isFamily = unsafe family.count <= type.count && FieldList.equalIgnoringCase(family, type.prefix(family.count))
        return isFamily ? Self.rank : nil
    }
}
