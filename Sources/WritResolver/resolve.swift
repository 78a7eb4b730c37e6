// The passes that turn a document into a contract, in their order.

package import WritContract
package import WritSpec

/// Resolves a document. It never fails by itself: what is wrong is in the diagnostics, and there is a contract unless one
/// of them is an error.
package func resolve(
    _ document: Document, options: ResolverOptions = ResolverOptions()
) -> (contract: Contract?, diagnostics: [Diagnostic]) {
    resolve(DocumentLibrary(main: document), options: options)
}

/// The same for a document and the files beside it, which are read when references lead to them.
package func resolve(
    _ library: DocumentLibrary, options: ResolverOptions = ResolverOptions()
) -> (contract: Contract?, diagnostics: [Diagnostic]) {
    let resolution = Resolution(library, options: options)
    return (resolution.contract(), resolution.sortedDiagnostics())
}

/// The work that resolving a document takes, as it is counted; what it may take; and what was found wrong.
package func resolutionCost(
    _ library: DocumentLibrary, options: ResolverOptions = ResolverOptions()
) -> (steps: Int, stepsMax: Int, diagnostics: [Diagnostic]) {
    let resolution = Resolution(library, options: options)
    _ = resolution.contract()
    return (resolution.work.steps, resolution.work.stepsMax, resolution.sortedDiagnostics())
}

extension Resolution {
    /// The passes in their order; nil where there is an error.
    func contract() -> Contract? {
        let resolution = self
        guard resolution.checkExtent(of: resolution.files.main) else { return nil }
        resolution.transclude(in: resolution.files.main)

        // Which specification is it written to, and has it the keywords and the shapes that this one lays down?
        guard resolution.identifyDialect(), resolution.checkKeywords(resolution.root, as: .document) else {
            return nil
        }
        let info = resolution.resolveInfo()
        let basePath = resolution.resolveBasePath()
        let tags = resolution.resolveTags()

        // Which operations are there, under which paths?
        let offered = resolution.filtered(resolution.collectOperations(basePath: basePath))
        let sources = offered + resolution.filtered(resolution.collectReceivers(offered))

        // Which way does each schema go? Then names for all, in the order of the document.
        let use = SchemaUse(resolution)
        for source in sources { source.noteSchemas(in: use, resolution) }
        let registry = TypeRegistry()
        if SecurityResolver.isDeclared(in: sources, resolution) {
            registry.topLevelNames.reserve(SecurityResolver.reservedNames)
        }
        registry.claimNames(resolution, use)

        // Types and operations.
        let schemas = SchemaResolver(resolution, registry: registry, use: use)
        let security = SecurityResolver(resolution)
        var operations = OperationResolver(resolution, schemas: schemas, registry: registry, security: security)
            .resolve(sources)
        // What is wrong with a schema is wrong whether or not anything uses it.
        if resolution.options.isStrict { schemas.resolveUnused() }
        schemas.finish()
        schemas.applyLateDefaults(to: &operations)
        schemas.refuseImpossible()
        registry.noteTags()
        resolution.checkFilter()
        registry.settleForms(of: &operations)
        registry.shapeForms(of: &operations, resolution)
        registry.markDirections(of: operations)
        resolution.checkAmbiguity(sources, basePath: basePath)
        resolution.warnUnusedSchemas(use)

        // What is decided over all of them: groups, boxing, the types nested in each operation, and those of several.
        let groups = resolution.groupOperations(operations, sources, tags, registry)
        var types = registry.topLevelDeclarations()
        for index in operations.indices {
            operations[index].types = registry.nestedDeclarations(of: TypeName([operations[index].typeName]))
        }
        boxProperties(in: &types, and: &operations)
        shareTwins(registry.twins, among: &types, and: &operations)
        let shared = share(among: &types, and: &operations, names: SharedNames(besides: registry.schemaNames))
        // What no type carries becomes rules, as far as readers and checks of answers ask for them.
        let rules = schemas.plan.list(of: resolution.rules(asked: operations, types + shared.values), resolution) {
            registry.claimTable("Rules")
        }
        guard !resolution.hasErrors else { return nil }
        let apiName = registry.topLevelNames.claim(info.apiName)
        var contract = Contract(
            info: Info(title: info.title, version: info.version, description: info.description, apiName: apiName),
            basePath: basePath, types: types, operations: operations, groups: groups, document: resolution.source(),
            security: security.contract(apiName: apiName, &registry.topLevelNames))
        contract.shared = shared
        contract.patterns = PatternList(
            typeName: registry.claimTable("Patterns"), patterns: resolution.patterns.patterns)
        if let rules { contract.rules = rules }
        // Putting the document together may have found that it is too large.
        return resolution.hasErrors ? nil : contract
    }
}
