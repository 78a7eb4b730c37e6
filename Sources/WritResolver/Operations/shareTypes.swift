// Inputs and failures that operations may have alike.

internal import WritContract

/// What types and operations have alike.
func share(among types: inout [TypeDeclaration], and operations: inout [Operation], names: SharedNames) -> SharedTypes {
    var shared = SharedTypes()
    let renaming = shareAlikeTypes(among: &types, and: &operations, names: names, in: &shared)
    shareTypes(among: &operations, names: names, renaming: renaming, in: &shared)
    return shared
}

/// Decides which operations' inputs and failures are shared types, by what these hold alone: how many operations have the like is
/// not asked, since one more would then change the types of others.
///
/// Real documents take the same parameters and refuse in the same words all over. Each type costs a dozen functions of the
/// compiler's making; and where failures are one type, one function of the application can throw for many operations.
///
/// What a document says of them in words may differ: each operation's own name for them tells its own.
///
/// - Parameter renaming: What leads from an operation's names to shared values.
func shareTypes(
    among operations: inout [Operation], names: SharedNames, renaming: Renaming, in shared: inout SharedTypes
) {
    var inputs = SharedContents<InputForm>()
    var failures = SharedContents<[Answer]>()
    let plain = operations.map { $0.plain(renaming) }
    let inputNames = plain.map { $0.body == nil ? names.input($0.parameters) : nil }
    let failureNames = plain.map { $0.result.failures.isEmpty ? nil : names.failure($0.result.failures) }
    for (index, operation) in plain.enumerated() {
        if let name = inputNames[index] { inputs.note(InputForm(operation), as: name) }
        if let name = failureNames[index] { failures.note(operation.result.failures.withoutComponents, as: name) }
    }
    inputs.settle()
    failures.settle()
    var known: Set<TypeName> = []
    for (index, operation) in plain.enumerated() {
        if let name = inputNames[index] {
            let type = TypeName([SharedTypes.inputs, inputs.name(of: InputForm(operation), as: name)])
            operations[index].sharedInput = type
            if known.insert(type).inserted { shared.inputs.append(.init(name: type, operation: operation.input)) }
        }
        if let name = failureNames[index] {
            let form = operation.result.failures.withoutComponents
            let type = TypeName([SharedTypes.failures, failures.name(of: form, as: name)])
            operations[index].sharedFailure = type
            if known.insert(type).inserted { shared.failures.append(.init(name: type, operation: operation.failure)) }
        }
    }
    shared.inputs.sort { $0.name.last < $1.name.last }
    shared.failures.sort { $0.name.last < $1.name.last }
}

/// Inputs of one form: the struct and the way it is read would be the same text.
private struct InputForm: Hashable {
    let parameters: [Parameter]
    let names: [String]

    init(_ operation: Operation) {
        parameters = operation.parameters.map { parameter in
            var parameter = parameter
            parameter.component = nil
            return parameter
        }
        names = operation.path.parameterNames
    }
}

extension [Answer] {
    fileprivate var withoutComponents: [Answer] {
        map { answer in
            var answer = answer
            answer.component = nil
            return answer
        }
    }
}

extension Operation {
    /// The operation without words, by the names of what is declared.
    fileprivate func plain(_ renaming: Renaming) -> Operation {
        var operation = self
        renaming.apply(to: &operation)
        for index in parameters.indices { operation.parameters[index].documentation = nil }
        operation.result.change { answer in
            answer.documentation = nil
            for header in answer.headers.indices { answer.headers[header].documentation = nil }
        }
        return operation
    }

    /// An operation that declares its input alone.
    fileprivate var input: Operation {
        var operation = self
        operation.result = OperationResult(success: .plain(.nothing), failures: [])
        operation.webSocket = nil
        operation.types = []
        return operation
    }

    /// The same for its failure.
    fileprivate var failure: Operation {
        var operation = self
        operation.result.success = .plain(.nothing)
        operation.parameters = []
        operation.body = nil
        operation.webSocket = nil
        operation.types = []
        return operation
    }
}

extension Answer {
    static let nothing = Answer(status: .code(204), caseName: "noContent", body: .none, documentation: nil)
}
