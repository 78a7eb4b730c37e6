// A query with some of its parameters replaced.

internal import WritWire

/// The parameters of a query that stay, as they were sent.
struct LinkQuery {
    private let kept: [String]

    /// - Parameter names: Parameters that are left out, however they are percent-encoded.
    init(_ query: String?, without names: [String]) {
        let names = Set(names.map { ExactName($0) })
        kept = (query ?? "").utf8.split(separator: UInt8(ascii: "&")).compactMap { pair in
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            let decoded = percentDecoded(name, plusIsSpace: true).map { String(decoding: $0, as: UTF8.self) }
            if let decoded, names.contains(ExactName(decoded)) { return nil }
            return Self.valid(pair)
        }
    }

    /// The query with its question mark, these parameters behind the others.
    func with(_ parameters: [(name: String, value: String)]) -> String {
        "?" + (kept + parameters.map { "\(Self.encode($0.name))=\(Self.encode($0.value))" }).joined(separator: "&")
    }

    /// What browsers send unencoded, though no URI has it, is encoded.
    private static func valid(_ pair: Substring.UTF8View.SubSequence) -> String {
        encode(pair) { isUnreserved($0) || "!$'()*+,;=:@/?%".utf8.contains($0) }
    }

    private static func encode(_ text: String) -> String { encode(text.utf8, keeping: isUnreserved) }

    private static func encode(_ bytes: some Sequence<UInt8>, keeping isKept: (UInt8) -> Bool) -> String {
        var encoded = ""
        for byte in bytes {
            if isKept(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }

    /// RFC 3986 section 2.3.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
