// The pages of other origins for some operations alone: preflights go by the operations that they ask about.

internal import WritRuntime

extension CORS {
    /// The same for operations with one of these tags alone. A preflight tells of these only.
    ///
    ///     APIServer(api, middleware: [AccessLog(), CORS.anyOrigin().on(tags: "store")])
    public func on(tags: String...) -> CORS {
        let tags = Set(tags)
        return on { !tags.isDisjoint(with: $0.tags) }
    }

    /// The same for operations with one of these ids alone. A preflight tells of these only.
    public func on(operations: String...) -> CORS {
        let ids = Set(operations)
        return on { ids.contains($0.id) }
    }

    /// The same for requests whose path begins with one of these, whole segments of it.
    public func on(paths: String...) -> CORS {
        var copy = self
        let (isWithin, earlier) = (pathSelection(paths), selectsPath)
        copy.selectsPath = { isWithin($0) && earlier?($0) ?? true }
        return copy
    }

    private func on(_ selects: @escaping @Sendable (OperationDescription) -> Bool) -> CORS {
        var copy = self
        let earlier = selectsOperation
        copy.selectsOperation = { selects($0) && earlier?($0) ?? true }
        return copy
    }
}
