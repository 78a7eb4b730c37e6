// The declared types while they are being made: their names, their declarations and what each is used for.

internal import WritContract

/// Which way a value goes. A schema with `readOnly` or `writeOnly` properties is a different type each way.
enum Direction: Sendable, Hashable {
    case request, answer
}

/// Where a named schema stands: by its pointer, and the direction where the two differ.
struct TypeKey: Hashable, Sendable {
    let pointer: String
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

    var topLevelNames = NameScope(reserved: ReservedNames.types)
    var names: [TypeKey: TypeName] = [:]
    var states: [TypeKey: State] = [:]
    /// Names whose schemas became a declared type, rather than another name for values without one.
    private(set) var declarations: [TypeName: TypeDeclaration] = [:]
    private var nestedNames: [TypeName: NameScope] = [:]
    private var order: [TypeName] = []

    func declare(_ declaration: TypeDeclaration) {
        if declarations.updateValue(declaration, forKey: declaration.name) == nil { order.append(declaration.name) }
    }

    /// A free name for a type inside `parent`, different from all types outside, which it would hide.
    func claimNested(_ name: String, in parent: TypeName) -> TypeName {
        var scope = nestedNames[parent] ?? topLevelNames
        defer { nestedNames[parent] = scope }
        let ownNames = ["Input", "Success", "Failure", "Storage"] + parent.components
        let candidate = ownNames.contains(name) ? name + "Value" : name
        return parent.nested(scope.claim(candidate, suffix: "Value"))
    }

    /// Notes that the enumeration `name` is read from a parameter.
    func markParameter(_ name: TypeName) {
        declarations[name]?.isParameter = true
    }

    func mark(_ name: TypeName, _ direction: Direction) {
        switch direction {
        case .request: declarations[name]?.isRead = true
        case .answer: declarations[name]?.isWritten = true
        }
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
        return declaration
    }
}
