// The request's head, as the responder asks for it: offsets become bytes here.

public import WritWire

extension Exchange {
    /// The head of the current request.
    var head: RequestHead {
        // The place is there as long as the framing, which outlives each request; afterwards there is an empty head.
        @inline(__always) _read { yield unsafe headPlace.pointee }
    }

    /// Lends the bytes of the current request, in which the head's ranges count; they stay until the next call, or the
    /// request's end.
    @inline(__always)
    package func lend(_ bytes: UnsafeRawBufferPointer) { unsafe lentBytes = bytes }

    /// Lends those of the next request, which begin with so many of its head.
    @inline(__always)
    package func lend(_ bytes: UnsafeRawBufferPointer, headByteCount: Int) {
        unsafe lentBytes = bytes
        self.headByteCount = headByteCount
    }

    /// The request's method; HEAD is visible, its answer's body is dropped for you.
    public var method: HTTPMethod { head.method }

    /// The method as sent.
    public var methodBytes: UnsafeRawBufferPointer { unsafe head.methodBytes.slice(of: lentBytes) }

    /// The path as sent: still percent-encoded, without the query; `*` for `OPTIONS *`.
    public var path: UnsafeRawBufferPointer {
        let path = unsafe head.path.slice(of: lentBytes)
        // An absolute target without a path means the root (RFC 9112 section 3.2.1); a static string lives for ever.
        if path.count == 0 { return unsafe UnsafeRawBufferPointer(start: Self.root.utf8Start, count: 1) }
        return unsafe path
    }

    private static let root: StaticString = "/"

    /// The host that is asked: that of an absolute target, or the field's; nil where there is none.
    package var requestedHost: UnsafeRawBufferPointer? {
        if let authority = head.authority { return unsafe authority.slice(of: lentBytes) }
        return unsafe field("Host")
    }

    /// The bytes behind `?`, still percent-encoded; nil without `?`.
    public var query: UnsafeRawBufferPointer? {
        guard let query = head.query else { return nil }
        return unsafe query.slice(of: lentBytes)
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
        let bytes = unsafe lentBytes
        guard let value = unsafe head.fields.value(of: name, from: &index, in: bytes) else { return nil }
        return unsafe value.slice(of: bytes)
    }

    /// Field lines in the head.
    public var fieldCount: Int { head.fields.count }

    /// Name and value of the field line at `index`, in the order they were sent.
    public func field(at index: Int) -> (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        let line = head.fields[index]
        let bytes = unsafe lentBytes
        return unsafe (line.name.slice(of: bytes), line.value.slice(of: bytes))
    }

    /// Whether the request has a body.
    public var hasBody: Bool { head.framing != .none }

    /// The body's length where the client told it; nil without a body and for a chunked one.
    public var contentLength: Int? {
        if case .length(let length) = head.framing { length } else { nil }
    }

    /// The head as it came, from the request line to the empty line; it stays until the answer.
    public var headBytes: UnsafeRawBufferPointer {
        // At most the bytes that are lent.
        unsafe UnsafeRawBufferPointer(rebasing: lentBytes.prefix(headByteCount))
    }

    /// The minor version of HTTP/1: 0 or 1.
    public var minorVersion: Int { Int(head.minorVersion) }
}
