// Content codings in the field Accept-Encoding (RFC 9110 section 12.5.3), compared in place.

/// Questions about the value of `Accept-Encoding`.
package enum ContentCodings {
    /// Which of the codings a client likes best; of those that it likes the same, the first. Nil where it takes none of them, or likes
    /// bytes without a coding better.
    ///
    /// A coding that is named has the weight beside it, any other that of `*`; the weight may be 0, which means no. Of a coding that is
    /// named twice the last holds.
    ///
    /// - Parameter codings: Names in small letters; `gzip` is `x-gzip`, too.
    package static func best(_ acceptEncoding: UnsafeRawBufferPointer, of codings: [StaticString]) -> Int? {
        var best: (index: Int, weight: Int)?
        let identity = unsafe weight(of: "identity", in: acceptEncoding).named ?? 0
        for (index, coding) in codings.enumerated() {
            let (named, others) = unsafe weight(of: coding, in: acceptEncoding)
            let weight = named ?? others ?? 0
            if weight > best?.weight ?? 0 { best = (index, weight) }
        }
        guard let best, best.weight >= identity else { return nil }
        return best.index
    }

    /// Whether a client takes the coding gzip, and likes it no less than bytes without a coding.
    package static func prefersGzip(_ acceptEncoding: UnsafeRawBufferPointer) -> Bool {
        unsafe best(acceptEncoding, of: ["gzip"]) != nil
    }

    /// The weight that stands beside the coding, and that of `*`, in thousandths.
    private static func weight(of coding: StaticString, in field: UnsafeRawBufferPointer) -> (named: Int?, others: Int?) {
        var named: Int?
        var others: Int?
        var rest = unsafe field[...]
        while unsafe !rest.isEmpty {
            var parameters = unsafe FieldList.takeElement(&rest)
            let name = unsafe FieldList.takeElement(&parameters, separator: UInt8(ascii: ";"))
            if unsafe FieldList.equalIgnoringCase(withoutX(name), coding) {
                named = unsafe FieldList.qualityThousandths(parameters)
            } else if unsafe FieldList.equalIgnoringCase(name, "*") {
                others = unsafe FieldList.qualityThousandths(parameters)
            }
        }
        return (named, others)
    }

    /// `x-gzip` is an old name of gzip (RFC 9110 section 8.4.1.3).
    private static func withoutX(_ name: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        unsafe FieldList.equalIgnoringCase(name, "x-gzip") ? name.dropFirst(2) : name
    }
}
