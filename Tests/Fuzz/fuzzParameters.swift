// Routes and parameters: any path, query and cookie is read or refused.

import WritWire

private let routes = RouteTable(
    """
    GET /pets list
    GET /pets/{id} show
    GET /pets/{id}/photos/{photo} photo
    GET /pets/by-status status
    GET /{any}/x{y} other
    GET /files/{name}.{extension} file
    GET /files/{a}-{b}:c three
    """)

private let shape = FormShape(
    #"""
    {a:ns,b:b,list:[n],day:s,deep:@1,json:j,cut:c[n],*:*}
    {x:nz,deep:@1,*:s}
    """#)

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
            while let key = parameters.nextQuery(keys, lists: 0b100, form: 3, others: true) { read(key, &parameters) }
            for isMembers in [false, true] {
                let isThere =
                    isMembers ? parameters.selectMembers("m", .query, shape) : parameters.selectForm("day", .query, shape)
                guard isThere else { continue }
                var json = parameters.json()
                _ = json.readValue()
                parameters.finish(&json)
            }
            let form = unsafe URLEncodedForm(query, shape)
            if form.failure == nil {
                var json = form.json()
                _ = json.readValue()
                if case .malformed(_, let message)? = json.finish() {
                    expect(message.contains("deep"), "a form that becomes no JSON")
                }
            }
            for style in [PathStyle.label, .matrix, .matrixPairs] where parameters.selectPath(0, "a", style) {
                while parameters.nextItem(by: .semicolon, named: "a") { _ = parameters.readString() }
                _ = parameters.assemble(shape)
            }
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
