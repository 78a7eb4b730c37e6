// What sort of value a keyword takes, and where in it schemas are.

internal import WritSpec

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

/// Where the schemas are in the value of a keyword.
enum SchemaHolding: Sendable, Equatable {
    /// It is data: nothing in it is a schema, whatever it looks like.
    case none
    /// The value is one.
    case one
    /// Its items are.
    case list
    /// The value is one, or its items are.
    case oneOrList
    /// It maps names that the author chose to schemas.
    case named
}

extension Shape {
    var holding: SchemaHolding {
        switch self {
        case .schema, .object(.schema): .one
        case .list(let item): item.holding == .one ? .list : .none
        case .map(let item), .extensibleMap(let item): item.holding == .one ? .named : .none
        case .either(let first, let second):
            switch (first.holding, second.holding) {
            case (.list, .one), (.one, .list): .oneOrList
            case (.none, let other), (let other, _): other
            }
        default: .none
        }
    }
}

extension Place {
    /// The schemas of a value that holds them in that way.
    func schemas(_ holding: SchemaHolding) -> [Place] {
        switch holding {
        case .none: []
        case .one: [self]
        case .list: items
        case .oneOrList: node.sequence == nil ? [self] : items
        case .named: entries.map(\.place)
        }
    }
}
