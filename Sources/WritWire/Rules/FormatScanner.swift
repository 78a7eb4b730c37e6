// The grammars of formats that are short.

enum FormatScanner {
    // MARK: Times (RFC 3339)

    static func isTime(_ text: [UInt8]) -> Bool {
        var text = text[...]
        guard let hour = number(&text, digits: 2), hour < 24, take(":", &text), let minute = number(&text, digits: 2),
            minute < 60, take(":", &text), let second = number(&text, digits: 2), second <= 60
        else { return false }
        if take(".", &text), digits(&text) == 0 { return false }
        var offset = 0
        if !(take("Z", &text) || take("z", &text)) {
            let isWest = text.first == UInt8(ascii: "-")
            guard take("+", &text) || take("-", &text), let hours = number(&text, digits: 2), hours < 24, take(":", &text),
                let minutes = number(&text, digits: 2), minutes < 60
            else { return false }
            offset = (hours * 60 + minutes) * (isWest ? -1 : 1)
        }
        // A leap second is the last one of a day in UTC.
        let inUTC = (hour * 60 + minute - offset + 2 * 1_440) % 1_440
        return text.isEmpty && (second < 60 || inUTC == 1_439)
    }

    /// Units in their order, each once (RFC 3339, appendix A).
    static func isDuration(_ text: [UInt8]) -> Bool {
        var text = text[...]
        guard take("P", &text), !text.isEmpty else { return false }
        if let weeks = units("W", &text), weeks > 0 { return text.isEmpty }
        guard let days = units("YMD", &text) else { return false }
        if text.isEmpty { return days > 0 }
        guard take("T", &text), let times = units("HMS", &text) else { return false }
        return text.isEmpty && times > 0
    }

    /// How many numbers with one of the units follow, without a gap between the units; nil where one has none of them.
    private static func units(_ names: StaticString, _ text: inout ArraySlice<UInt8>) -> Int? {
        let names = Array("\(names)".utf8)
        var last: Int?
        var count = 0
        while let first = text.first, isDigit(first) {
            var rest = text
            _ = digits(&rest)
            guard let unit = rest.popFirst(), let index = names.firstIndex(of: unit) else {
                return names == [UInt8(ascii: "W")] ? 0 : nil
            }
            if let last, index != last + 1 { return nil }
            last = index
            count += 1
            text = rest
        }
        return count
    }

    // MARK: Hosts and addresses

    static func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                guard (1...3).contains(part.count), part.allSatisfy(isDigit), part.count == 1 || part.first != 48 else {
                    return false
                }
                return part.reduce(0) { $0 * 10 + Int($1 - 48) } < 256
            }
    }

    /// RFC 4291, section 2.2; a zone is none of it.
    static func isIPv6(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count >= 2, text.count <= 45 else { return false }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count >= 3, parts.count <= 9 else { return false }
        var groups = 0
        var gaps = 0
        for (index, part) in parts.enumerated() {
            let isEdge = index == 0 || index == parts.count - 1
            if part.isEmpty {
                // An edge is empty only beside the gap.
                if isEdge {
                    let neighbour = index == 0 ? parts[1] : parts[parts.count - 2]
                    if !neighbour.isEmpty { return false }
                } else {
                    gaps += 1
                }
            } else if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard isIPv4(part) else { return false }
                groups += 2
            } else {
                guard part.count <= 4, part.allSatisfy(isHexadecimal) else { return false }
                groups += 1
            }
        }
        return gaps == 0 ? groups == 8 : gaps == 1 && groups < 8
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
        var index = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: "\\") {
                guard index < text.count else { return false }
                // Other letters than these mean nothing.
                if isLetter(text[index]), !"bBdDsSwWcfnrtvxukpP".utf8.contains(text[index]) { return false }
                index += 1
                isRepeatable = true
                continue
            }
            if isInClass {
                if byte == UInt8(ascii: "]") { (isInClass, isRepeatable) = (false, true) }
                continue
            }
            switch byte {
            case UInt8(ascii: "["): isInClass = true
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

    private static func take(_ scalar: Unicode.Scalar, _ text: inout ArraySlice<UInt8>) -> Bool {
        guard text.first == UInt8(ascii: scalar) else { return false }
        text.removeFirst()
        return true
    }

    private static func number(_ text: inout ArraySlice<UInt8>, digits count: Int) -> Int? {
        let digits = text.prefix(count)
        guard digits.count == count, digits.allSatisfy(isDigit) else { return nil }
        text.removeFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private static func digits(_ text: inout ArraySlice<UInt8>) -> Int {
        let count = text.prefix(while: isDigit).count
        text.removeFirst(count)
        return count
    }
}
