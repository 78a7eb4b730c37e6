// What the tables of keywords say of each: the shape of its value, what becomes of it, and since when there is one.

/// One keyword of one kind of object.
struct Keyword: Sendable {
    enum Disposition: Sendable {
        /// It shapes the generated code.
        case handled
        /// It is shown in the docs pages and means nothing to the server.
        case documented
        case refused(Refusal)
    }

    let shape: Shape
    let disposition: Disposition
    /// Said where it is missing; nil: it may be.
    private(set) var missingHint: String?
    /// Said where its value has the wrong shape.
    private(set) var shapeHint: String?
    /// The only version that has it; nil: all do.
    private(set) var dialect: Dialect?
    /// True for what came with 3.2.
    private(set) var isOf32 = false

    static func handled(_ shape: Shape) -> Keyword { Keyword(shape: shape, disposition: .handled) }
    static func documented(_ shape: Shape) -> Keyword { Keyword(shape: shape, disposition: .documented) }
    static func refused(_ shape: Shape, _ refusal: Refusal) -> Keyword {
        Keyword(shape: shape, disposition: .refused(refusal))
    }

    func required(_ hint: String) -> Keyword {
        var keyword = self
        keyword.missingHint = hint
        return keyword
    }

    func hint(_ hint: String) -> Keyword {
        var keyword = self
        keyword.shapeHint = hint
        return keyword
    }

    /// The same as a keyword that came with OpenAPI 3.2.
    var of32: Keyword {
        var keyword = self
        keyword.isOf32 = true
        return keyword
    }

    func only(_ dialect: Dialect) -> Keyword {
        var keyword = self
        keyword.dialect = dialect
        return keyword
    }
}

/// What sort of value a keyword takes.
indirect enum Shape: Sendable {
    case anything
    case text
    /// A text that is often written as a number (`version: 1.0`): a warning, and the number's digits are the text.
    case numberedText
    case boolean
    case number
    /// An integer that is not negative.
    case count
    /// The name of a type, or a list of them.
    case types
    case object(ObjectKind)
    /// A Schema Object; from 3.1 on also true or false.
    case schema
    case list(Shape)
    case map(Shape)
    /// A mapping in which keys that begin with `x-` are extensions.
    case extensibleMap(Shape)
    case either(Shape, Shape)

    /// True for objects of the specification other than schemas, which may be kept elsewhere.
    var isObject: Bool {
        if case .object = self { true } else { false }
    }

    /// With its article, for messages.
    var title: String {
        switch self {
        case .anything: "any value"
        case .text, .numberedText: "a string"
        case .boolean: "true or false"
        case .number: "a number"
        case .count: "an integer that is not negative"
        case .types: "the name of a type, or a list of names"
        case .object(let kind): "a mapping, \(kind.title)"
        case .schema: "a mapping, a Schema Object"
        case .list(.text): "a list of strings"
        case .list: "a list"
        case .map(.text), .extensibleMap(.text): "a mapping of names to strings"
        case .map, .extensibleMap: "a mapping"
        case .either(let first, let second): "\(first.title) or \(second.title)"
        }
    }
}
