// Which codings a client takes, by the field Accept-Encoding (RFC 9110 section 12.5.3).

/// The weights of one Accept-Encoding.
struct CodingPreference {
    private var weights: [ContentCoding: Int] = [:]
    private var identity: Int?
    private var others: Int?

    /// Reads the field in one go: what is no coding with a weight is left out, and of a coding that is named twice the last holds.
    init(_ field: String) {
        for element in field.split(separator: ",") {
            let parts = element.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
            let weight = parts.dropFirst().lazy.compactMap(Self.thousandths).first ?? 1000
            if parts[0] == "*" {
                others = weight
            } else if parts[0].lowercased() == "identity" {
                identity = weight
            } else if let coding = ContentCoding(field: parts[0]) {
                weights[coding] = weight
            }
        }
    }

    /// The coding that the client likes best; of those that it likes the same, the first of the list. Nil where it likes bytes without a
    /// coding better.
    func best(of codings: [ContentCoding]) -> ContentCoding? {
        var best: (coding: ContentCoding, weight: Int)?
        for coding in codings {
            let weight = weights[coding] ?? others ?? 0
            if weight > best?.weight ?? 0 { best = (coding, weight) }
        }
        guard let best, best.weight >= identity ?? 0 else { return nil }
        return best.coding
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.utf8.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
        while let last = text.utf8.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
        return text
    }

    /// `q=0.5`: at most one digit before the point and three behind it (RFC 9110 section 12.4.2); anything else is no wish.
    private static func thousandths(_ parameter: Substring) -> Int? {
        let bytes = Array(parameter.utf8)
        guard bytes.count >= 3, bytes[0] | 0x20 == UInt8(ascii: "q"), bytes[1] == UInt8(ascii: "=") else { return nil }
        guard bytes.count <= 7, bytes[2] == UInt8(ascii: "0") || bytes[2] == UInt8(ascii: "1") else { return 0 }
        guard bytes.count == 3 || bytes[3] == UInt8(ascii: ".") else { return 0 }
        var value = Int(bytes[2] - UInt8(ascii: "0")) * 1000
        var scale = 100
        for digit in bytes.dropFirst(4) {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return 0 }
            value += Int(digit - UInt8(ascii: "0")) * scale
            scale /= 10
        }
        return min(value, 1000)
    }
}
