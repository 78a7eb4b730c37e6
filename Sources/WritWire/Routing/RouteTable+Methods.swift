// Methods that only the contract knows, and what a place allows.

extension RouteTable {
    /// The same for a method that is `HTTPMethod.other`, by its name.
    public func match(methodNamed name: UnsafeRawBufferPointer, _ path: UnsafeRawBufferPointer) -> RouteMatch {
        var captures = RouteCaptures()
        guard let place = unsafe place(of: path, &captures) else { return .notFound }
        for route in additional[place] ?? [] where unsafe name.elementsEqual(route.method) {
            return .operation(route.operation, captures)
        }
        return .methodNotAllowed(place: place)
    }

    /// Whether any route has a method of that name which is `HTTPMethod.other`.
    public func hasMethod(named name: UnsafeRawBufferPointer) -> Bool {
        additionalMethods.contains { unsafe name.elementsEqual($0) }
    }

    /// The methods of a place as the field `Allow` lists them (RFC 9110 section 10.2.1): HEAD comes with GET, OPTIONS always.
    public func allow(at place: Int) -> String {
        let own = (additional[place] ?? []).map { String(decoding: $0.method, as: UTF8.self) }
        return (methods(at: place).allowed + own).joined(separator: ", ")
    }

    /// What `OPTIONS *` allows: all that a server can do somewhere.
    public var allowAnywhere: String {
        let usual = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
        return (usual + additionalMethods.map { String(decoding: $0, as: UTF8.self) }).joined(separator: ", ")
    }
}
