// Values such as `form-data; name="photo"; filename="a.png"`: a word, and parameters behind it.

/// A field's value with its parameters taken apart (RFC 9110 section 5.6.6, RFC 8187 for `name*`).
package struct FieldParameters {
    /// What stands before the first semicolon, in small letters.
    package let word: String
    /// The parameters, their names in small letters, quotes and escapes undone.
    package let parameters: [(name: String, value: [UInt8])]

    /// Nil where the value is not of that form, or has more than 16 parameters, or one of them twice.
    package init?(_ value: some Collection<UInt8>) {
        var rest = Array(value)[...]
        var parameters: [(name: String, value: [UInt8])] = []
        let word = Self.takeToken(&rest, or: UInt8(ascii: "/"))
        while true {
            Self.skipBlanks(&rest)
            guard let first = rest.popFirst() else { break }
            guard first == UInt8(ascii: ";") else { return nil }
            Self.skipBlanks(&rest)
            // A semicolon at the end is a common slip.
            if rest.isEmpty { break }
            let name = Self.lowercased(Self.takeToken(&rest))
            Self.skipBlanks(&rest)
            guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "=") else { return nil }
            Self.skipBlanks(&rest)
            guard let value = rest.first == UInt8(ascii: "\"") ? Self.takeQuoted(&rest) : Self.takeToken(&rest),
                parameters.count < 16, !parameters.contains(where: { $0.name == name })
            else { return nil }
            parameters.append((name, value))
        }
        self.word = Self.lowercased(word)
        self.parameters = parameters
    }

    package subscript(name: String) -> [UInt8]? { parameters.first { $0.name == name }?.value }

    /// The value of a parameter as text, where `name*` has one in UTF-8 or ISO 8859-1 that goes first.
    package func text(_ name: String) -> String? {
        if let extended = self[name + "*"], let text = Self.extendedText(extended) { return text }
        return self[name].flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// `UTF-8'en'%e2%82%ac`
    private static func extendedText(_ value: [UInt8]) -> String? {
        let parts = value.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        guard let bytes = percentDecoded(parts[2]) else { return nil }
        switch lowercased(Array(parts[0])) {
        case "utf-8": return String(validating: bytes, as: UTF8.self)
        case "iso-8859-1": return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        default: return nil
        }
    }

    private static func takeToken(_ rest: inout ArraySlice<UInt8>, or other: UInt8? = nil) -> [UInt8] {
        let token = rest.prefix { ByteClass.token.contains($0) || $0 == other || $0 == UInt8(ascii: "'") }
        rest = rest.dropFirst(token.count)
        return Array(token)
    }

    /// Browsers percent-encode a quote in a name rather than escape it; a backslash before anything but a quote and
    /// another backslash is one of a file's path.
    private static func takeQuoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var value: [UInt8] = []
        rest = rest.dropFirst()
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return value
            case UInt8(ascii: "\\"):
                guard let next = rest.first else { return nil }
                if next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") {
                    rest = rest.dropFirst()
                    value.append(next)
                } else {
                    value.append(byte)
                }
            default: value.append(byte)
            }
        }
        return nil
    }

    private static func skipBlanks(_ rest: inout ArraySlice<UInt8>) {
        while rest.first?.isBlank == true { rest = rest.dropFirst() }
    }

    private static func lowercased(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.map(\.lowercasedASCII), as: UTF8.self)
    }
}
