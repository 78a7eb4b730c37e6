// Routes and parameters: any path, query and cookie is read or refused.

import WritWire

private let routes = RouteTable(
    """
    GET /pets list
    GET /pets/{id} show
    GET /pets/{id}/photos/{photo} photo
    GET /pets/by-status status
    GET /{any}/x{y} other
    """)

/// The input is a path and, behind the first line feed, a query, which serves as cookies, too.
func fuzzParameters(_ input: [UInt8]) {
    let parts = input.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first ?? []
    let query = parts.count > 1 ? parts[1] : []
    // The exact copies outlive the reader.
    unsafe withExactly(path) { path in
        unsafe withExactly(query) { query in
            guard case .operation(_, let captures) = unsafe routes.match(.get, path) else { return }
            var parameters = unsafe ParameterReader(path: path, captures: captures, query: query)
            parameters.selectPath(0, "id")
            _ = parameters.readInt64()
            let keys = JSONKeys("a b list day")
            while let key = parameters.nextQuery(keys, lists: 0b100) { read(key, &parameters) }
            unsafe parameters.beginCookies(query)
            while let key = parameters.nextCookie(keys, lists: 0b100) { read(key, &parameters) }
            unsafe parameters.selectHeader("X-List", value: query)
            while parameters.nextItem() { _ = parameters.readUInt8() }
            for violation in parameters.violations { expect(!violation.message.isEmpty, "a violation without a word") }
        }
    }
}

private func read(_ key: Int, _ parameters: inout ParameterReader) {
    switch key {
    case 0: _ = parameters.readString()
    case 1: _ = parameters.readDouble()
    case 2: while parameters.nextItem() { _ = parameters.readInt32() }
    default: _ = parameters.readCalendarDate()
    }
}
