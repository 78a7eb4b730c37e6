// Path parameters that an operation forgets to declare, and others declare.

internal import WritContract
internal import WritSpec

extension Resolution {
    /// Gives each operation the path parameters that its path names, it does not declare, and another one with the same
    /// name in its path does: what is meant is plain.
    func borrowPathParameters(_ sources: [OperationSource]) -> [OperationSource] {
        var declared: [String: Place] = [:]
        for source in sources {
            for parameter in source.pathParameters {
                if let name = parameter[.name]?.node.string, declared[name] == nil { declared[name] = parameter }
            }
        }
        return sources.map { source in
            let own = Set(source.pathParameters.compactMap { $0[.name]?.node.string })
            let names = source.path.parameterNames
            // One that the path does not name is a slip in a name, which is told apart.
            guard own.isSubset(of: names) else { return source }
            var completed = source
            for name in names where !own.contains(name) {
                guard let parameter = declared[name] else { continue }
                warn(
                    "path-parameter",
                    "`{\(name)}` of the path `\(source.path.text)` is not declared here: it is taken as elsewhere",
                    at: source.place, location: source.methodLocation,
                    hint: "add a parameter with `name: \(name)` and `in: path`")
                completed.parameters.append(parameter)
            }
            return completed
        }
    }
}

extension OperationSource {
    fileprivate var pathParameters: [Place] { parameters.filter { $0[.in]?.node.string == "path" } }
}
