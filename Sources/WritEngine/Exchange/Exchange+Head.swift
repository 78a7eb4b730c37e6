// The request's head, as the responder asks for it: offsets become bytes here.

public import WritWire

extension Exchange {
    /// The request from its first byte to the last one received. The ranges of its head count from there, and lie within.
    ///
    /// Put together here from single numbers: a call of a function of `requests` that changes nothing would be handed
    /// a copy of all of it.
    @inline(__always)
    private var requestBytes: UnsafeRawBufferPointer {
        // `start <= end` holds always, and both lie within the storage.
        unsafe UnsafeRawBufferPointer(start: requests.storage + requests.start, count: requests.end - requests.start)
    }

    /// Whether no byte waits to be looked at.
    @inline(__always)
    var isEverythingRead: Bool { requests.rest == requests.end }

    /// The request's method; HEAD is visible, its answer's body is dropped for you.
    public var method: HTTPMethod { requests.head.method }

    /// The method as sent.
    public var methodBytes: UnsafeRawBufferPointer { unsafe requests.head.methodBytes.slice(of: requestBytes) }

    /// The path as sent: still percent-encoded, without the query; `*` for `OPTIONS *`.
    public var path: UnsafeRawBufferPointer {
        let path = unsafe requests.head.path.slice(of: requestBytes)
        // An absolute target without a path means the root (RFC 9112 section 3.2.1); a static string lives for ever.
        if path.count == 0 { return unsafe UnsafeRawBufferPointer(start: Self.root.utf8Start, count: 1) }
        return unsafe path
    }

    private static let root: StaticString = "/"

    /// The bytes behind `?`, still percent-encoded; nil without `?`.
    public var query: UnsafeRawBufferPointer? {
        guard let query = requests.head.query else { return nil }
        return unsafe query.slice(of: requestBytes)
    }

    /// The value of the first field line of that name, whatever its case, without the blanks around it.
    public func field(_ name: StaticString) -> UnsafeRawBufferPointer? {
        var index = 0
        return unsafe field(name, from: &index)
    }

    /// The value of the next field line of that name from line `index` on, which moves behind it.
    ///
    /// Start with 0 and call until nil to see every line of a name.
    public func field(_ name: StaticString, from index: inout Int) -> UnsafeRawBufferPointer? {
        let bytes = unsafe requestBytes
        guard let value = unsafe requests.head.fields.value(of: name, from: &index, in: bytes) else { return nil }
        return unsafe value.slice(of: bytes)
    }

    /// Field lines in the head.
    public var fieldCount: Int { requests.head.fields.count }

    /// Name and value of the field line at `index`, in the order they were sent.
    public func field(at index: Int) -> (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        let line = requests.head.fields[index]
        let bytes = unsafe requestBytes
        return unsafe (line.name.slice(of: bytes), line.value.slice(of: bytes))
    }

    /// Whether the request has a body.
    public var hasBody: Bool { requests.head.framing != .none }

    /// The body's length where the client told it; nil without a body and for a chunked one.
    public var contentLength: Int? {
        if case .length(let length) = requests.head.framing { length } else { nil }
    }

    /// The head as it came, from the request line to the empty line; it stays until the answer.
    public var headBytes: UnsafeRawBufferPointer { unsafe requests.headBytes }

    /// The minor version of HTTP/1: 0 or 1.
    public var minorVersion: Int { Int(requests.head.minorVersion) }
}
