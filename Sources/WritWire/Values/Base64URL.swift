// Bytes that travel as text for URLs and file names: `format: base64url`.

/// Bytes, written in Base64 with `-` and `_` and without padding (RFC 4648 section 5); padding is read too.
public struct Base64URL: Hashable, Sendable {
    /// The bytes that the text stands for.
    public var bytes: [UInt8]

    /// Bytes to be written as text.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The bytes that the text stands for; nil where it is none of Base64.
    public init?(_ text: String) {
        self.init(string: text)
    }
}

extension Base64URL: LosslessStringConvertible {
    /// The text of the bytes (RFC 4648 section 5).
    public var description: String { string }
}

extension Base64URL: TextFormat {
    static var noun: StaticString { "bytes in Base64 for URLs" }

    /// As Base64 of the other alphabet, with padding.
    init?(text: UnsafeRawBufferPointer) {
        // The slice is inside the text.
        var digits = unsafe Array(text)
        if digits.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }) { return nil }
        for index in digits.indices {
            if digits[index] == UInt8(ascii: "-") { digits[index] = UInt8(ascii: "+") }
            if digits[index] == UInt8(ascii: "_") { digits[index] = UInt8(ascii: "/") }
        }
        if digits.last != UInt8(ascii: "=") {
            guard digits.count % 4 != 1 else { return nil }
            digits += [UInt8](repeating: UInt8(ascii: "="), count: (4 - digits.count % 4) % 4)
        }
        // The array lends its bytes for the closure.
        guard let decoded = unsafe digits.withUnsafeBytes({ unsafe Base64(text: $0) }) else { return nil }
        self.init(decoded.bytes)
    }

    func append(to output: inout OutputBuffer) {
        for byte in Base64(bytes).description.utf8 where byte != UInt8(ascii: "=") {
            switch byte {
            case UInt8(ascii: "+"): output.append(UInt8(ascii: "-"))
            case UInt8(ascii: "/"): output.append(UInt8(ascii: "_"))
            default: output.append(byte)
            }
        }
    }
}
