// The declared types while they are being made: their names, their declarations and what each is used for.

internal import WritContract

/// Which way a value goes. A schema with `readOnly` or `writeOnly` properties is a different type each way.
enum Direction: Sendable, Hashable {
    case request, answer
}

/// Where a named schema stands: by its pointer, and the direction where the two differ.
struct TypeKey: Hashable, Sendable {
    let pointer: Pointer
    /// Nil: one type serves both directions.
    let direction: Direction?
}

final class TypeRegistry {
    enum State {
        /// Being resolved: a reference to it from within is recursion.
        case inProgress
        case done(ValueSchema)
        /// Refused: said once already.
        case failed
    }

    var topLevelNames = NameScope(reserved: ReservedNames.types, ignoresCase: true)
    var names: [TypeKey: TypeName] = [:]
    var states: [TypeKey: State] = [:]
    /// Names whose schemas became a declared type, rather than another name for values without one.
    private(set) var declarations: [TypeName: TypeDeclaration] = [:]
    private var caseNames: [TypeName: [String: String]] = [:]
    private var textCaseNames: [TypeName: [String: String]] = [:]
    /// The positions of the properties of types that were given defaults, by their names.
    private var positions: [TypeName: [String: Int]] = [:]
    /// The rules that values of declared types must keep besides.
    var rules: [TypeName: String] = [:]
    private var nestedNames: [TypeName: NameScope] = [:]
    /// Names of types inside others, wherever they are.
    private var innerNames: Set<String> = []
    /// The order in which names were claimed: the document's, and that of emission.
    private var order: [TypeName] = []

    func declare(_ declaration: TypeDeclaration) {
        declarations[declaration.name] = declaration
        forget(declaration.name)
    }

    /// Takes back a type that another one stands for.
    func undeclare(_ name: TypeName) {
        declarations[name] = nil
        forget(name)
    }

    private func forget(_ name: TypeName) {
        caseNames[name] = nil
        textCaseNames[name] = nil
        positions[name] = nil
    }

    /// What the case of a declared enumeration is called that has the value.
    func caseName(of value: String, in enumeration: TypeName) -> String? {
        caseName(value, in: enumeration, &caseNames) { $0.value }
    }

    /// The same for the text that stands for the value in a mapping: lists of any values have JSON texts.
    func caseName(ofText text: String, in enumeration: TypeName) -> String? {
        guard case .valueEnumeration? = declarations[enumeration]?.kind else { return caseName(of: text, in: enumeration) }
        return caseName(text, in: enumeration, &textCaseNames) { TagValue($0.value)?.text }
    }

    private func caseName(
        _ value: String, in enumeration: TypeName, _ known: inout [TypeName: [String: String]],
        by key: (EnumerationCase) -> String?
    ) -> String? {
        if let names = known[enumeration] { return names[value] }
        let cases: [EnumerationCase]
        switch declarations[enumeration]?.kind {
        case .stringEnumeration(let listed), .integerEnumeration(_, let listed), .valueEnumeration(let listed),
            .openEnumeration(let listed):
            cases = listed
        default: return nil
        }
        let names = Dictionary(
            cases.compactMap { one in key(one).map { ($0, one.swiftName) } }, uniquingKeysWith: { first, _ in first })
        known[enumeration] = names
        return names[value]
    }

    /// Gives a property of a declared object the default: where it stands, since a type may have many of them.
    func setDefault(_ value: DefaultValue, of wireName: String, in owner: TypeName) {
        if let position = position(of: wireName, in: owner) { declarations[owner]?.setDefault(value, at: position) }
    }

    private func position(of wireName: String, in owner: TypeName) -> Int? {
        if let known = positions[owner] { return known[wireName] }
        guard case .object(let object)? = declarations[owner]?.kind else { return nil }
        let found = Dictionary(object.properties.enumerated().map { ($1.wireName, $0) }, uniquingKeysWith: { _, last in last })
        positions[owner] = found
        return found[wireName]
    }

    /// A free name for a type of its own, different from all types inside others so far, which would hide it.
    func claimTopLevel(_ name: String, suffix: String) -> TypeName {
        let claimed = TypeName([topLevelNames.claim(name, suffix: suffix, unless: innerNames.contains)])
        order.append(claimed)
        return claimed
    }

    /// A free name for what types' readers use: none of the types that they stand in may hide it.
    func claimTable(_ name: String) -> String { topLevelNames.claim(name, unless: innerNames.contains) }

    /// A free name for a type inside `parent`, different from all types outside, which it would hide.
    func claimNested(_ name: String, in parent: TypeName) -> TypeName {
        if parent.components.isEmpty { return claimTopLevel(name, suffix: "Model") }
        // Letters without capitals: the member beside it would bear the same name.
        let name = SwiftNames.memberName(name) == name ? name + "Type" : name
        // Claimed where the scope stands: taken out, it would be copied for each type in it.
        let free = nestedNames[parent, default: NameScope(reserved: ReservedNames.nestedTypes + parent.components)]
            .claim(name, suffix: "Value", unless: topLevelNames.isTaken)
        let claimed = parent.nested(free)
        innerNames.insert(claimed.last)
        order.append(claimed)
        return claimed
    }

    /// The types of requests that differ from those of answers, by these.
    var twins: [TypeName: TypeName] {
        names.reduce(into: [:]) { twins, entry in
            let answer = TypeKey(pointer: entry.key.pointer, direction: .answer)
            if entry.key.direction == .request, let twin = names[answer] { twins[entry.value] = twin }
        }
    }

    /// Names of all types outside operations.
    var schemaNames: [String] { (children[[]] ?? []).map(\.last) }

    /// Notes that the enumeration `name` is read from a parameter.
    func markParameter(_ name: TypeName) {
        declarations[name]?.isParameter = true
    }

    /// False where that was known already.
    func markDeclaration(_ name: TypeName, _ direction: Direction) -> Bool {
        guard let declaration = declarations[name] else { return false }
        switch direction {
        case .request:
            if declaration.isRead { return false }
            declarations[name]?.isRead = true
        case .answer:
            if declaration.isWritten { return false }
            declarations[name]?.isWritten = true
        }
        return true
    }

    private lazy var children: [[String]: [TypeName]] = Dictionary(
        grouping: order, by: { Array($0.components.dropLast()) })

    /// All top-level declarations with what is nested in them. Call it when no more will be declared.
    func topLevelDeclarations() -> [TypeDeclaration] {
        (children[[]] ?? []).compactMap(assembled)
    }

    /// The declarations nested in `parent`. Call it when no more will be declared.
    func nestedDeclarations(of parent: TypeName) -> [TypeDeclaration] {
        (children[parent.components] ?? []).compactMap(assembled)
    }

    private func assembled(_ name: TypeName) -> TypeDeclaration? {
        guard var declaration = declarations[name] else { return nil }
        declaration.nested = nestedDeclarations(of: name)
        declaration.rule = rules[name]
        return declaration
    }
}

extension TypeDeclaration {
    /// Taken out and put back: the list of properties is not copied.
    fileprivate mutating func setDefault(_ value: DefaultValue, at position: Int) {
        guard case .object(var object) = kind else { return }
        kind = .valueEnumeration([])
        object.properties[position].presence = .defaulted(value)
        kind = .object(object)
    }
}
