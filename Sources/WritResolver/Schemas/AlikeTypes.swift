// Types inside others that are one type: what is the same in both directions, and small ones that their content names.

internal import WritContract

/// What is inside a type of both directions, and does not differ, exists once: `Person.Size` is the size of a `PersonInput`, too.
///
/// - Parameter twins: The types of requests, and those of answers.
func shareTwins(_ twins: [TypeName: TypeName], among types: inout [TypeDeclaration], and operations: inout [Operation]) {
    var places: [TypeName: Int] = [:]
    for (index, type) in types.enumerated() { places[type.name] = index }
    var names = Renaming()
    var found = Renaming()
    for index in types.indices {
        guard let twin = twins[types[index].name], let other = places[twin] else { continue }
        names.add(types[index].name, twin)
        types[index].nested = own(types[index].nested, beside: &types[other].nested, names, &found)
    }
    if found.isEmpty { return }
    for index in types.indices { found.apply(to: &types[index]) }
    for index in operations.indices { found.apply(to: &operations[index]) }
}

/// The types that differ from those of the other direction; the others can do from now on what either could.
private func own(
    _ nested: [TypeDeclaration], beside others: inout [TypeDeclaration], _ names: Renaming, _ found: inout Renaming
) -> [TypeDeclaration] {
    nested.compactMap { declaration in
        let name = names.applied(to: declaration.name)
        guard let index = others.firstIndex(where: { $0.name == name }) else { return declaration }
        if names.content(declaration) == names.content(others[index]) {
            found.add(declaration.name, name)
            others[index].mark(as: declaration)
            return nil
        }
        var declaration = declaration
        declaration.nested = own(declaration.nested, beside: &others[index].nested, names, &found)
        return declaration
    }
}

extension TypeDeclaration {
    /// Adds what an equal type is used for.
    fileprivate mutating func mark(as other: TypeDeclaration) {
        isRead = isRead || other.isRead
        isParameter = isParameter || other.isParameter
        isWritten = isWritten || other.isWritten
        for (index, inner) in other.nested.enumerated() where index < nested.count { nested[index].mark(as: inner) }
    }
}

/// Makes types inside others into other names for a shared type, where their content names it: `Order.Direction` is
/// `Shared.AscOrDesc`.
///
/// Real documents write the same list of words, or the same choice, at many places. As one type, a value can be passed on from one
/// to the next, and the compiler makes its dozen functions once. Whether anything else is alike is not asked: see `shareTypes`.
///
/// - Returns: The shared types' names by those that are other names for them now.
func shareAlikeTypes(
    among types: inout [TypeDeclaration], and operations: inout [Operation], names: SharedNames, in shared: inout SharedTypes
) -> Renaming {
    var alike = AlikeTypes(names: names)
    for type in types { type.nested.forEach { alike.collect($0) } }
    for operation in operations { operation.types.forEach { alike.collect($0) } }
    alike.settle()
    for index in types.indices { types[index].nested = types[index].nested.map(alike.replaced) }
    for index in operations.indices { operations[index].types = operations[index].types.map(alike.replaced) }
    shared.values = alike.shared.values.sorted { $0.name.last < $1.name.last }
    return alike.renaming
}

private struct AlikeTypes {
    let names: SharedNames
    /// What types that are now other names have been renamed to.
    var renaming = Renaming()
    var shared: [TypeName: TypeDeclaration] = [:]
    /// The declarations by how many are inside each other in them: what is inside is settled first.
    private var levels: [[TypeDeclaration]] = []
    private var aliases: [TypeName: TypeName] = [:]

    init(names: SharedNames) { self.names = names }

    @discardableResult
    mutating func collect(_ declaration: TypeDeclaration) -> Int {
        let level = declaration.nested.reduce(0) { max($0, collect($1) + 1) }
        while levels.count <= level { levels.append([]) }
        levels[level].append(declaration)
        return level
    }

    mutating func settle() {
        for level in levels {
            var contents = SharedContents<TypeDeclaration>()
            var found: [(declaration: TypeDeclaration, content: TypeDeclaration)] = []
            for declaration in level {
                guard let content = content(declaration) else { continue }
                contents.note(content, as: content.name.last)
                found.append((declaration, content))
            }
            contents.settle(besides: Set(shared.keys.map(\.last)))
            for (declaration, content) in found {
                let name = TypeName([SharedTypes.values, contents.name(of: content, as: content.name.last)])
                var own = Renaming()
                own.add(content.name, name)
                let use = replaced(declaration, isOutermost: true)
                if shared[name] == nil { shared[name] = own.content(content) }
                shared[name]?.mark(as: use)
                renaming.add(declaration.name, name)
                aliases[declaration.name] = name
            }
        }
    }

    func replaced(_ declaration: TypeDeclaration) -> TypeDeclaration { replaced(declaration, isOutermost: false) }

    /// The declaration, or another name; the same for those inside.
    private func replaced(_ declaration: TypeDeclaration, isOutermost: Bool) -> TypeDeclaration {
        var declaration = declaration
        if !isOutermost, let name = aliases[declaration.name] {
            declaration.kind = .alias(ValueSchema(.named(name)))
            declaration.nested = []
        }
        declaration.nested = declaration.nested.map { replaced($0, isOutermost: false) }
        return declaration
    }

    /// The declaration as it would be shared; nil for those that are not.
    private mutating func content(_ declaration: TypeDeclaration) -> TypeDeclaration? {
        guard declaration.rule == nil, let name = name(declaration) else { return nil }
        // What is inside may be a shared type of that very name: the whole goes by another one until it has its own.
        let base = TypeName([SharedTypes.values, "self", name])
        renaming.add(declaration.name, base)
        defer { renaming.remove(declaration.name) }
        var content = renaming.content(replaced(declaration, isOutermost: true))
        if case .union(var union) = content.kind {
            for index in union.cases.indices { union.cases[index].documentation = nil }
            content.kind = .union(union)
        }
        return isOutside(content) && !hasOwnRules(content) ? content : nil
    }

    /// Whether a rule of a place in it is asked for: no other place has that.
    private func hasOwnRules(_ content: TypeDeclaration) -> Bool {
        if case .object(let object) = content.kind, case .kept(let values, _) = object.additional, values.hasRule { return true }
        return content.rule != nil || content.kind.fields.contains(where: \.hasRule)
            || content.nested.contains(where: hasOwnRules)
    }

    private func name(_ declaration: TypeDeclaration) -> String? {
        switch declaration.kind {
        case .stringEnumeration(let cases): return names.enumeration(cases)
        case .object(let object): return names.object(object, declaration)
        case .union(var union):
            for index in union.cases.indices { renaming.apply(to: &union.cases[index].schema) }
            return names.union(union)
        default: return nil
        }
    }

    /// Whether nothing in it is part of an operation or of another type.
    private func isOutside(_ content: TypeDeclaration) -> Bool {
        let isOutside = content.kind.contents.allSatisfy { type in
            var type = type
            while let item = type.item { type = item }
            guard case .named(let name) = type else { return true }
            return name.components.count == 1 || name.components[0] == SharedTypes.values
        }
        return isOutside && content.nested.allSatisfy(self.isOutside)
    }
}

extension ValueSchema {
    fileprivate var hasRule: Bool {
        if constraints.rule != nil { return true }
        switch type {
        case .array(let item), .map(let item): return item.hasRule
        default: return false
        }
    }
}

extension ValueType {
    fileprivate var item: ValueType? {
        switch self {
        case .array(let item), .map(let item): item.type
        default: nil
        }
    }
}
