// The answer to a request, as middleware sees and changes it.

internal import WritEngine
internal import WritRuntime
internal import WritWire

/// The answer to one request, before and after it is written.
///
/// Before: `addField` and `setField` leave field lines for the answer that is still to come, whatever it will be. After:
/// the answer can be read, changed and replaced until the outermost middleware has returned; nothing is sent before. Of a
/// stream that is not so: its first bytes are on their way, so that only its status is known, and changes are refused by
/// returning false.
///
/// Fields that frame the answer or tell of the connection (`Content-Length`, `Transfer-Encoding`, `Trailer`, `Connection`,
/// `Keep-Alive`) and `Date` are the server's own: to change them is refused.
public struct ServerAnswer: Sendable {
    let context: RequestContext

    /// Whether the request is answered.
    public var isWritten: Bool { context.live?.isAnswered ?? false }

    /// Whether there is an answer that can be read and changed.
    public var isChangeable: Bool { context.live?.holdsAnswer ?? false }

    /// The answer's status; nil before it is written.
    public var status: Int? { context.live?.answeredStatus }

    // MARK: Fields

    /// The answer's field lines in their order, those of the server among them. Before it is written, those that middleware
    /// has left; of a stream, none.
    public var fields: [HeaderField] {
        guard let exchange = context.live else { return [] }
        var fields: [HeaderField] = []
        // The bytes are copied at once.
        if exchange.isAnswered {
            unsafe exchange.forEachHeldField { unsafe fields.append(HeaderField(name: $0, value: $1)) }
        } else {
            unsafe exchange.forEachField { unsafe fields.append(HeaderField(name: $0, value: $1)) }
        }
        return fields
    }

    /// The value of the first of `fields` with that name, whatever its case.
    public func field(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Adds a field line, beside others of that name.
    ///
    /// - Returns: false where the answer is out of reach, or the line can't be sent: the name is no token or one of the
    ///   server's own, or there is a line break in the value.
    @discardableResult
    public func addField(_ name: String, _ value: String) -> Bool {
        change(name, value, replaces: false)
    }

    /// Replaces all field lines of that name by one. Before the answer is written, those that middleware has left.
    ///
    /// - Returns: as `addField`.
    @discardableResult
    public func setField(_ name: String, _ value: String) -> Bool {
        change(name, value, replaces: true)
    }

    /// Takes out all field lines of that name. Before the answer is written, those that middleware has left.
    @discardableResult
    public func removeField(_ name: String) -> Bool {
        remove(name, firstOnly: false)
    }

    // MARK: Body

    /// A copy of the body's bytes; empty for HEAD, nil where the answer is out of reach.
    public var body: [UInt8]? { context.live?.heldBody }

    /// Bytes of the body; nil where the answer is out of reach.
    public var bodyByteCount: Int? { context.live?.heldBodyByteCount }

    /// Replaces the body and its Content-Length, and nothing else: set `Content-Type` where it changes.
    ///
    /// - Returns: false where the answer is out of reach or has a status that forbids a body: 204 and 304.
    @discardableResult
    public func setBody(_ bytes: [UInt8]) -> Bool {
        // The array lends its bytes for the closure.
        unsafe bytes.withUnsafeBytes { unsafe context.live?.replaceHeldBody(with: $0) ?? false }
    }

    /// Replaces the body by a text.
    @discardableResult
    public func setBody(_ text: String) -> Bool { setBody(Array(text.utf8)) }

    // MARK: Whole answers

    /// Answers without a body, in place of an answer that is there. A status beyond 200...599 becomes a 500.
    ///
    /// - Returns: false where an answer is there that can't be taken back.
    @discardableResult
    public func write(_ status: Int) -> Bool {
        guard let exchange = exchangeToAnswer else { return false }
        exchange.answerEmpty(status: status)
        return true
    }

    /// Answers with a text, in place of an answer that is there.
    @discardableResult
    public func write(_ status: Int, _ mediaType: StaticString, _ text: String) -> Bool {
        guard let exchange = exchangeToAnswer else { return false }
        exchange.answer(status: status, contentType: mediaType) { $0.append(text) }
        return true
    }

    /// Answers with bytes, in place of an answer that is there.
    @discardableResult
    public func write(_ status: Int, _ mediaType: StaticString, bytes: [UInt8]) -> Bool {
        guard let exchange = exchangeToAnswer else { return false }
        // The array lends its bytes for the closure.
        exchange.answer(status: status, contentType: mediaType) { output in
            unsafe bytes.withUnsafeBytes { unsafe output.append($0) }
        }
        return true
    }

    /// Answers with a problem document (RFC 9457), in place of an answer that is there.
    @discardableResult
    public func writeProblem(_ status: Int, _ detail: String) -> Bool {
        guard let exchange = exchangeToAnswer else { return false }
        exchange.answerProblem(status, detail)
        return true
    }

    /// The exchange without an answer; nil where there is one that can't be taken back.
    private var exchangeToAnswer: Exchange? {
        guard let exchange = context.live else { return nil }
        return !exchange.isAnswered || exchange.takeBackAnswer() ? exchange : nil
    }

    func remove(_ name: String, firstOnly: Bool) -> Bool {
        guard let exchange = context.live, !Self.isOwn(name) else { return false }
        var name = name
        // The string lends its bytes for the closure.
        return name.withUTF8 { bytes in
            let name = UnsafeRawBufferPointer(bytes)
            if exchange.isAnswered { return unsafe exchange.removeHeldField(name, firstOnly: firstOnly) }
            unsafe exchange.removeField(name, firstOnly: firstOnly)
            return true
        }
    }

    private func change(_ name: String, _ value: String, replaces: Bool) -> Bool {
        guard let exchange = context.live, !Self.isOwn(name) else { return false }
        var (name, value) = (name, value)
        // The strings lend their bytes for the closures.
        return name.withUTF8 { name in
            value.withUTF8 { value in
                let (name, value) = (UnsafeRawBufferPointer(name), UnsafeRawBufferPointer(value))
                guard unsafe FieldRule.acceptsName(name) && FieldRule.acceptsValue(value) else { return false }
                if exchange.isAnswered {
                    if replaces { unsafe exchange.removeHeldField(name) }
                    return unsafe exchange.addHeldField(name, value)
                }
                if replaces { unsafe exchange.removeField(name) }
                unsafe exchange.addField(name, value)
                return true
            }
        }
    }

    private static func isOwn(_ name: String) -> Bool {
        ["content-length", "transfer-encoding", "connection", "keep-alive", "trailer", "date"].contains(name.lowercased())
    }
}
