// The classes of characters that ECMA-262 names: escapes, and properties of Unicode.

import Synchronization

extension ScalarSet {
    /// `\d`
    static let digits = ScalarSet("0"..."9")
    /// `\w`
    static let wordCharacters = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    /// `\s`: WhiteSpace and LineTerminator (ECMA-262 sections 12.2 and 12.3).
    static let whiteSpace = ScalarSet([
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    /// What `.` does not stand for.
    static let lineTerminators = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])

    /// The scalars of `\p{name}` or `\p{name=value}`; nil for a property that isn't known here.
    ///
    /// Each is made once, since that takes a look at every scalar there is.
    static func property(_ text: String) -> ScalarSet? {
        if let known = properties.withLock({ $0[text] }) { return known }
        guard let made = make(property: text) else { return nil }
        properties.withLock { $0[text] = made }
        return made
    }

    private static let properties = Mutex<[String: ScalarSet]>([:])

    private static func make(property text: String) -> ScalarSet? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2 {
            guard ["General_Category", "gc"].contains(parts[0]) else { return nil }
            return category(parts[1])
        }
        if let set = category(text) { return set }
        switch text {
        case "Any": return .all
        case "ASCII": return ScalarSet([0...0x7F])
        case "Assigned": return matching { $0.generalCategory != .unassigned }
        case "Alphabetic", "Alpha": return matching(\.isAlphabetic)
        case "Lowercase", "Lower": return matching(\.isLowercase)
        case "Uppercase", "Upper": return matching(\.isUppercase)
        case "White_Space", "space": return matching(\.isWhitespace)
        case "Emoji": return matching(\.isEmoji)
        case "Emoji_Presentation", "EPres": return matching(\.isEmojiPresentation)
        case "Emoji_Modifier", "EMod": return matching(\.isEmojiModifier)
        case "ID_Start", "IDS": return matching(\.isIDStart)
        case "ID_Continue", "IDC": return matching(\.isIDContinue)
        case "XID_Start", "XIDS": return matching(\.isXIDStart)
        case "XID_Continue", "XIDC": return matching(\.isXIDContinue)
        case "Hex_Digit", "Hex": return matching(\.isHexDigit)
        case "ASCII_Hex_Digit", "AHex": return matching(\.isASCIIHexDigit)
        case "Ideographic", "Ideo": return matching(\.isIdeographic)
        case "Math": return matching(\.isMath)
        case "Dash": return matching(\.isDash)
        case "Diacritic", "Dia": return matching(\.isDiacritic)
        case "Quotation_Mark", "QMark": return matching(\.isQuotationMark)
        default: return nil
        }
    }

    private static func category(_ name: String) -> ScalarSet? {
        guard let categories = categories[name] else { return nil }
        return matching { categories.contains($0.generalCategory) }
    }

    private static func matching(_ isIncluded: (Unicode.Scalar.Properties) -> Bool) -> ScalarSet {
        var ranges: [ClosedRange<UInt32>] = []
        var start: UInt32?
        for value in UInt32(0)...0x110000 {
            let isIn = Unicode.Scalar(value).map { isIncluded($0.properties) } ?? false
            if isIn {
                start = start ?? value
            } else if let first = start {
                ranges.append(first...value - 1)
                start = nil
            }
        }
        return ScalarSet(ranges)
    }

    private static let categories: [String: Set<Unicode.GeneralCategory>] = {
        let single: [(String, String, Unicode.GeneralCategory)] = [
            ("Lu", "Uppercase_Letter", .uppercaseLetter), ("Ll", "Lowercase_Letter", .lowercaseLetter),
            ("Lt", "Titlecase_Letter", .titlecaseLetter), ("Lm", "Modifier_Letter", .modifierLetter),
            ("Lo", "Other_Letter", .otherLetter), ("Mn", "Nonspacing_Mark", .nonspacingMark),
            ("Mc", "Spacing_Mark", .spacingMark), ("Me", "Enclosing_Mark", .enclosingMark),
            ("Nd", "Decimal_Number", .decimalNumber), ("Nl", "Letter_Number", .letterNumber),
            ("No", "Other_Number", .otherNumber), ("Pc", "Connector_Punctuation", .connectorPunctuation),
            ("Pd", "Dash_Punctuation", .dashPunctuation), ("Ps", "Open_Punctuation", .openPunctuation),
            ("Pe", "Close_Punctuation", .closePunctuation), ("Pi", "Initial_Punctuation", .initialPunctuation),
            ("Pf", "Final_Punctuation", .finalPunctuation), ("Po", "Other_Punctuation", .otherPunctuation),
            ("Sm", "Math_Symbol", .mathSymbol), ("Sc", "Currency_Symbol", .currencySymbol),
            ("Sk", "Modifier_Symbol", .modifierSymbol), ("So", "Other_Symbol", .otherSymbol),
            ("Zs", "Space_Separator", .spaceSeparator), ("Zl", "Line_Separator", .lineSeparator),
            ("Zp", "Paragraph_Separator", .paragraphSeparator), ("Cc", "Control", .control), ("Cf", "Format", .format),
            ("Cs", "Surrogate", .surrogate), ("Co", "Private_Use", .privateUse), ("Cn", "Unassigned", .unassigned),
        ]
        let groups = [
            ("L", "Letter"), ("M", "Mark"), ("N", "Number"), ("P", "Punctuation"), ("S", "Symbol"), ("Z", "Separator"),
            ("C", "Other"),
        ]
        var categories: [String: Set<Unicode.GeneralCategory>] = [:]
        for (short, long, category) in single {
            categories[short] = [category]
            categories[long] = [category]
        }
        for (short, long) in groups {
            let members = Set(single.filter { $0.0.hasPrefix(short) }.map(\.2))
            categories[short] = members
            categories[long] = members
        }
        categories["LC"] = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
        categories["Cased_Letter"] = categories["LC"]
        categories["digit"] = [.decimalNumber]
        categories["punct"] = categories["P"]
        categories["cntrl"] = [.control]
        return categories
    }()
}
