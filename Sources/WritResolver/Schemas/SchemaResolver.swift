// From a schema to what its values are in Swift; the sorts of schema have a file each.

internal import WritContract
internal import WritSpec

/// What an inline schema's type would be called, and where.
struct TypeHome {
    /// The type that it is declared in; nil: on its own.
    let parent: TypeName
    let name: String

    func inside(_ suffix: String) -> TypeHome { TypeHome(parent: parent, name: name + suffix) }
}

final class SchemaResolver {
    let resolution: Resolution
    let registry: TypeRegistry
    let use: SchemaUse
    let plan = RulePlan()
    /// How many bounds were met that leave nothing between them.
    var crossings = 0
    /// Views whose parts name types that have nothing in common.
    var contradictory: Set<String> = []
    /// What can never be valid, and where a valid value is needed.
    let impossibilities = Impossibilities()
    /// Unions whose alternatives a reader can't tell apart for sure: rules check them.
    private var untoldUnions: Set<String> = []
    /// Types that have names and are still to be made, in the order in which they were met, and how many of them are.
    private var pending: [PendingType] = []
    private var madeCount = 0
    /// The types that stand for several objects at once: the same ones may be met again inside.
    var mergedNames: [String: TypeName] = [:]
    /// What has been found of schemas with names that have alternatives, and of those that alternatives refer to.
    var namedAlternatives: [String: Alternatives] = [:]
    var targetShapes: [TargetShapes: [UnionShapeKind]] = [:]
    /// What schemas that extend others list for a discriminator's property.
    var subtypeTexts: [String: Set<String>] = [:]
    /// Defaults that wait for their types.
    var lateDefaults: [LateDefault] = []
    /// Names of types that are declared when all of `waiting` is done.
    private var announced: Set<TypeName> = []
    private var viewNames: [String: [TypeName]] = [:]
    /// Schemas that were met again inside themselves, while they were being resolved.
    private var recursive: Set<TypeKey> = []
    /// Schemas inside each other, and references to schemas without a type of their own.
    private var depth = 0
    private static let depthMax = 200
    /// What parameters, bodies, responses and headers under `components` hold, for whoever refers to them.
    private var componentValues: [TypeKey: ValueSchema] = [:]

    init(_ resolution: Resolution, registry: TypeRegistry, use: SchemaUse) {
        self.resolution = resolution
        self.registry = registry
        self.use = use
    }

    /// What values of `schema` are; nil after a diagnostic.
    func resolve(_ schema: Place, _ direction: Direction, home: TypeHome) -> ValueSchema? {
        guard let own = schema.componentHome else { return resolve(all: [schema], direction, home: home, name: nil) }
        let key = TypeKey(pointer: schema.pointer, direction: direction)
        if let known = componentValues[key] { return known }
        let value = resolve(all: [schema], direction, home: own, name: nil)
        componentValues[key] = value
        return value
    }

    /// What values are that all of `schemas` take.
    ///
    /// - Parameter name: The name that the schema has of its own; nil for an inline one, which takes one from `home` if
    ///   it needs one.
    func resolve(
        all schemas: [Place], _ direction: Direction, home: TypeHome, name: TypeName? = nil
    ) -> ValueSchema? {
        resolved(all: schemas, direction, home: home, name: name) ?? anythingAllowed()
    }

    /// Any JSON value, where what there is to refuse was allowed.
    private func anythingAllowed() -> ValueSchema? { resolution.hasErrors ? nil : ValueSchema(.json) }

    private func resolved(all schemas: [Place], _ direction: Direction, home: TypeHome, name: TypeName?) -> ValueSchema? {
        depth += 1
        defer { depth -= 1 }
        guard let schema = schemas.last else { return nil }
        guard depth <= Self.depthMax else {
            resolution.error("too-deep", "schemas lie more than \(Self.depthMax) deep in each other", at: schema)
            return nil
        }
        for schema in schemas {
            if schema.node.boolean == false { return impossible(schema, direction) }
            if schema.node.boolean == nil, !resolution.checkKeywords(schema, as: .schema) { return nil }
        }
        if resolution.objects.hasDynamicReferences, schemas.contains(where: { resolution.reachesDynamicReference($0) }) {
            return dynamic(schemas, direction)
        }
        if let (reference, isNullable) = soleReference(schemas), !isSubtype(schema, of: reference, named: name) {
            guard let target = resolution.follow(reference, as: .schema), var value = resolveNamed(target, direction) else {
                return nil
            }
            value.isNullable = value.isNullable || isNullable && value.type != .json
            return value
        }
        // A reference that leads nowhere was told.
        guard let view = flatten(schemas) else { return nil }
        return resolve(view, direction, home: home, name: name)
    }

    /// Resolves the components that no operation leads to, for what there is to say about them.
    func resolveUnused() {
        for (_, schema) in resolution.root[.components]?[.schemas]?.entries ?? []
        where use.directions(of: schema.pointer).isEmpty && resolution.follow(schema, as: .schema)?.pointer == schema.pointer {
            _ = resolveNamed(schema, .answer)
        }
    }

    /// Leaves a type to be made later on.
    func leave(_ type: PendingType) { pending.append(type) }

    /// The type that was left first; nil where none is left.
    func nextPending() -> PendingType? {
        guard madeCount < pending.count else { return nil }
        madeCount += 1
        return pending[madeCount - 1]
    }

    /// A named schema that adds nothing to its base is one of the base's alternatives all the same.
    private func isSubtype(_ schema: Place, of reference: Place, named name: TypeName?) -> Bool {
        guard name != nil, schema[.allOf] != nil, let base = resolution.follow(reference, as: .schema) else { return false }
        return resolution.subtypes(of: base).contains { $0.pointer == schema.pointer }
    }

    /// What schemas mean that reach a dynamic reference is told by the way to them: no type is made of them, and a rule says
    /// all.
    private func dynamic(_ schemas: [Place], _ direction: Direction) -> ValueSchema {
        var value = ValueSchema(.json)
        value.constraints.rule = plan.name(schemas.map { ($0, nil) }, direction)
        if let schema = schemas.last {
            resolution.report(
                .note, "dynamic-schema",
                "a `$dynamicRef` lies in this schema: no type is made of it, and a rule checks its values",
                at: schema, hint: "write `$ref` where the target is always the same")
        }
        return value
    }

    func noteUntold(_ union: UnionSource) { untoldUnions.insert(union.identity) }

    func isUntold(_ union: UnionSource) -> Bool { untoldUnions.contains(union.identity) }

    // MARK: References

    /// A schema that a reference leads to: resolved once for each direction that matters.
    func resolveNamed(_ target: Place, _ direction: Direction) -> ValueSchema? {
        resolvedNamed(target, direction) ?? anythingAllowed()
    }

    private func resolvedNamed(_ target: Place, _ direction: Direction) -> ValueSchema? {
        if let boolean = target.node.boolean {
            return boolean ? ValueSchema(.json) : impossible(target, direction)
        }
        guard resolution.checkKeywords(target, as: .schema) else { return nil }
        if target.isComponent, let custom = customType(ofComponent: target) { return custom }
        let key = TypeKey(pointer: target.pointer, direction: use.differsByDirection(target) ? direction : nil)
        switch registry.states[key] {
        case .done(let value): return value
        case .failed: return nil
        case .inProgress:
            // It contains itself without an object between: it gets a type of its own, if it has a value at all.
            recursive.insert(key)
            return ValueSchema(.named(registry.name(of: target, key)))
        case nil: break
        }
        registry.states[key] = .inProgress
        let name = registry.name(of: target, key)
        let home = TypeHome(parent: TypeName(Array(name.components.dropLast())), name: name.last)
        let value = resolve(all: [target], direction, home: home, name: name)
        guard let value else {
            registry.states[key] = .failed
            return nil
        }
        registry.states[key] = .done(value)
        guard value.type != .named(name) else {
            return recursive.contains(key) ? checkedRecursion(value, target, name, key) : value
        }
        if recursive.contains(key) { return wrapped(value, target, name, key) }
        if target.isComponent { declare(.alias(value), name, target) }
        return value
    }

    /// A type that only leads back to itself is no type; one that was declared is.
    private func checkedRecursion(_ value: ValueSchema, _ target: Place, _ name: TypeName, _ key: TypeKey) -> ValueSchema? {
        if isAnnounced(name) { return value }
        registry.states[key] = .failed
        return reportEndless(target)
    }

    /// An array, a map or another name that contains itself: a struct around it.
    private func wrapped(_ value: ValueSchema, _ target: Place, _ name: TypeName, _ key: TypeKey) -> ValueSchema? {
        switch value.type {
        case .array, .map:
            var content = value
            content.isNullable = false
            declare(.wrapper(content), name, target)
            let named = ValueSchema(.named(name), isNullable: value.isNullable)
            registry.states[key] = .done(named)
            return named
        default:
            registry.states[key] = .failed
            return reportEndless(target)
        }
    }

    /// Objects get their names before their properties are looked at; what leads back to itself without one between is a
    /// name for nothing.
    func reportEndless(_ target: Place) -> ValueSchema? {
        resolution.refuse(
            .endless, "the schema `\(target.name)` contains itself without an object with properties between", at: target)
        return nil
    }

    func declare(_ kind: TypeDeclaration.Kind, _ name: TypeName, _ schema: Place) {
        var declaration = TypeDeclaration(
            name: name, kind: kind, documentation: documentation(of: schema),
            isDeprecated: schema.schema.isDeprecated)
        declaration.title = schema.schema.title
        registry.declare(declaration)
    }

    // MARK: Content

    func resolve(_ view: SchemaView, _ direction: Direction, home: TypeHome, name: TypeName?) -> ValueSchema? {
        guard var value = resolveContent(view, direction, home: home, name: name) else { return anythingAllowed() }
        // What nothing satisfies has a rule that says so.
        if !isImpossible(value) { attachRule(&value, view, direction) }
        return value
    }

    func resolveContent(_ view: SchemaView, _ direction: Direction, home: TypeHome, name: TypeName?) -> ValueSchema? {
        if let name, view.unions.isEmpty, case let subtypes = resolution.subtypes(of: view.place), !subtypes.isEmpty {
            return resolveHierarchy(subtypes, view, direction, name: name)
        }
        if !view.unions.isEmpty { return resolveUnion(view, direction, home: home, name: name) }
        guard let kind = kind(of: view) else { return nil }
        if case .several(let types) = kind { return resolveTypes(types, view, direction, home: home, name: name) }
        if kind == .impossible {
            return isNullable(view) ? resolveNull(view, home: home, name: name) : impossible(view.place, direction)
        }
        guard var value = resolve(kind, view, direction, home: home, name: name) else { return nil }
        // Any JSON value at all may be null, and where null is all there is, it is a value.
        let isOnlyNull = kind == .enumeration(.value) && enumerationValues(of: view).allSatisfy(\.node.isNull)
        value.isNullable = value.type != .json && !isOnlyNull && (value.isNullable || isNullable(view))
        // What stands beside alternatives was looked at with all of them.
        for part in view.parts where view.onlyType == nil && !view.isSettled(part) { warnWithoutEffect(part, kind) }
        let crossed = constrain(&value, by: view)
        if !crossed { return value }
        return value.isNullable ? resolveNull(view, home: home, name: name) : impossible(view.place, direction)
    }

    private func resolve(
        _ kind: SchemaKind, _ view: SchemaView, _ direction: Direction, home: TypeHome, name: TypeName?
    ) -> ValueSchema? {
        switch kind {
        case .any, .several, .impossible: return ValueSchema(.json)
        case .boolean: return ValueSchema(.boolean)
        case .integer: return ValueSchema(customType(of: view) ?? wholeNumberType(of: view))
        case .number: return ValueSchema(customType(of: view) ?? wholeType(of: view) ?? numberType(of: view))
        case .string: return ValueSchema(stringType(of: view))
        case .enumeration(let type): return resolveEnumeration(view, type, name: name ?? claim(home))
        case .array: return resolveArray(view, direction, home: home, name: name)
        case .object:
            if isObjectWithProperties(view)
                || view.parts.contains(where: {
                    $0.schema.isClosed && $0[.patternProperties] == nil
                })
            {
                if let known = enclosing(view, direction, home) { return ValueSchema(.named(known)) }
                let name = name ?? claim(home)
                announce(name, view, direction)
                leave(.object(view, direction, name))
                return ValueSchema(.named(name))
            }
            return resolveMap(view, direction, home: home)
        }
    }

    func claim(_ home: TypeHome) -> TypeName {
        registry.claimNested(home.name, in: home.parent)
    }

    /// Notes that `name` will be declared later on, as the type of `view`.
    func announce(_ name: TypeName, _ view: SchemaView, _ direction: Direction) {
        announced.insert(name)
        viewNames[identity(view, direction), default: []].append(name)
    }

    /// The type around `home` that the view has already: `allOf` may lead back to where it stands.
    func enclosing(_ view: SchemaView, _ direction: Direction, _ home: TypeHome) -> TypeName? {
        viewNames[identity(view, direction)]?.last { home.parent.components.starts(with: $0.components) }
    }

    /// Whether the type was made for the view alone.
    func isOwn(_ name: TypeName, _ view: SchemaView, _ direction: Direction) -> Bool {
        if viewNames[identity(view, direction)]?.contains(name) == true { return true }
        // Rules that stand as alternatives were taken out before the type was made.
        var plain = view
        plain.unions.removeAll { isAssertion($0) }
        return viewNames[identity(plain, direction)]?.contains(name) == true
    }

    private func identity(_ view: SchemaView, _ direction: Direction) -> String { "\(direction) " + view.identity }

    private func isAnnounced(_ name: TypeName) -> Bool { announced.contains(name) || registry.declarations[name] != nil }

    /// An object without named properties: a dictionary.
    private func resolveMap(_ view: SchemaView, _ direction: Direction, home: TypeHome) -> ValueSchema? {
        let values = memberSchemas(of: view)
        if values.isEmpty { return ValueSchema(.map(ValueSchema(.json))) }
        return resolve(all: values, direction, home: home.inside("Value")).map { ValueSchema(.map($0)) }
    }

    /// The schemas of members that no property describes: those of `additionalProperties`, or of the only pattern.
    func memberSchemas(of view: SchemaView) -> [Place] {
        let additional = view.all(.additionalProperties).filter { $0.node.boolean == nil }
        let patterns = view.all(.patternProperties).flatMap { $0.entries.map(\.place) }
        if patterns.isEmpty { return additional }
        // Which pattern a name matches is not looked at: one schema has to be that of all members. Names that no pattern
        // matches may have any value, unless something else speaks of them.
        let isClosed = view.all(.additionalProperties).contains { $0.node.boolean == false }
        let matchesAll = view.all(.patternProperties).contains { $0.entries.contains { Self.patternsOfAll.contains($0.key) } }
        let schemas = patterns + additional
        let texts = Set(schemas.map { jsonText($0.node) })
        return texts.count == 1 && (isClosed || matchesAll || !additional.isEmpty) ? [schemas[0]] : []
    }

    private static let patternsOfAll: Set<String> = ["", "^", "$", ".*", "^.*", ".*$", "^.*$", "[\\s\\S]*", "^[\\s\\S]*$"]

    func documentation(of schema: Place) -> String? {
        let title = schema.schema.title
        let description = schema.schema.description
        switch (title, description) {
        case (let title?, let description?) where title != description: return title + "\n\n" + description
        default: return description ?? title
        }
    }
}
