// Content codings in the field Accept-Encoding (RFC 9110 section 12.5.3), compared in place.

/// Questions about the value of `Accept-Encoding`.
package enum ContentCodings {
    /// Whether a client takes the coding gzip, and likes it no less than bytes without a coding.
    ///
    /// A coding that is named has the weight beside it, any other that of `*`; the weight may be 0, which means no.
    package static func prefersGzip(_ acceptEncoding: UnsafeRawBufferPointer) -> Bool {
        var gzip: Int?
        var identity: Int?
        var others: Int?
        var rest = unsafe acceptEncoding[...]
        while unsafe !rest.isEmpty {
            var parameters = unsafe FieldList.takeElement(&rest)
            let coding = unsafe FieldList.takeElement(&parameters, separator: UInt8(ascii: ";"))
            let weight = unsafe FieldList.qualityThousandths(parameters)
            if unsafe FieldList.equalIgnoringCase(coding, "gzip") || FieldList.equalIgnoringCase(coding, "x-gzip") {
                gzip = weight
            } else if unsafe FieldList.equalIgnoringCase(coding, "identity") {
                identity = weight
            } else if unsafe FieldList.equalIgnoringCase(coding, "*") {
                others = weight
            }
        }
        let weight = gzip ?? others ?? 0
        return weight > 0 && weight >= identity ?? 0
    }
}
