// Types that have names, and are made when those who refer to them are.

internal import WritContract

/// A type that is still to be made: a value, so that all of them are a list and no recursion. References may lead through as many
/// objects as a document has.
enum PendingType {
    case object(SchemaView, Direction, TypeName)
    case tuple([Place], SchemaView, Direction, TypeName)
    /// Of the schemas that extend the view's.
    case hierarchy([Place], SchemaView, Direction, TypeName)
    case union([UnionMember], SchemaView, Direction, TypeName, isTold: Bool)
    /// Several objects that nothing tells apart.
    case merged([SchemaView], Place, Direction, TypeName)
}

extension SchemaResolver {
    /// Makes the types that were met, and those that are met on the way.
    func completed() -> CompleteTypes {
        while let type = nextPending() { make(type) }
        return CompleteTypes(self)
    }

    private func make(_ type: PendingType) {
        switch type {
        case .object(let view, let direction, let name): resolveObject(view, direction, name: name)
        case .tuple(let places, let view, let direction, let name): resolveTuple(places, view, direction, name: name)
        case .hierarchy(let subtypes, let view, let direction, let name):
            declareHierarchy(subtypes, view, direction, name: name)
        case .union(let members, let view, let direction, let name, let isTold):
            declareUnion(members, view, direction, name: name, isTold: isTold)
        case .merged(let views, let place, let direction, let name): resolveMerged(views, place, direction, name: name)
        }
    }
}
