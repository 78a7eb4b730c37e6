// Names of types that are now called otherwise, wherever they stand.

internal import WritContract

/// Names of types, and the names that stand for them and for what is inside them.
struct Renaming {
    private var names: [TypeName: TypeName] = [:]

    mutating func remove(_ name: TypeName) { names[name] = nil }

    var isEmpty: Bool { names.isEmpty }

    mutating func add(_ name: TypeName, _ other: TypeName) { names[name] = other }

    func applied(to name: TypeName) -> TypeName {
        for count in stride(from: name.components.count, to: 0, by: -1) {
            let outer = TypeName(Array(name.components.prefix(count)))
            let inner = name.components.dropFirst(count)
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

    /// What a declaration says, under other names: unmarked and without words about the whole.
    func content(_ declaration: TypeDeclaration) -> TypeDeclaration { content(declaration, named: applied(to: declaration.name)) }

    /// What is inside keeps its own name, also where it is another name for a type outside by now.
    private func content(_ declaration: TypeDeclaration, named name: TypeName) -> TypeDeclaration {
        var result = TypeDeclaration(
            name: name, kind: applied(to: declaration.kind),
            nested: declaration.nested.map { content($0, named: name.nested($0.name.last)) })
        result.rule = declaration.rule
        return result
    }

    /// Changes what a declaration and those inside it refer to.
    func apply(to declaration: inout TypeDeclaration) {
        declaration.kind = applied(to: declaration.kind)
        for index in declaration.nested.indices { apply(to: &declaration.nested[index]) }
    }

    /// Changes what an operation refers to.
    func apply(to operation: inout Operation) {
        for index in operation.parameters.indices { apply(to: &operation.parameters[index].schema) }
        operation.result.change { apply(to: &$0) }
        operation.webSocket?.change { apply(to: &$0.schema) }
        for index in operation.types.indices { apply(to: &operation.types[index]) }
        guard var body = operation.body else { return }
        for index in body.contents.indices {
            apply(to: &body.contents[index].schema)
            guard case .multipart(var form) = body.contents[index].kind else { continue }
            for part in form.parts.indices { apply(to: &form.parts[part].schema) }
            body.contents[index].kind = .multipart(form)
        }
        operation.body = body
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
