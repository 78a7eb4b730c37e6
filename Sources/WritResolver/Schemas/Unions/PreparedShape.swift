// What alternatives look like, made ready to be compared with each other: each is with many.

internal import WritContract

/// One shape of an alternative.
struct PreparedShape {
    let kind: UnionShapeKind
    /// The texts of a closed list.
    private let texts: Set<String>
    private let object: PreparedObject?

    init(_ kind: UnionShapeKind) {
        self.kind = kind
        texts = if case .string(let values) = kind { Set(values) } else { [] }
        object = if case .object(let object) = kind { PreparedObject(object) } else { nil }
    }

    /// Whether no value is of both.
    func isDisjoint(from other: PreparedShape) -> Bool {
        switch (kind, other.kind) {
        case (.any, _), (_, .any): return false
        case (.boolean, .boolean), (.array, .array): return false
        case (.integer, .integer), (.integer, .number), (.number, .integer), (.number, .number): return false
        case (.string, .string): return !texts.isEmpty && !other.texts.isEmpty && texts.isDisjoint(with: other.texts)
        case (.string, .format), (.format, .string), (.format, .format): return false
        case (.object, .object):
            guard let object, let second = other.object else { return false }
            return object.tags.contains { name, values in
                object.required.contains(name) && second.required.contains(name)
                    && second.tags[name].map(values.isDisjoint) == true
            }
        default: return true
        }
    }
}

/// An object among alternatives, with its names as sets.
final class PreparedObject {
    let object: UnionObject
    let required: Set<String>
    let names: Set<String>
    /// The values of each property that lists them.
    let tags: [String: Set<String>]
    /// The kinds of value that properties have, as far as they were asked for.
    var kinds: [String: String?] = [:]
    /// What describes each property, where it was asked for.
    var places: [String: [Place]]?

    init(_ object: UnionObject) {
        self.object = object
        required = Set(object.required)
        names = required.union(object.optional)
        tags = Dictionary(object.tags.map { ($0.name, Set($0.values)) }, uniquingKeysWith: { first, _ in first })
    }

    func lacksNames(of other: PreparedObject) -> Bool { !other.names.isSubset(of: names) }

    /// It requires a property that the other doesn't know.
    func asksBeyond(_ other: PreparedObject) -> Bool { !required.isSubset(of: other.names) }
}
