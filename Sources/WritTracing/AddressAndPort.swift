// An address as texts have it: `127.0.0.1:8080`, `[::1]:8080`, `api.example`.

struct AddressAndPort {
    let address: String
    let port: Int?

    init(_ text: String) {
        // Behind the last colon, unless that stands within an IPv6 address.
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            text.hasPrefix("[") ? text[..<colon].hasSuffix("]") : text.firstIndex(of: ":") == colon
        else {
            (address, self.port) = (Self.withoutBrackets(text[...]), nil)
            return
        }
        (address, self.port) = (Self.withoutBrackets(text[..<colon]), port)
    }

    private static func withoutBrackets(_ text: Substring) -> String {
        text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : String(text)
    }
}
