// Which values are kept behind a reference: properties that lead back to their own type, those of large types, and answers.

internal import WritContract

/// Marks the properties and answers that are boxed.
///
/// A struct can't contain itself by value. And one that contains others by value is copied, compared and destroyed field
/// by field, all the way down, wherever it is touched: in a trial with chains of seven structs, the code was 2.6 times as
/// large in debug builds, and the compiler took 1.7 times the memory in release ones (Benchmarks.md). Arrays and
/// dictionaries hold their elements behind a reference already.
///
/// The cases of unions are boxed by `indirect` for the same two reasons. A property that is a union is not: what makes
/// the union large, or leads from it back, is behind a reference already. Answers of a handler's choice are boxed where they
/// have fields at all: each is made once and read once.
func boxProperties(in types: inout [TypeDeclaration], and operations: inout [Operation]) {
    var components = Components()
    collect(types, into: &components.kinds)
    for operation in operations { collect(operation.types, into: &components.kinds) }
    let names = components.kinds.keys.map { (name: $0, text: $0.description) }
    for (name, _) in names.sorted(by: { $0.text < $1.text }) { components.visit(name) }
    let sizes = inlineFieldCounts(components)
    for index in types.indices { mark(&types[index], components, sizes) }
    for operation in operations.indices {
        for index in operations[operation].types.indices { mark(&operations[operation].types[index], components, sizes) }
        operations[operation].result = marked(operations[operation].result, components)
    }
}

/// A struct of more fields than these, those of structs inside it counted, is boxed where it is a property.
private let inlineFieldsMax = 4

/// How many fields each type has by value.
private func inlineFieldCounts(_ components: Components) -> [TypeName: Int] {
    var counts: [TypeName: Int] = [:]
    // A component is numbered after those that it leads to.
    let numbers = components.numbers.sorted { one, two in
        one.value == two.value ? one.key.description < two.key.description : one.value < two.value
    }
    for (name, _) in numbers {
        guard let kind = components.kinds[name] else { continue }
        let fields = kind.fields.map { field -> Int in
            guard case .named(let target) = field.type, let count = counts[target],
                components.numbers[target] != components.numbers[name], count <= inlineFieldsMax
            else { return 1 }
            return max(count, 1)
        }
        if case .union = kind { counts[name] = fields.max() ?? 0 } else { counts[name] = fields.reduce(0, +) }
    }
    return counts
}

private func collect(_ types: [TypeDeclaration], into all: inout [TypeName: TypeDeclaration.Kind]) {
    for type in types {
        switch type.kind {
        case .object, .tuple, .union, .wrapper: all[type.name] = type.kind
        case .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration, .alias: break
        }
        collect(type.nested, into: &all)
    }
}

private func marked(_ result: OperationResult, _ components: Components) -> OperationResult {
    func marked(_ answers: [Answer]) -> [Answer] {
        answers.map { answer in
            var answer = answer
            if case .named(let name)? = answer.schema?.type { answer.isBoxed = components.kinds[name] != nil }
            return answer
        }
    }
    var result = result
    if case .choice(let answers) = result.success { result.success = .choice(marked(answers)) }
    result.failures = marked(result.failures)
    return result
}

/// A property leads back to its own type where both lie in one strongly connected component.
private func mark(_ type: inout TypeDeclaration, _ components: Components, _ sizes: [TypeName: Int]) {
    func isBoxed(_ schema: ValueSchema) -> Bool {
        guard case .named(let target) = schema.type, components.kinds[target] != nil else { return false }
        return components.numbers[target] == components.numbers[type.name] || sizes[target] ?? 0 > inlineFieldsMax
    }
    func isUnion(_ schema: ValueSchema) -> Bool {
        if case .named(let target) = schema.type, case .union = components.kinds[target] { true } else { false }
    }
    switch type.kind {
    case .object(var object):
        for index in object.properties.indices where !isUnion(object.properties[index].schema) {
            object.properties[index].isBoxed = isBoxed(object.properties[index].schema)
        }
        type.kind = .object(object)
    case .tuple(var tuple):
        for index in tuple.elements.indices where !isUnion(tuple.elements[index].schema) {
            tuple.elements[index].isBoxed = isBoxed(tuple.elements[index].schema)
        }
        type.kind = .tuple(tuple)
    case .union(var union):
        for index in union.cases.indices { union.cases[index].isBoxed = isBoxed(union.cases[index].schema) }
        type.kind = .union(union)
    default: break
    }
    for index in type.nested.indices { mark(&type.nested[index], components, sizes) }
}

/// Tarjan's strongly connected components of the types that lie in each other by value; with a stack of its own, since
/// chains of types may be long.
private struct Components {
    var kinds: [TypeName: TypeDeclaration.Kind] = [:]
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
            kinds[name]?.fields.compactMap { field in
                if case .named(let target) = field.type, kinds[target] != nil { target } else { nil }
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
