// Inputs and failures that several operations have alike.

internal import WritContract

/// Decides which operation declares the input, and the failure, of which: the first that has one like it.
///
/// Real documents take the same parameters and refuse in the same words all over. Each type costs a dozen functions of the
/// compiler's making; and where failures are one type, one function of the application can throw for many operations.
func shareTypes(among operations: inout [Operation]) {
    var inputs: [String: [Operation]] = [:]
    var failures: [String: [Operation]] = [:]
    for index in operations.indices {
        let operation = operations[index]
        let taken = operation.parameters.map(\.swiftName).joined(separator: " ")
        operations[index].inputOwner = owner(of: operation, among: &inputs[taken, default: []]) { $0.hasInputLike($1) }
        let thrown = operation.result.failures.map(\.caseName).joined(separator: " ")
        operations[index].failureOwner = owner(of: operation, among: &failures[thrown, default: []]) {
            $0.result.failures == $1.result.failures
        }
    }
}

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
}
