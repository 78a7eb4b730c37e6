// Several parts of a file in one body (RFC 9110 section 14.6).

/// The texts between the parts of a body of `multipart/byteranges`.
struct MultipartRanges: Sendable {
    private let parts: [Range<Int>]
    private let byteCount: Int
    private let partType: String
    private let boundary: String

    /// - Parameter byteCount: Of the whole file.
    init(_ parts: [Range<Int>], byteCount: Int, contentType: String) {
        self.parts = parts
        self.byteCount = byteCount
        partType = contentType
        // 128 bits of chance: no file has them by accident, and nobody can choose them.
        boundary = String(UInt64.random(in: 0 ... .max), radix: 36) + String(UInt64.random(in: 0 ... .max), radix: 36)
    }

    var contentType: String { "multipart/byteranges; boundary=\(boundary)" }

    func head(of part: Range<Int>) -> String {
        """
        \r
        --\(boundary)\r
        Content-Type: \(partType)\r
        Content-Range: bytes \(part.lowerBound)-\(part.upperBound - 1)/\(byteCount)\r
        \r

        """
    }

    var end: String { "\r\n--\(boundary)--\r\n" }

    /// Bytes of the whole body.
    var length: Int {
        parts.reduce(end.utf8.count) { $0 + head(of: $1).utf8.count + $1.count }
    }
}
