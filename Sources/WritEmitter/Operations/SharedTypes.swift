// Inputs and failures that several operations have alike.

internal import WritContract

/// Which operation declares the input, and the failure, of which: the first that has one like it.
///
/// Real documents take the same parameters and refuse in the same words all over. Each type costs a dozen functions of the
/// compiler's making; and where failures are one type, one function of the application can throw for many operations.
struct SharedTypes {
    /// The declaring operation's type name, by that of each operation.
    private(set) var inputs: [String: String] = [:]
    private(set) var failures: [String: String] = [:]

    init(_ operations: [Operation]) {
        var inputs: [String: [Operation]] = [:]
        var failures: [String: [Operation]] = [:]
        for operation in operations {
            self.inputs[operation.typeName] = owner(
                of: operation, among: &inputs[operation.parameters.map(\.swiftName).joined(separator: " "), default: []]
            ) { $0.hasInputLike($1) }
            self.failures[operation.typeName] = owner(
                of: operation,
                among: &failures[operation.result.failures.map(\.caseName).joined(separator: " "), default: []]
            ) { $0.result.failures == $1.result.failures }
        }
    }

    func declaresInput(_ operation: Operation) -> Bool { inputs[operation.typeName] == operation.typeName }

    func declaresFailure(_ operation: Operation) -> Bool {
        !operation.result.failures.isEmpty && failures[operation.typeName] == operation.typeName
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
