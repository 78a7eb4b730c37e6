// The grammars of formats that are short.

enum FormatScanner {
    // MARK: Hosts and addresses

    static func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
        // The slice lends its bytes for the closure.
        unsafe text.withUnsafeBytes { unsafe IPv4Address(text: $0) != nil }
    }

    static func isIPv6(_ text: ArraySlice<UInt8>) -> Bool {
        // The slice lends its bytes for the closure.
        unsafe text.withUnsafeBytes { unsafe IPv6Address(text: $0) != nil }
    }

    /// RFC 1123, section 2.1.
    static func isHostname(_ text: ArraySlice<UInt8>) -> Bool {
        guard (1...253).contains(text.count) else { return false }
        return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard (1...63).contains(label.count), label.first != 45, label.last != 45 else { return false }
            return label.allSatisfy { isDigit($0) || isLetter($0) || $0 == 45 }
        }
    }

    /// Letters of any script, in labels like those of other host names.
    static func isInternationalHostname(_ text: String) -> Bool {
        guard (1...1_000).contains(text.utf8.count) else { return false }
        let dots: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
        return text.unicodeScalars.split(omittingEmptySubsequences: false) { dots.contains($0) }.allSatisfy { label in
            guard let first = label.first, let last = label.last, first != "-", last != "-", label.count <= 63 else {
                return false
            }
            if first.properties.generalCategory == .nonspacingMark || first.properties.generalCategory == .spacingMark {
                return false
            }
            return label.allSatisfy { scalar in
                if scalar.isASCII { return isHostname([UInt8(scalar.value)]) || scalar == "-" }
                switch scalar.properties.generalCategory {
                case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .nonspacingMark,
                    .spacingMark, .format:
                    return true
                default: return scalar == "\u{B7}" || scalar == "\u{30FB}" || scalar == "\u{375}"
                }
            }
        }
    }

    /// RFC 5321, section 4.1.2, without comments.
    static func isEmail(_ text: [UInt8], isInternational: Bool) -> Bool {
        guard text.count <= 1_000, let at = text.lastIndex(of: UInt8(ascii: "@")), at > 0, at < text.count - 1 else {
            return false
        }
        return isLocalPart(text[..<at], isInternational) && isMailHost(text[(at + 1)...], isInternational)
    }

    private static func isLocalPart(_ text: ArraySlice<UInt8>, _ isInternational: Bool) -> Bool {
        if text.first == UInt8(ascii: "\"") {
            guard text.count > 2, text.last == UInt8(ascii: "\"") else { return false }
            var isEscaped = false
            for byte in text.dropFirst().dropLast() {
                if byte < 32 || byte == 127 || byte > 127 && !isInternational { return false }
                if !isEscaped, byte == UInt8(ascii: "\"") { return false }
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            }
            return !isEscaped
        }
        let marks = Array("!#$%&'*+-/=?^_`{|}~".utf8)
        return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { isDigit($0) || isLetter($0) || marks.contains($0) || isInternational && $0 > 127 }
        }
    }

    private static func isMailHost(_ text: ArraySlice<UInt8>, _ isInternational: Bool) -> Bool {
        if text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") {
            let address = text.dropFirst().dropLast()
            let prefix = Array("IPv6:".utf8)
            return address.starts(with: prefix) ? isIPv6(address.dropFirst(prefix.count)) : isIPv4(address)
        }
        return isInternational ? isInternationalHostname(String(decoding: text, as: UTF8.self)) : isHostname(text)
    }

    // MARK: Pointers and patterns

    /// RFC 6901.
    static func isPointer(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.isEmpty || text.first == UInt8(ascii: "/") else { return false }
        for (index, byte) in zip(text.indices, text) where byte == UInt8(ascii: "~") {
            guard index + 1 < text.endIndex, text[index + 1] == 48 || text[index + 1] == 49 else { return false }
        }
        return true
    }

    static func isRelativePointer(_ text: [UInt8]) -> Bool {
        var text = text[...]
        let isZero = text.first == 48
        let count = digits(&text)
        guard count > 0, !isZero || count == 1 else { return false }
        return text.elementsEqual([UInt8(ascii: "#")]) || isPointer(text)
    }

    /// Brackets are closed, and what is escaped or repeated is there: the outline of ECMA-262's grammar.
    static func isRegularExpression(_ text: [UInt8]) -> Bool {
        var groups = 0
        var isInClass = false
        var isRepeatable = false
        // What a range of a class may begin with.
        var lower: UInt8?
        var index = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: "\\") {
                lower = nil
                guard index < text.count else { return false }
                // Other letters than these mean nothing.
                if isLetter(text[index]), !"bBdDsSwWcfnrtvxukpP".utf8.contains(text[index]) { return false }
                index += 1
                isRepeatable = true
                continue
            }
            if isInClass {
                if byte == UInt8(ascii: "]") { (isInClass, isRepeatable) = (false, true) }
                let isRange = byte == UInt8(ascii: "-") && index < text.count && text[index] != UInt8(ascii: "]")
                if isRange, let low = lower, text[index] < 0x80, text[index] != UInt8(ascii: "\\") {
                    if text[index] < low { return false }
                    index += 1
                }
                lower = byte < 0x80 && byte != UInt8(ascii: "-") ? byte : nil
                continue
            }
            switch byte {
            case UInt8(ascii: "["): (isInClass, lower) = (true, nil)
            case UInt8(ascii: "("):
                groups += 1
                isRepeatable = false
                if index < text.count, text[index] == UInt8(ascii: "?") { index += 1 }
            case UInt8(ascii: ")"):
                groups -= 1
                isRepeatable = true
            case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
                guard isRepeatable else { return false }
                isRepeatable = false
                if index < text.count, text[index] == UInt8(ascii: "?") { index += 1 }
            case UInt8(ascii: "|"), UInt8(ascii: "^"): isRepeatable = false
            default: isRepeatable = true
            }
            if groups < 0 { return false }
        }
        return groups == 0 && !isInClass
    }

    // MARK: Characters

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    static func isLetter(_ byte: UInt8) -> Bool { byte | 32 >= 97 && byte | 32 <= 122 }
    static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || byte | 32 >= 97 && byte | 32 <= 102 }

    private static func digits(_ text: inout ArraySlice<UInt8>) -> Int {
        let count = text.prefix(while: isDigit).count
        text.removeFirst(count)
        return count
    }
}
