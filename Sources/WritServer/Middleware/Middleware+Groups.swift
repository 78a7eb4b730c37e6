// Middleware for some operations alone.

/// Surrounds the requests of some operations; the others pass by.
private struct SelectedMiddleware: Middleware {
    let middleware: any Middleware
    let selects: @Sendable (RequestContext) -> Bool

    func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        selects(context) ? try await middleware.respond(to: context, next: next) : await next()
    }
}

extension Middleware {
    /// The same for operations with one of these tags alone.
    ///
    ///     APIServer(api, middleware: [AccessLog(), Audit().on(tags: "store", "users")])
    public func on(tags: String...) -> some Middleware {
        let tags = Set(tags)
        return SelectedMiddleware(middleware: self) { !tags.isDisjoint(with: $0.operation?.tags ?? []) }
    }

    /// The same for operations with one of these ids alone.
    public func on(operations: String...) -> some Middleware {
        let ids = Set(operations)
        return SelectedMiddleware(middleware: self) { $0.operation.map { ids.contains($0.id) } ?? false }
    }

    /// The same for requests whose path begins with one of these, whole segments of it: `/admin` is `/admin` and `/admin/users`, and
    /// not `/administration`. Paths are compared as they were sent; the docs pages and unknown paths have some, too.
    public func on(paths: String...) -> some Middleware {
        SelectedMiddleware(middleware: self, selects: pathSelection(paths))
    }
}

/// Whether a request's path begins with one of these, in whole segments.
func pathSelection(_ paths: [String]) -> @Sendable (RequestContext) -> Bool {
    let prefixes = paths.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    return { context in
        let path = context.path
        return prefixes.contains {
            path.hasPrefix($0) && (path.utf8.count == $0.utf8.count || path.dropFirst($0.count).first == "/")
        }
    }
}
