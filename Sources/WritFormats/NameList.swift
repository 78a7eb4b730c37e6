// Names of properties, of parameters and of listed texts, as one text: `"id! name! tag"`.

/// - A space separates names. `!` behind a name makes the property required.
/// - A backslash takes the next character literally (`\ ` is a space); `\0` stands for nothing, so that `"\0"` is the empty
///   name.
package enum NameList {
    package struct Name: Equatable, Sendable {
        package var bytes: [UInt8]
        package var isRequired: Bool

        package init(bytes: [UInt8], isRequired: Bool) {
            self.bytes = bytes
            self.isRequired = isRequired
        }
    }

    // MARK: Writing

    package static func text(of names: [(name: String, isRequired: Bool)]) -> String {
        names.map { word(for: $0.name) + ($0.isRequired ? "!" : "") }.joined(separator: " ")
    }

    /// A name as it stands in a list: what would end it is escaped.
    package static func word(for name: String) -> String {
        if name.isEmpty { return "\\0" }
        var word = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            if scalar == " " || scalar == "\\" || scalar == "!" { word.append("\\") }
            word.append(scalar)
        }
        return String(word)
    }

    // MARK: Reading

    package static func names(in bytes: some Sequence<UInt8>) -> [Name] {
        var names: [Name] = []
        var name: Name?
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: " "):
                if let name { names.append(name) }
                name = nil
            case UInt8(ascii: "!"): name?.isRequired = true
            case UInt8(ascii: "\\"):
                if name == nil { name = Name(bytes: [], isRequired: false) }
                if let literal = iterator.next(), literal != UInt8(ascii: "0") { name?.bytes.append(literal) }
            default:
                if name == nil { name = Name(bytes: [], isRequired: false) }
                name?.bytes.append(byte)
            }
        }
        if let name { names.append(name) }
        return names
    }
}
