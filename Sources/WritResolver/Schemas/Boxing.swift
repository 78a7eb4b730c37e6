// Types that contain themselves: which properties are kept behind a reference.

internal import WritContract

/// Marks a property as boxed where a struct would otherwise contain itself by value. Arrays and dictionaries hold their
/// elements behind a reference already.
func boxRecursion(in types: inout [TypeDeclaration]) {
    var all: [TypeName: ObjectType] = [:]
    collect(types, into: &all)
    let reachable = all.keys.reduce(into: [:]) { result, name in result[name] = reach(from: name, in: all) }
    for index in types.indices { mark(&types[index], reachable) }
}

private func collect(_ types: [TypeDeclaration], into all: inout [TypeName: ObjectType]) {
    for type in types {
        if case .object(let object) = type.kind { all[type.name] = object }
        collect(type.nested, into: &all)
    }
}

/// The object types that lie by value in `start`, itself included only where it contains itself.
private func reach(from start: TypeName, in all: [TypeName: ObjectType]) -> Set<TypeName> {
    var found: Set<TypeName> = []
    var waiting = [start]
    while let name = waiting.popLast() {
        for property in all[name]?.properties ?? [] {
            guard case .named(let target) = property.schema.type, found.insert(target).inserted else { continue }
            waiting.append(target)
        }
    }
    return found
}

private func mark(_ type: inout TypeDeclaration, _ reachable: [TypeName: Set<TypeName>]) {
    if case .object(var object) = type.kind {
        for index in object.properties.indices {
            guard case .named(let target) = object.properties[index].schema.type else { continue }
            object.properties[index].isBoxed =
                target == type.name || reachable[target]?.contains(type.name) == true
        }
        type.kind = .object(object)
    }
    for index in type.nested.indices { mark(&type.nested[index], reachable) }
}
