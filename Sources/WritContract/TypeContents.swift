// What the values of a declared type hold.

extension TypeDeclaration.Kind {
    /// The types of all that a value holds, at one step.
    package var contents: [ValueType] {
        var contents = fields.map(\.type)
        switch self {
        case .alias(let schema): contents.append(schema.type)
        case .object(let object):
            if case .kept(let values, _) = object.additional { contents.append(values.type) }
        case .tuple(let tuple):
            if let rest = tuple.rest { contents.append(rest.type) }
        case .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration, .union, .wrapper: break
        }
        return contents
    }

    /// What lies in a value in place, rather than in an array or a dictionary beside it.
    package var fields: [ValueSchema] {
        switch self {
        case .object(let object): object.properties.map(\.schema)
        case .tuple(let tuple): tuple.elements.map(\.schema)
        case .union(let union): union.cases.map(\.schema)
        case .wrapper(let schema): [schema]
        case .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration, .alias: []
        }
    }
}
