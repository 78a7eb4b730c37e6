// The answer to a request, as middleware sees and changes it.

public import WritEngine
internal import WritRuntime
internal import WritWire

/// The answer to one request, until it leaves: nothing of it is sent before the outermost middleware has returned.
///
/// It is the request's own: copies of it are the same answer, and one that is made anew takes its place. Status, fields and body
/// can be read and changed. The body of a stream is not there yet: its writer runs when the answer leaves.
///
/// Fields that frame the answer or tell of the connection (`Content-Length`, `Transfer-Encoding`, `Trailer`, `Connection`,
/// `Keep-Alive`) and `Date` are the server's own: to change them is refused.
public struct ServerAnswer: Sendable {
    let context: RequestContext

    init(_ context: RequestContext) {
        self.context = context
    }

    /// The answer's status, 200...599. Setting another number does nothing. 503 where the handler was cancelled and the server
    /// answers for it.
    public var status: Int {
        get { context.live?.answeredStatus ?? 503 }
        nonmutating set { context.live?.answeredStatus = newValue }
    }

    /// What was thrown, where the answer is made of an error, a declared failure or any other.
    public var error: (any Error)? { context.live?.errorOfPendingAnswer }

    // MARK: Fields

    /// The answer's field lines, but for those that are the server's own.
    public var fields: [HeaderField] {
        guard let exchange = context.live else { return [] }
        var fields: [HeaderField] = []
        if let type = exchange.pendingContentType { fields.append(HeaderField(name: "Content-Type", value: "\(type)")) }
        // The bytes are copied at once.
        unsafe exchange.forEachField { unsafe fields.append(HeaderField(name: $0, value: $1)) }
        return fields
    }

    /// The value of the first of `fields` with that name, whatever its case.
    public func field(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Whether there is a field of that name, whatever its case.
    public func hasField(_ name: String) -> Bool {
        guard let exchange = context.live else { return false }
        if Self.isContentType(name), exchange.pendingContentType != nil { return true }
        var name = name
        // The string lends its bytes for the closure.
        return name.withUTF8 { unsafe exchange.hasField(UnsafeRawBufferPointer($0)) }
    }

    /// Adds a field line, beside others of that name. `Vary` is one line, and each name in it once (RFC 9110 section 12.5.5).
    ///
    /// - Returns: false where the line can't be sent: the name is no token or one of the server's own, or there is a line break in
    ///   the value.
    @discardableResult
    public func addField(_ name: String, _ value: String) -> Bool {
        change(name, value, replaces: false)
    }

    /// Replaces all field lines of that name by one.
    ///
    /// - Returns: as `addField`.
    @discardableResult
    public func setField(_ name: String, _ value: String) -> Bool {
        change(name, value, replaces: true)
    }

    /// Takes out all field lines of that name.
    @discardableResult
    public func removeField(_ name: String) -> Bool {
        guard let exchange = context.live, !Self.isOwn(name) else { return false }
        if Self.isContentType(name) { exchange.pendingContentType = nil }
        var name = name
        // The string lends its bytes for the closure.
        return name.withUTF8 { unsafe exchange.removeField(UnsafeRawBufferPointer($0)) }
    }

    // MARK: Body

    /// Whether the body is written piece by piece, when the answer leaves.
    public var isStream: Bool { context.live?.isPendingStream ?? false }

    /// A copy of the body's bytes, as GET would get them where the method is HEAD; nil for a stream.
    public var body: [UInt8]? { context.live?.pendingBodyBytes }

    /// Bytes of the body; nil for a stream.
    public var bodyByteCount: Int? { context.live?.pendingBodyByteCount }

    /// Replaces the body, and with it the Content-Length, and nothing else: set `Content-Type` where it changes. A stream is not run
    /// then.
    ///
    /// - Returns: false where the status forbids a body: 204 and 304.
    @discardableResult
    public func setBody(_ bytes: [UInt8]) -> Bool {
        // The array lends its bytes for the closure.
        unsafe bytes.withUnsafeBytes { unsafe context.live?.setPendingBody($0) ?? false }
    }

    /// Replaces the body by a text.
    @discardableResult
    public func setBody(_ text: String) -> Bool { setBody(Array(text.utf8)) }

    // MARK: Behind the answer

    /// Has `action` called when the answer has been written to its end, a stream, too, or has failed.
    public func whenSent(_ action: @escaping @Sendable (SentAnswer) -> Void) {
        context.live?.doBehindAnswer(action)
    }

    private func change(_ name: String, _ value: String, replaces: Bool) -> Bool {
        guard let exchange = context.live, !Self.isOwn(name) else { return false }
        var (changedName, value) = (name, value)
        // The strings lend their bytes for the closures.
        return changedName.withUTF8 { bytes in
            value.withUTF8 { value in
                let (bytes, value) = (UnsafeRawBufferPointer(bytes), UnsafeRawBufferPointer(value))
                guard unsafe FieldRule.acceptsName(bytes) && FieldRule.acceptsValue(value) else { return false }
                if !replaces, name.lowercased() == "vary" { return unsafe exchange.addVary(value) }
                if replaces || Self.isContentType(name) {
                    unsafe exchange.removeField(bytes)
                    if Self.isContentType(name) { exchange.pendingContentType = nil }
                }
                return unsafe exchange.addField(bytes, value)
            }
        }
    }

    static func isContentType(_ name: String) -> Bool { name.lowercased() == "content-type" }

    /// Whether a field frames the answer or tells of the connection.
    static func isOwn(_ name: String) -> Bool {
        ["content-length", "transfer-encoding", "connection", "keep-alive", "trailer", "date"].contains(name.lowercased())
    }
}
