// Types inside others that say the same as one before them.

internal import WritContract

/// Makes types inside others into other names for the first one that is alike: the same properties, cases or items by the same
/// names, with the same rules and the same words about each.
///
/// Real documents write the same list of words, or the same small object, at many places. As one type, a value can be passed on
/// from one to the next, and the compiler makes its dozen functions once.
func shareAlikeTypes(among types: inout [TypeDeclaration], and operations: inout [Operation]) {
    var alike = AlikeTypes()
    for type in types { alike.note(type) }
    for index in types.indices { alike.visit(&types[index].nested) }
    for index in operations.indices { alike.visit(&operations[index].types) }
    alike.settleUses()
    for index in types.indices { alike.mark(&types[index]) }
    for index in operations.indices {
        for type in operations[index].types.indices { alike.mark(&operations[index].types[type]) }
        alike.rename(&operations[index])
    }
}

private struct AlikeTypes {
    private struct Use {
        var isRead = false
        var isParameter = false
        var isWritten = false

        mutating func add(_ other: Use) {
            isRead = isRead || other.isRead
            isParameter = isParameter || other.isParameter
            isWritten = isWritten || other.isWritten
        }
    }

    /// What a declaration is without what differs from place to place, and the name that it was declared by.
    private var owners: [TypeDeclaration: TypeName] = [:]
    /// What types that are now other names have been renamed to.
    private var names = Renaming()
    private var uses: [TypeName: Use] = [:]

    /// A type that stays what it is, and may be what others are alike to.
    mutating func note(_ declaration: TypeDeclaration) {
        guard let form = form(declaration), owners[form] == nil else { return }
        owners[form] = declaration.name
    }

    /// Goes from the outside to the inside: what is in a type that is now another name is declared where that one is.
    mutating func visit(_ declarations: inout [TypeDeclaration]) {
        for index in declarations.indices {
            let declaration = declarations[index]
            guard let form = form(declaration) else { continue }
            if let owner = owners[form] {
                names.add(declaration.name, owner)
                noteUse(of: declaration, by: owner)
                declarations[index].kind = .alias(ValueSchema(.named(owner)))
                declarations[index].nested = []
                declarations[index].rule = nil
            } else {
                owners[form] = declaration.name
                visit(&declarations[index].nested)
            }
        }
    }

    private mutating func noteUse(of declaration: TypeDeclaration, by name: TypeName) {
        uses[name, default: Use()].add(
            Use(isRead: declaration.isRead, isParameter: declaration.isParameter, isWritten: declaration.isWritten))
        for inner in declaration.nested { noteUse(of: inner, by: name.nested(inner.name.last)) }
    }

    /// What is inside a type that others are alike to may have become another name itself.
    mutating func settleUses() {
        var settled: [TypeName: Use] = [:]
        for (name, use) in uses { settled[names.applied(to: name), default: Use()].add(use) }
        uses = settled
    }

    /// Whatever one of the names is used for, the type is.
    func mark(_ declaration: inout TypeDeclaration) {
        if let use = uses[declaration.name] {
            declaration.isRead = declaration.isRead || use.isRead
            declaration.isParameter = declaration.isParameter || use.isParameter
            declaration.isWritten = declaration.isWritten || use.isWritten
        }
        for index in declaration.nested.indices { mark(&declaration.nested[index]) }
    }

    /// Operations name what is declared, so that those which are alike are seen to be.
    func rename(_ operation: inout Operation) {
        for index in operation.parameters.indices { names.apply(to: &operation.parameters[index].schema) }
        let success = operation.result.success
        operation.result.change { names.apply(to: &$0) }
        // A value that a handler returns as it is bears the operation's own name.
        if case .plain = success { operation.result.success = success }
        guard var body = operation.body else { return }
        for index in body.contents.indices { names.apply(to: &body.contents[index].schema) }
        operation.body = body
    }

    /// The declaration as it would be, were its name empty; nil for those that are never shared.
    private func form(_ declaration: TypeDeclaration) -> TypeDeclaration? {
        switch declaration.kind {
        case .alias, .wrapper: return nil
        case .object, .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration, .union, .tuple: break
        }
        var names = names
        names.subject = declaration.name
        return names.applied(to: declaration)
    }
}

/// Names of types, and the names that stand for them and for what is inside them.
private struct Renaming {
    private var names: [TypeName: TypeName] = [:]
    /// The type whose own name is to be empty.
    var subject: TypeName?

    mutating func add(_ name: TypeName, _ other: TypeName) { names[name] = other }

    func applied(to name: TypeName) -> TypeName {
        for count in stride(from: name.components.count, to: 0, by: -1) {
            let outer = TypeName(Array(name.components.prefix(count)))
            let inner = name.components.dropFirst(count)
            if outer == subject { return TypeName([""] + inner) }
            // What is inside the other type may be another name again.
            if let other = names[outer] { return applied(to: TypeName(other.components + inner)) }
        }
        return name
    }

    func apply(to schema: inout ValueSchema) { schema = applied(to: schema) }

    func apply(to answer: inout Answer) {
        switch answer.body {
        case .none, .bytes: break
        case .json(let mediaTypes, let schema): answer.body = .json(mediaTypes: mediaTypes, applied(to: schema))
        case .text(let mediaType, let schema): answer.body = .text(mediaType: mediaType, applied(to: schema))
        case .sequence(let mediaType, let format, let item):
            answer.body = .sequence(mediaType: mediaType, format, item: applied(to: item))
        }
        for index in answer.headers.indices { apply(to: &answer.headers[index].schema) }
    }

    private func applied(to schema: ValueSchema) -> ValueSchema {
        var schema = schema
        switch schema.type {
        case .named(let name): schema.type = .named(applied(to: name))
        case .array(let item): schema.type = .array(applied(to: item))
        case .map(let value): schema.type = .map(applied(to: value))
        case .boolean, .integer, .float, .double, .string, .text, .decimal, .custom, .json: break
        }
        return schema
    }

    private func applied(to value: DefaultValue) -> DefaultValue {
        switch value {
        case .boolean, .number, .string, .text, .json, .enumerationCase, .unknownCase, .null: value
        case .array(let items): .array(items.map(applied))
        case .map(let members): .map(members.map(applied))
        case .object(let name, let members): .object(applied(to: name), members.map(applied))
        case .wrapper(let name, let value): .wrapper(applied(to: name), applied(to: value))
        case .unionCase(let name, let unionCase, let value): .unionCase(applied(to: name), unionCase, applied(to: value))
        case .present(let value): .present(value.map(applied))
        }
    }

    private func applied(to member: DefaultValue.Member) -> DefaultValue.Member {
        DefaultValue.Member(name: member.name, value: applied(to: member.value))
    }

    private func applied(to property: Property) -> Property {
        var property = property
        apply(to: &property.schema)
        property.tag = property.tag.map(applied)
        if case .defaulted(let value) = property.presence { property.presence = .defaulted(applied(to: value)) }
        return property
    }

    /// The same declaration with other names, unmarked and without words about the whole.
    func applied(to declaration: TypeDeclaration) -> TypeDeclaration {
        var result = TypeDeclaration(
            name: applied(to: declaration.name), kind: applied(to: declaration.kind), nested: declaration.nested.map(applied))
        result.rule = declaration.rule
        return result
    }

    private func applied(to kind: TypeDeclaration.Kind) -> TypeDeclaration.Kind {
        switch kind {
        case .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration: return kind
        case .alias(let schema): return .alias(applied(to: schema))
        case .wrapper(let schema): return .wrapper(applied(to: schema))
        case .object(var object):
            object.properties = object.properties.map(applied)
            if case .kept(let values, let name) = object.additional {
                object.additional = .kept(applied(to: values), swiftName: name)
            }
            return .object(object)
        case .union(var union):
            for index in union.cases.indices { apply(to: &union.cases[index].schema) }
            return .union(union)
        case .tuple(var tuple):
            tuple.elements = tuple.elements.map(applied)
            tuple.rest = tuple.rest.map(applied)
            return .tuple(tuple)
        }
    }
}
