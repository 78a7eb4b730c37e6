// The operations of a path by their methods, and paths that are one to HTTP.

internal import WritContract
internal import WritSpec

extension Resolution {
    /// What a Path Item's methods hold, those of `additionalOperations` (OpenAPI 3.2) last.
    func operations(of item: Place) -> [(method: HTTPMethod, place: Place, location: SourceLocation)] {
        var found: [(method: HTTPMethod, place: Place, location: SourceLocation)] = []
        for (key, operation) in item.entries {
            if let method = HTTPMethod(field: key) { found.append((method, operation, item.keyLocation(key))) }
        }
        guard let additional = item[.additionalOperations] else { return found }
        for (key, operation) in additional.entries {
            if HTTPMethod(field: key.lowercased()) != nil {
                error(
                    "wrong-method", "`\(key)` has a field of its own in a Path Item Object", at: operation,
                    location: additional.keyLocation(key),
                    hint: "write it as `\(key.lowercased()):` beside `additionalOperations`")
            } else if !isToken(key) {
                error(
                    "wrong-method",
                    "\(VisibleText.quoted(key)) isn't the name of a method, which is a token (RFC 9110 section 9.1)",
                    at: operation, location: additional.keyLocation(key), hint: "write it as a request line would, such as `COPY`"
                )
            } else if key == "CONNECT" || key.utf8.count > Self.methodBytesMax {
                refuse(.method, key: key, at: additional)
            } else {
                found.append((.additional(key), operation, additional.keyLocation(key)))
            }
        }
        return found
    }

    /// Servers take no longer ones.
    private static let methodBytesMax = 32

    // MARK: Queries and fragments in keys of paths

    /// A path's key without the query and the fragment by which some documents tell two uses of one path apart.
    func routedPath(_ key: String) -> String {
        guard key.hasPrefix("/"), let end = key.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return key }
        return String(key[..<end])
    }

    /// Of operations that are one request to HTTP the first with a path of its own stays.
    func withoutVariants(_ sources: [OperationSource]) -> [OperationSource] {
        guard sources.contains(where: \.isVariant) else { return sources }
        var served: [String: OperationSource] = [:]
        for source in sources where !source.isVariant { served[source.route] = source }
        return sources.filter { source in
            guard source.isVariant else { return true }
            guard let first = served[source.route] else {
                served[source.route] = source
                warn(
                    "path-variant", "requests are not routed by a query or fragment: `\(source.path.text)` is served",
                    at: source.pathItem, location: source.pathLocation, hint: "declare what follows `?` as parameters")
                return true
            }
            report(
                .warning, "path-variant",
                "requests are not routed by a query or fragment: the operation of `\(source.path.text)` serves this one's too",
                at: source.place, location: source.methodLocation,
                hint: "let the two differ in their path or method, or make one operation of them",
                related: [.init(location: first.methodLocation, message: "the one that serves")])
            return false
        }
    }
}

extension OperationSource {
    /// What requests are told apart by.
    fileprivate var route: String { "\(method.name) \(basePath ?? "") \(path.text)" }
}
