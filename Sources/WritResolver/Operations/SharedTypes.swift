// Inputs, successes and failures that several operations have alike.

internal import WritContract

/// Decides which operation declares the input, the successes and the failures of which: the first that has the like.
///
/// Real documents take the same parameters and refuse in the same words all over. Each type costs a dozen functions of the
/// compiler's making; and where failures are one type, one function of the application can throw for many operations.
///
/// What a document says of them in words may differ: then the other name tells its own.
func shareTypes(among operations: inout [Operation]) {
    var inputs: [String: [Operation]] = [:]
    var successes: [String: [Operation]] = [:]
    var failures: [String: [Operation]] = [:]
    for index in operations.indices {
        let operation = operations[index]
        let plain = operation.withoutWords
        let taken = operation.parameters.map(\.swiftName).joined(separator: " ")
        let taker = owner(of: plain, among: &inputs[taken, default: []]) { $0.hasInputLike($1) }
        let returned = operation.result.successes.map(\.caseName).joined(separator: " ")
        let giver = owner(of: plain, among: &successes[returned, default: []]) { $0.result.success == $1.result.success }
        let thrown = operation.result.failures.map(\.caseName).joined(separator: " ")
        let thrower = owner(of: plain, among: &failures[thrown, default: []]) { $0.result.failures == $1.result.failures }
        operations[index].inputOwner = taker
        operations[index].successOwner = giver
        operations[index].failureOwner = thrower
    }
    let first = Dictionary(operations.map { ($0.typeName, $0) }, uniquingKeysWith: { first, _ in first })
    for index in operations.indices {
        let operation = operations[index]
        operations[index].hasOwnInputWords = first[operation.inputOwner].map { !$0.hasInputLike(operation) } ?? false
        operations[index].hasOwnSuccessWords =
            first[operation.successOwner].map { $0.result.success != operation.result.success } ?? false
        operations[index].hasOwnFailureWords =
            first[operation.failureOwner].map { $0.result.failures != operation.result.failures } ?? false
    }
}

/// The first operation that is like this one: itself where there is none.
private func owner(
    of operation: Operation, among owners: inout [Operation], isLike: (Operation, Operation) -> Bool
) -> String {
    if let owner = owners.first(where: { isLike($0, operation) }) { return owner.typeName }
    owners.append(operation)
    return operation.typeName
}

extension Operation {
    /// Whether the struct and the way it is read would be the same text. Types inside an operation have names of their own.
    fileprivate func hasInputLike(_ other: Operation) -> Bool {
        parameters == other.parameters && body == other.body && path.parameterNames == other.path.parameterNames
    }

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
