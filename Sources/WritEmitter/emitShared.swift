// What operations and types have alike: in files of their own, since it belongs to none of them.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func emitShared() -> [GeneratedFile] {
        let shared = contract.shared
        var groups = FileGroups(folder: GeneratedFile.sharedFolder, of: contract)
        emitNamespace(
            SharedTypes.failures, shared.failures.isEmpty,
            "What handlers throw, by what it holds. Each operation has a name of its own for it, `Failure`.", &groups)
        for part in shared.failures { add(part, to: &groups) { emitSharedFailure(part, &$0) } }
        emitNamespace(
            SharedTypes.inputs, shared.inputs.isEmpty,
            "What handlers get, by what it holds. Each operation has a name of its own for it, `Input`.", &groups)
        for part in shared.inputs { add(part, to: &groups) { emitSharedInput(part, &$0) } }
        emitNamespace(
            SharedTypes.values, shared.values.isEmpty,
            "Values that are alike in several places, by what they hold. Each place has a name of its own for them.", &groups)
        for declaration in shared.values {
            groups.add(
                fileName(declaration.name), group: SharedTypes.values, runtime: runtimeNeed(declaration),
                modules: modules(declaration)
            ) { swift in
                swift.block("extension \(outer(declaration.name))") { emitDeclaration(declaration, &$0) }
                emitCodecs(of: declaration, &swift)
            }
        }
        return files(groups)
    }

    private func emitNamespace(_ name: String, _ isEmpty: Bool, _ documentation: String, _ groups: inout FileGroups) {
        if isEmpty { return }
        groups.add(name, group: name, runtime: .none, modules: [:]) { swift in
            swift.documentation(documentation)
            swift.line("\(access)enum \(Identifier(name)) {}")
        }
    }

    private func add(_ part: SharedTypes.Part, to groups: inout FileGroups, _ print: (inout SwiftPrinter) -> Void) {
        groups.add(
            fileName(part.name), group: part.name.components[0], runtime: runtimeNeed(part.operation),
            modules: modules(part.operation), print)
    }

    private func emitSharedFailure(_ part: SharedTypes.Part, _ swift: inout SwiftPrinter) {
        let failures = part.operation.result.failures
        swift.block("extension \(outer(part.name))") { swift in
            emitAnswerType(Identifier(part.name.last), ": OperationFailure", failures, "What the handler may throw.", &swift)
        }
        swift.blank()
        emitAnswerWriter(name(part.name), isThrown: true, failures, &swift)
    }

    private func emitSharedInput(_ part: SharedTypes.Part, _ swift: inout SwiftPrinter) {
        swift.block("extension \(outer(part.name))") { swift in
            emitInputType(Identifier(part.name.last), part.operation, "What the handler gets.", &swift)
        }
        swift.blank()
        emitInputReader(part.operation, name(part.name), &swift)
    }

    private func outer(_ name: TypeName) -> Code { self.name(TypeName(Array(name.components.dropLast()))) }

    /// No type's name has a hyphen: the file collides with none of an operation or a schema.
    private func fileName(_ name: TypeName) -> String { name.components.joined(separator: "-") }
}
