// Inputs, successes and failures that several operations have alike.

internal import WritContract

/// Decides which operation declares the input, the successes and the failures of which: the first that has the like.
///
/// Real documents take the same parameters and refuse in the same words all over. Each type costs a dozen functions of the
/// compiler's making; and where failures are one type, one function of the application can throw for many operations.
///
/// What a document says of them in words may differ: then the other name tells its own.
func shareTypes(among operations: inout [Operation]) {
    var inputs: [InputForm: Operation] = [:]
    var successes: [OperationResult.Success: Operation] = [:]
    var failures: [[Answer]: Operation] = [:]
    for index in operations.indices {
        let operation = operations[index]
        let plain = operation.withoutWords
        let taker = owner(of: InputForm(plain), among: &inputs, otherwise: operation)
        let giver = owner(of: plain.result.success, among: &successes, otherwise: operation)
        let thrower = owner(of: plain.result.failures, among: &failures, otherwise: operation)
        operations[index].inputOwner = taker.typeName
        operations[index].hasOwnInputWords = InputForm(taker) != InputForm(operation)
        operations[index].successOwner = giver.typeName
        operations[index].hasOwnSuccessWords = giver.result.success != operation.result.success
        operations[index].failureOwner = thrower.typeName
        operations[index].hasOwnFailureWords = thrower.result.failures != operation.result.failures
    }
}

/// The first operation that has the like: this one where there is none.
private func owner<Form: Hashable>(
    of form: Form, among owners: inout [Form: Operation], otherwise operation: Operation
) -> Operation {
    if let owner = owners[form] { return owner }
    owners[form] = operation
    return operation
}

/// Inputs of one form: the struct and the way it is read would be the same text. Types inside an operation have names of their
/// own.
private struct InputForm: Hashable {
    let parameters: [Parameter]
    let body: RequestBody?
    let names: [String]

    init(_ operation: Operation) {
        parameters = operation.parameters
        body = operation.body
        names = operation.path.parameterNames
    }
}

extension Operation {
    fileprivate var withoutWords: Operation {
        var operation = self
        for index in parameters.indices { operation.parameters[index].documentation = nil }
        operation.body?.documentation = nil
        operation.result.change { answer in
            answer.documentation = nil
            for header in answer.headers.indices { answer.headers[header].documentation = nil }
        }
        return operation
    }
}
