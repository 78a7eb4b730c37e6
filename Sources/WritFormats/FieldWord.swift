// A header field of an operation as a word: `>X-Trace` of its requests, `<Location` of its answers.

/// The name of a field that a contract speaks of, and which way the field goes.
package enum FieldWord: Equatable, Sendable {
    case request(String)
    case answer(String)

    package var text: String {
        switch self {
        case .request(let name): ">" + name
        case .answer(let name): "<" + name
        }
    }

    /// Nil for a text that is none.
    package init?(_ text: String) {
        let name = String(Substring(text.utf8.dropFirst()))
        guard !name.isEmpty else { return nil }
        switch text.utf8.first {
        case UInt8(ascii: ">"): self = .request(name)
        case UInt8(ascii: "<"): self = .answer(name)
        default: return nil
        }
    }
}
