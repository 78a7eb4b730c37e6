// What the contract has at a path.

internal import WritEngine
internal import WritWire

extension ServerShared {
    /// The operations at a path that are selected, and their methods: HEAD comes with GET. Nil where there is none.
    package func resource(
        at path: UnsafeRawBufferPointer, where selects: ((OperationDescription) -> Bool)?
    ) -> (methods: [String], operations: [OperationDescription])? {
        guard let numbers = unsafe description.routes.operations(at: path) else { return nil }
        let operations = numbers.map { description.operations[$0] }.filter { selects?($0) ?? true }
        guard !operations.isEmpty else { return nil }
        var methods: [String] = []
        for operation in operations {
            for name in operation.method == .get ? ["GET", "HEAD"] : [operation.methodName] where !methods.contains(name) {
                methods.append(name)
            }
        }
        return (methods, operations)
    }
}
