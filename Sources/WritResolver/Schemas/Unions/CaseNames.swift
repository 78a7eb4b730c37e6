// What the cases of a union are called that are schemas of their own.

internal import WritContract
internal import WritSpec

/// An alternative that refers to a schema, as far as its name goes.
struct NamedAlternative {
    /// The schema's name.
    let name: String
    /// The texts that a discriminator's mapping has for it.
    let mapped: [String]
}

enum CaseNames {
    /// The words that cases are named by: the only text that the mapping has for the schema, or else the schema's name without that
    /// of the union around it. Nil for nil.
    ///
    /// `.card` for `CardPayment` in `Payment`. Where two would be one word, each keeps its schema's name.
    static func words(_ alternatives: [NamedAlternative?], union: String?) -> [String?] {
        let short = alternatives.map { $0.map { shortWord($0, union) } }
        var counts: [String: Int] = [:]
        for (alternative, word) in zip(alternatives, short) {
            guard let alternative, let word else { continue }
            for name in Set([word, alternative.name].map(SwiftNames.memberName)) { counts[name, default: 0] += 1 }
        }
        return zip(alternatives, short).map { alternative, word in
            guard let alternative, let word else { return nil }
            return counts[SwiftNames.memberName(word)] == 1 ? word : alternative.name
        }
    }

    private static func shortWord(_ alternative: NamedAlternative, _ union: String?) -> String {
        if alternative.mapped.count == 1, alternative.mapped[0] != alternative.name, isGood(alternative.mapped[0]) {
            return alternative.mapped[0]
        }
        return union.flatMap { without($0, alternative.name) } ?? alternative.name
    }

    /// `Card` of `CardPayment` or `PaymentCard` in `Payment`; nil where nothing good is left.
    private static func without(_ union: String, _ name: String) -> String? {
        let affix = SwiftNames.words(of: union).map { $0.lowercased() }
        let words = SwiftNames.words(of: name)
        guard !affix.isEmpty, words.count > affix.count else { return nil }
        let rest: ArraySlice<String>
        if words.suffix(affix.count).map({ $0.lowercased() }) == affix {
            rest = words.dropLast(affix.count)
        } else if words.prefix(affix.count).map({ $0.lowercased() }) == affix {
            rest = words.dropFirst(affix.count)
        } else {
            return nil
        }
        let word = rest.joined(separator: "-")
        return isGood(word) ? word : nil
    }

    private static let reserved = Set(ReservedNames.cases + ["true", "false", "nil", "null"])

    /// Whether a text is a name as it is: words with nothing but hyphens, points and blanks between, of more than a letter.
    private static func isGood(_ text: String) -> Bool {
        let name = SwiftNames.memberName(text)
        return text.first?.isLetter == true && (2...40).contains(text.count) && !reserved.contains(name)
            && text.allSatisfy { $0.isLetter || $0.isNumber || "_-. ".contains($0) }
    }
}

extension SchemaResolver {
    /// The words for the cases of a union; nil for alternatives that are written in place.
    func words(for members: [UnionMember], _ view: SchemaView) -> [String?] {
        let mapped = Dictionary(grouping: mappedTexts(view)) { $0.pointer }
        let named = members.map { member in
            member.target.map {
                NamedAlternative(name: resolution.discriminatedName(of: $0), mapped: mapped[$0.pointer]?.map(\.text) ?? [])
            }
        }
        // Unions that are written in place may be alike in several places, whatever these are called.
        return CaseNames.words(named, union: view.isOfOne ? view.place.componentName(in: .schemas) : nil)
    }
}
