// What a model's short reader goes by: the names of its properties, and what those are that need no type of the contract.

internal import WritFormats

/// The properties of a model in the order in which its short reader takes them.
public struct JSONShape: Sendable {
    /// Values of one kind: one, a list or an object of them.
    struct Leaf {
        let word: LeafWord
        let container: Container
        let isNullable: Bool
    }

    struct Property {
        /// Nil where its type is the contract's.
        let leaf: Leaf?
        /// A line of `rules`.
        let rule: Int?
    }

    enum Container { case none, list, members }

    let keys: JSONKeys
    /// How many of the names are properties; those behind them are skipped.
    let properties: [Property]
    /// What values must keep besides.
    let rules: SchemaRules?

    /// - Parameters:
    ///   - names: As `JSONKeys` takes them.
    ///   - words: A word for each property, in the same order: see `LeafWord`. `?` in front of it lets null pass, and the number
    ///     behind a colon is the line of its rule.
    public init(_ names: StaticString, _ words: StaticString, others: JSONOtherKeys = .skip, _ rules: SchemaRules? = nil) {
        keys = JSONKeys(names, others: others)
        properties = "\(words)".split(separator: " ").map { Self.property($0) }
        self.rules = rules
    }

    private static func property(_ text: Substring) -> Property {
        let parts = text.split(separator: ":")
        return Property(leaf: leaf(parts[0]), rule: parts.count > 1 ? Int(parts[1]) : nil)
    }

    private static func leaf(_ text: Substring) -> Leaf? {
        var word = text
        let isNullable = word.first == "?"
        if isNullable { word.removeFirst() }
        let container: Container = word.first == "[" ? .list : word.first == "{" ? .members : .none
        if container != .none { word.removeFirst() }
        return LeafWord(rawValue: String(word)).map { Leaf(word: $0, container: container, isNullable: isNullable) }
    }
}

/// Where a short reader stands in an object.
struct JSONModelFrame {
    let shape: JSONShape
    let start: Int
    /// Behind the object.
    let end: Int
    /// Where the value of each property begins; nil where there is none.
    let places: [Int?]
    /// Names and values beyond the contract's.
    let others: [(name: String, place: Int)]
    /// The property that was asked for last.
    var index = -1
}
