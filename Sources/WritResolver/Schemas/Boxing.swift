// Which properties are kept behind a reference: those that lead back to their own type, and those of large types.

internal import WritContract

/// Marks the properties that are boxed.
///
/// A struct can't contain itself by value. And one that contains others by value is copied, compared and destroyed field
/// by field, all the way down, wherever it is touched: in a trial with chains of seven structs, the code was 2.6 times as
/// large in debug builds, and the compiler took 1.7 times the memory in release ones (Benchmarks.md). Arrays and
/// dictionaries hold their elements behind a reference already.
func boxProperties(in types: inout [TypeDeclaration]) {
    var components = Components()
    collect(types, into: &components.objects)
    for name in components.objects.keys.sorted(by: { $0.description < $1.description }) { components.visit(name) }
    let sizes = inlineFieldCounts(components)
    for index in types.indices { mark(&types[index], components, sizes) }
}

/// A struct of more fields than these, those of structs inside it counted, is boxed where it is a property.
private let inlineFieldsMax = 4

/// How many fields each type has by value.
private func inlineFieldCounts(_ components: Components) -> [TypeName: Int] {
    var counts: [TypeName: Int] = [:]
    // A component is numbered after those that it leads to.
    for (name, _) in components.numbers.sorted(by: { ($0.value, $0.key.description) < ($1.value, $1.key.description) }) {
        counts[name] = (components.objects[name]?.properties ?? []).reduce(0) { sum, property in
            guard case .named(let target) = property.schema.type, let count = counts[target],
                components.numbers[target] != components.numbers[name], count <= inlineFieldsMax
            else { return sum + 1 }
            return sum + max(count, 1)
        }
    }
    return counts
}

private func collect(_ types: [TypeDeclaration], into all: inout [TypeName: ObjectType]) {
    for type in types {
        if case .object(let object) = type.kind { all[type.name] = object }
        collect(type.nested, into: &all)
    }
}

/// A property leads back to its own type where both lie in one strongly connected component.
private func mark(_ type: inout TypeDeclaration, _ components: Components, _ sizes: [TypeName: Int]) {
    if case .object(var object) = type.kind {
        for index in object.properties.indices {
            guard case .named(let target) = object.properties[index].schema.type, components.objects[target] != nil
            else { continue }
            object.properties[index].isBoxed =
                components.numbers[target] == components.numbers[type.name] || sizes[target] ?? 0 > inlineFieldsMax
        }
        type.kind = .object(object)
    }
    for index in type.nested.indices { mark(&type.nested[index], components, sizes) }
}

/// Tarjan's strongly connected components of the types that lie in each other by value; with a stack of its own, since
/// chains of types may be long.
private struct Components {
    var objects: [TypeName: ObjectType] = [:]
    private(set) var numbers: [TypeName: Int] = [:]
    private var order: [TypeName: Int] = [:]
    private var lowest: [TypeName: Int] = [:]
    private var open: [TypeName] = []
    private var frames: [(name: TypeName, targets: [TypeName])] = []

    mutating func visit(_ start: TypeName) {
        guard order[start] == nil else { return }
        enter(start)
        while let name = frames.last?.name {
            if let target = frames[frames.count - 1].targets.popLast() {
                if order[target] == nil {
                    enter(target)
                } else if numbers[target] == nil {
                    lowest[name] = min(lowest[name] ?? 0, order[target] ?? 0)
                }
            } else {
                leave(name)
            }
        }
    }

    private mutating func enter(_ name: TypeName) {
        order[name] = order.count
        lowest[name] = order[name]
        open.append(name)
        let targets: [TypeName] =
            objects[name]?.properties.compactMap { property in
                if case .named(let target) = property.schema.type, objects[target] != nil { target } else { nil }
            } ?? []
        frames.append((name, targets))
    }

    private mutating func leave(_ name: TypeName) {
        frames.removeLast()
        if let parent = frames.last?.name { lowest[parent] = min(lowest[parent] ?? 0, lowest[name] ?? 0) }
        guard lowest[name] == order[name] else { return }
        let number = numbers.count
        while let member = open.popLast() {
            numbers[member] = number
            if member == name { break }
        }
    }
}
