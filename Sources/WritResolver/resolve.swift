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
    return (resolution.budget.work.steps, resolution.budget.work.stepsMax, resolution.sortedDiagnostics())
}

extension Resolution {
    /// The passes in their order, each with what it takes from those before; nil where there is an error.
    func contract() -> Contract? {
        // Which specification is it written to, and what does it say of itself as a whole?
        guard let head = head() else { return nil }
        // Which operations are there, under which paths?
        let sources = operationSources(head)
        // Which way does each schema go? Then names for all, in the order of the document.
        let use = schemaUse(sources)
        let registry = names(of: sources, use)
        // Types and operations.
        let schemas = SchemaResolver(self, registry: registry, use: use)
        let security = SecurityResolver(self)
        let resolved = OperationResolver(self, schemas: schemas, registry: registry, security: security).resolve(sources)
        // What is wrong with a schema is wrong whether or not anything uses it.
        if options.isStrict { schemas.resolveUnused() }
        let types = schemas.completed()
        let finished = types.finished(resolved, self)
        // What is wrong with all of them together?
        types.refuseImpossible()
        checkFilter()
        checkAmbiguity(sources, basePath: head.basePath)
        warnUnusedSchemas(use)
        // What is decided over all of them: groups, boxing, the types nested in each operation, and those of several.
        let groups = groupOperations(finished, sources, head.tags, registry)
        let (boxed, made, shared) = types.shared(finished)
        // Which models are made of others?
        let (operations, declarations) = types.converted(boxed, made, shared, extensions(use, registry))
        // What no type carries becomes rules, as far as readers and checks of answers ask for them.
        let asked = rules(asked: operations, declarations + shared.values)
        let rules = schemas.plan.list(of: asked, self) { registry.claimTable("Rules") }
        guard !hasErrors else { return nil }
        let apiName = registry.topLevelNames.claim(head.info.apiName)
        var contract = Contract(
            info: head.info.named(apiName), basePath: head.basePath, types: declarations, operations: operations, groups: groups,
            document: source(), security: security.contract(apiName: apiName, &registry.topLevelNames))
        contract.shared = shared
        contract.document.asyncJSON = asyncDocument(of: operations, head.info, basePath: head.basePath)
        contract.patterns = PatternList(typeName: registry.claimTable("Patterns"), patterns: patterns.patterns)
        if let rules { contract.rules = rules }
        // Putting the document together may have found that it is too large.
        return hasErrors ? nil : contract
    }

    private func operationSources(_ head: DocumentHead) -> [OperationSource] {
        let offered = filtered(collectOperations(basePath: head.basePath))
        return offered + filtered(collectReceivers(offered))
    }

    private func schemaUse(_ sources: [OperationSource]) -> SchemaUse {
        let use = SchemaUse(self)
        for source in sources { source.noteSchemas(in: use, self) }
        return use
    }

    private func names(of sources: [OperationSource], _ use: SchemaUse) -> TypeRegistry {
        let registry = TypeRegistry()
        if SecurityResolver.isDeclared(in: sources, self) { registry.topLevelNames.reserve(SecurityResolver.reservedNames) }
        if sources.contains(where: { $0.webSocket != nil }) { registry.topLevelNames.reserve(WebSocketContract.names) }
        registry.claimNames(self, use)
        return registry
    }
}

extension Info {
    fileprivate func named(_ apiName: String) -> Info {
        Info(title: title, version: version, description: description, apiName: apiName)
    }
}
