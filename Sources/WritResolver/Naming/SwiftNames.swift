// Idiomatic Swift names for the words of a document.

/// Turns names of the wire into names of Swift: `pet_id` and `petId` into `petID`, `list-pets` into `ListPets`.
package enum SwiftNames {
    /// `PetOwner`, `APIKey`
    package static func typeName(_ name: String) -> String {
        let joined = words(of: name).map(capitalized).joined()
        return startingWithLetter(shortened(joined), prefix: "Type")
    }

    /// `petID`, `apiKey`
    package static func memberName(_ name: String) -> String {
        let all = words(of: name)
        guard let first = all.first else { return "value" }
        let joined = lowercased(first) + all.dropFirst().map(capitalized).joined()
        return startingWithLetter(shortened(joined), prefix: "value")
    }

    /// The name of an enumeration's case for a value such as `in-progress`, `+1`, `1.5` or the empty string.
    package static func caseName(_ value: String) -> String {
        if value.isEmpty { return "empty" }
        let spelled = spellSymbols(value)
        let name = memberName(spelled)
        if name == "value", words(of: spelled).isEmpty {
            return "value" + value.unicodeScalars.map { String($0.value, radix: 16).uppercased() }.joined()
        }
        return name
    }

    /// Files bear the names of types, and few disks take more than 255 bytes.
    private static let bytesMax = 160

    private static func shortened(_ name: String) -> String {
        var name = name
        while name.utf8.count > bytesMax { name.removeLast() }
        return name
    }

    /// Words as a person reads them: cut at everything that is no letter or digit, and where the case changes. Where there is
    /// neither a letter nor a digit, what Unicode calls its signs beyond ASCII.
    package static func words(of name: String) -> [String] {
        var words: [String] = []
        var word: [Character] = []
        let characters = Array(name)
        for (index, character) in characters.enumerated() {
            guard isWordCharacter(character) else {
                flush(&word, into: &words)
                continue
            }
            if let last = word.last, startsWord(character, after: last, at: index, in: characters) {
                flush(&word, into: &words)
            }
            word.append(character)
        }
        flush(&word, into: &words)
        return words.isEmpty ? signNames(in: name) : joined(words)
    }

    /// `dog`, `face` for a dog's face: of the first signs, since there may be many.
    private static func signNames(in name: String) -> [String] {
        let signs = name.unicodeScalars.lazy.filter { scalar in
            !scalar.isASCII && !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
        }
        // A letter with an accent behind it is no sign.
        if name.unicodeScalars.contains(where: \.properties.isAlphabetic) { return [] }
        return signs.prefix(3).compactMap(\.properties.name).flatMap { name in
            name.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
        }
    }

    /// `petIDs` falls into `pet`, `I`, `Ds`, and `eTag` into `e`, `Tag`: the pieces of known words come together again.
    private static func joined(_ words: [String]) -> [String] {
        var result: [String] = []
        for word in words {
            if let last = result.last, plurals.contains(last + word) || compounds.contains(last.lowercased() + word.lowercased())
            {
                result[result.count - 1] = last + word
            } else {
                result.append(word)
            }
        }
        return result
    }

    private static func flush(_ word: inout [Character], into words: inout [String]) {
        if !word.isEmpty { words.append(String(word)) }
        word = []
    }

    private static func startsWord(
        _ character: Character, after last: Character, at index: Int, in characters: [Character]
    ) -> Bool {
        guard character.isUppercase else { return false }
        if last.isLowercase || last.isNumber { return true }
        // `HTTPServer`: the capital before a small letter starts the next word.
        let next = index + 1 < characters.count ? characters[index + 1] : nil
        return last.isUppercase && (next?.isLowercase ?? false)
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        if let byte = character.asciiValue {
            return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return false }
        return scalar.properties.isXIDStart
    }

    private static func capitalized(_ word: String) -> String {
        let lower = lowercased(word)
        if let acronym = acronyms[lower] { return acronym }
        // A number behind it changes nothing: `ID2` as `ID`.
        let digits = lower.reversed().prefix { $0.isASCII && $0.isNumber }.count
        if digits > 0, let acronym = acronyms[String(lower.dropLast(digits))] { return acronym + lower.suffix(digits) }
        guard let first = word.first else { return "" }
        let upper = first.uppercased()
        // Some letters have a capital of several scalars, and not all of these may stand in a name.
        return (upper.allSatisfy(isWordCharacter) ? upper : String(first)) + lowercased(String(word.dropFirst()))
    }

    private static func lowercased(_ word: String) -> String {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return word.lowercased() }
        return word.reduce(into: "") { result, character in
            let lower = character.lowercased()
            result += lower.allSatisfy(isWordCharacter) ? lower : String(character)
        }
    }

    private static func startingWithLetter(_ name: String, prefix: String) -> String {
        guard let first = name.first else { return prefix }
        return first.isNumber ? prefix + name : name
    }

    private static func spellSymbols(_ value: String) -> String {
        if value.allSatisfy({ isWordCharacter($0) || $0 == "_" || $0 == " " }) { return value }
        var result = ""
        let characters = Array(value)
        for (index, character) in characters.enumerated() {
            if let word = symbols[character], index == 0 || characters.count <= 4 && !isHyphen(at: index, in: characters) {
                result += "_" + word + "_"
            } else {
                result.append(character)
            }
        }
        return result
    }

    /// True for a symbol that only joins two words, as in `a-b`; in `A+` and `1.5` it carries the meaning.
    private static func isHyphen(at index: Int, in characters: [Character]) -> Bool {
        guard index > 0, index + 1 < characters.count else { return false }
        return characters[index - 1].isLetter && characters[index + 1].isLetter
    }

    private static let symbols: [Character: String] = [
        "+": "plus", "-": "minus", "*": "star", "<": "less", ">": "greater", "=": "equal", "!": "not", "/": "slash",
        "%": "percent", "#": "hash", "@": "at", "&": "and", "|": "or", "~": "tilde", "^": "caret", "$": "dollar",
        "?": "question", ".": "dot", ",": "comma", ":": "colon",
    ]

    private static let acronyms: [String: String] = {
        var result: [String: String] = [:]
        for word in [
            "api", "id", "url", "uri", "http", "https", "html", "json", "xml", "yaml", "uuid", "ip", "sql", "ssh", "tls",
            "ssl", "cpu", "gpu", "dns", "tcp", "udp", "ui", "csv", "pdf", "jwt", "acl", "vm", "os", "sms", "mms", "css", "svg",
            "png", "ftp", "cdn", "mfa", "otp", "ttl", "utc", "vpn", "sdk",
        ] {
            result[word] = word.uppercased()
            result[word + "s"] = word.uppercased() + "s"
        }
        result["os"] = "OS"
        result["https"] = "HTTPS"
        result["ids"] = "IDs"
        result["etag"] = "ETag"
        result["oauth"] = "OAuth"
        result["ipv"] = "IPv"
        return result
    }()

    private static let plurals = Set(acronyms.values.filter { $0.hasSuffix("s") })
    /// Words with a capital inside, which is where no word begins.
    private static let compounds: Set<String> = ["etag", "oauth", "oauth2", "ipv4", "ipv6"]
}
