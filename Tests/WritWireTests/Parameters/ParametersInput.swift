// Parameters as texts, and what a reader makes of them.

@testable import WritWire

/// Lets `read` go through the parameters of a request and answers what it noted.
func violations(
    path: String = "/x", route: StaticString = "GET /{id} op", query: String = "",
    _ read: (inout ParameterReader) -> Void
) -> [String] {
    let (path, query) = (Array(path.utf8), Array(query.utf8))
    // Both arrays lend their bytes for the closures, and the reader is gone behind them.
    return unsafe path.withUnsafeBytes { path in
        unsafe query.withUnsafeBytes { query in
            guard case .operation(_, let captures) = unsafe RouteTable(route).match(.get, path) else { return ["no route"] }
            var parameters = unsafe ParameterReader(path: path, captures: captures, query: query)
            read(&parameters)
            return parameters.violations.map { "\($0.location.rawValue) \($0.name): \($0.keyword): \($0.message)" }
        }
    }
}

/// Reads the value of `?v=` and answers it with what was noted.
func readQuery<Value>(
    _ value: String, _ read: (inout ParameterReader) -> Value?
) -> (value: Value?, violations: [String]) {
    var found: Value?
    let noted = violations(query: "v=" + value) { parameters in
        let keys = JSONKeys("v")
        while parameters.nextQuery(keys, lists: 1) != nil { found = read(&parameters) }
    }
    return (found, noted)
}

extension ParameterReader {
    /// Selects a header field whose value is a text's bytes.
    mutating func withHeader(_ name: StaticString, _ value: String, _ body: (inout ParameterReader) -> Void) {
        let bytes = Array(value.utf8)
        // The array lends its bytes for the closure.
        unsafe bytes.withUnsafeBytes {
            unsafe selectHeader(name, value: $0)
            body(&self)
        }
    }

    /// Begins with cookies that are a text's bytes.
    mutating func withCookies(_ value: String, _ body: (inout ParameterReader) -> Void) {
        let bytes = Array(value.utf8)
        // The array lends its bytes for the closure.
        unsafe bytes.withUnsafeBytes {
            unsafe beginCookies($0)
            body(&self)
        }
    }
}
