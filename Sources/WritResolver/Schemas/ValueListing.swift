// Alternatives that are one value each, with a title or a description of their own: an enumeration that is written at length.

internal import WritSpec

struct ValueListing {
    /// A schema that lists the values.
    let part: Place
    /// Each value where it is written, with the alternative that it stands in.
    let values: [(value: Place, member: Place)]

    /// Nil where an alternative is more than a value.
    init?(_ union: UnionSource) {
        var values: [(value: Place, member: Place)] = []
        for member in union.members {
            guard let value = Self.value(of: member) else { return nil }
            values.append((value, member))
        }
        guard let list = union.schema[union.keyword], values.contains(where: { !$0.value.node.isNull }) else { return nil }
        self.values = values
        let nodes = Node(.sequence(values.map(\.value.node)), at: list.node.location)
        let entry = Mapping.Entry(key: Keyword.enum.rawValue, keyLocation: union.schema.keyLocation(union.keyword), value: nodes)
        part = Place(node: Node(.mapping(Mapping([entry])), at: list.node.location), pointer: list.pointer)
    }

    /// The only value that the alternative takes, with nothing but words beside it; null where that is its type.
    private static func value(of member: Place) -> Place? {
        var value: Place?
        var type: Place?
        for (key, place) in member.entries {
            guard let keyword = SchemaKeyword.of(key: key), keyword.role != .annotation else { continue }
            switch keyword.name {
            case .type: type = place
            case .const where value == nil: value = place
            case .enum where value == nil && place.items.count == 1: value = place.items[0]
            default: return nil
            }
        }
        guard let value else { return type?.node.string == "null" ? type?.holding(.null) : nil }
        return type.map { isValue(value, of: $0.node.string) } ?? true ? value : nil
    }

    /// Whether the value is one that no object or list is, and of the type.
    private static func isValue(_ value: Place, of type: String?) -> Bool {
        switch value.node.value {
        case .string: type == "string"
        case .integer: type == "integer" || type == "number"
        case .number: type == "number"
        case .boolean: type == "boolean"
        case .null: type == "null"
        case .sequence, .mapping: false
        }
    }
}
