// Scalars to values: their tag, or the core schema's types where there is none.

extension NodeBuilder {
    static let coreTagPrefix = "tag:yaml.org,2002:"

    mutating func scalarValue(_ text: String, isPlain: Bool, tag: String?, at location: SourceLocation) -> Node.Value {
        guard let tag else { return isPlain ? plainValue(text, at: location) : .string(text) }
        if tag == "!" || tag == Self.coreTagPrefix + "str" { return .string(text) }
        let value = plainValue(text, at: location)
        switch (tag, value) {
        case (Self.coreTagPrefix + "int", .integer), (Self.coreTagPrefix + "float", .number),
            (Self.coreTagPrefix + "bool", .boolean), (Self.coreTagPrefix + "null", .null):
            return value
        case (Self.coreTagPrefix + "float", .integer(let literal)):
            return .number(NumberLiteral(checkedText: literal.decimal))
        case (Self.coreTagPrefix + "int", _), (Self.coreTagPrefix + "float", _), (Self.coreTagPrefix + "bool", _),
            (Self.coreTagPrefix + "null", _):
            report(
                .error, "tag-mismatch", "\(VisibleText.quoted(text)) is not what its tag \(shownTag(tag)) says",
                at: location, hint: "correct the value, or remove the tag")
        case (Self.coreTagPrefix + "seq", _), (Self.coreTagPrefix + "map", _):
            report(
                .error, "tag-mismatch", "the tag \(shownTag(tag)) stands before a scalar", at: location,
                hint: "remove the tag")
        default: reportUnknownTag(tag, at: location)
        }
        return isPlain ? value : .string(text)
    }

    mutating func checkCollectionTag(_ tag: String?, isMapping: Bool, at location: SourceLocation) {
        guard let tag, tag != "!", tag != Self.coreTagPrefix + (isMapping ? "map" : "seq") else { return }
        guard tag.hasPrefix(Self.coreTagPrefix),
            Self.knownTags.contains(String(tag.dropFirst(Self.coreTagPrefix.count)))
        else { return reportUnknownTag(tag, at: location) }
        report(
            .error, "tag-mismatch", "the tag \(shownTag(tag)) stands before \(isMapping ? "a mapping" : "a sequence")",
            at: location, hint: "remove the tag")
    }

    private static let knownTags: Set<String> = ["str", "int", "float", "bool", "null", "seq", "map"]

    private mutating func plainValue(_ text: String, at location: SourceLocation) -> Node.Value {
        switch ScalarType(plain: text) {
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .string: return .string(text)
        case .integer:
            return isTooLong(text, at: location) ? .string(text) : .integer(IntegerLiteral(checkedText: text))
        case .number: return isTooLong(text, at: location) ? .string(text) : .number(NumberLiteral(checkedText: text))
        }
    }

    private mutating func isTooLong(_ text: String, at location: SourceLocation) -> Bool {
        guard text.utf8.count > options.limits.numberDigitsMax else { return false }
        report(
            .error, "number-too-long", "this number has more than \(options.limits.numberDigitsMax) characters",
            at: location,
            hint: "put it in quotes where it is meant as a text")
        return true
    }

    private mutating func reportUnknownTag(_ tag: String, at location: SourceLocation) {
        report(
            .error, "unknown-tag", "the tag \(shownTag(tag)) has no meaning in an API document", at: location,
            hint: "remove the tag; a text that starts with `!` needs quotes")
    }

    private func shownTag(_ tag: String) -> String {
        let isCore = tag.hasPrefix(Self.coreTagPrefix)
        return VisibleText.quoted(isCore ? "!!" + tag.dropFirst(Self.coreTagPrefix.count) : tag)
    }
}
