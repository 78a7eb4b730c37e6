// All types of a document, when none is left to be made: what can be said of them only then.

internal import WritContract

/// There is one when all types are declared. The order of what is done with it is that of `finished`.
struct CompleteTypes {
    let schemas: SchemaResolver
    let registry: TypeRegistry

    /// Call `SchemaResolver.completed`.
    init(_ schemas: SchemaResolver) {
        self.schemas = schemas
        registry = schemas.registry
    }

    /// The operations with what only whole types tell of them: defaults that are values of declared types, the forms of bodies and
    /// parameters, and which types are read and which are written.
    func finished(_ operations: [Operation], _ resolution: Resolution) -> [Operation] {
        var operations = operations
        schemas.applyLateDefaults(to: &operations)
        // Defaults know of no tags: a value that a type's place in a union decides is no default.
        registry.noteTags()
        registry.noteProblems(in: &operations)
        registry.settleForms(of: &operations)
        registry.shapeForms(of: &operations, resolution)
        registry.markDirections(of: operations)
        return operations
    }

    /// The declared types, and the operations with those that are nested in each: boxed, and each that is alike once.
    func shared(_ operations: [Operation]) -> (operations: [Operation], types: [TypeDeclaration], shared: SharedTypes) {
        var operations = operations
        var types = registry.topLevelDeclarations()
        for index in operations.indices {
            operations[index].types = registry.nestedDeclarations(of: TypeName([operations[index].typeName]))
        }
        boxProperties(in: &types, and: &operations)
        shareTwins(registry.twins, among: &types, and: &operations)
        let shared = share(among: &types, and: &operations, names: SharedNames(besides: registry.schemaNames))
        return (operations, types, shared)
    }
}
