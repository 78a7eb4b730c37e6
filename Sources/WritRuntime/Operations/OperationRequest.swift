// A request on its way through one operation: what generated code reads it with and answers it by.

internal import Logging
public import WritEngine
public import WritWire

/// One request of one operation. Generated code uses it; handlers get a `RequestContext`.
@frozen
public struct OperationRequest: Sendable {
    @usableFromInline package let exchange: Exchange
    @usableFromInline package let operation: ServedOperation

    // What handlers are called with is made in place, without a count of references: a tenth of a small request's time.
    @inlinable
    public init(_ exchange: Exchange, _ operation: ServedOperation) {
        self.exchange = exchange
        self.operation = operation
    }

    @inlinable
    public var context: RequestContext {
        RequestContext(exchange: exchange, number: exchange.requestNumber, served: operation)
    }

    var shared: ServerShared { operation.shared }

    // MARK: Reading

    /// Whether there is a body; one whose length is said to be 0 is none, nor is one that has come in no chunk at all.
    public var hasBody: Bool { exchange.hasBody && exchange.contentLength != 0 && !exchange.isBodyEmpty }

    public func parameters() -> ParameterReader {
        // Path and query stay in place until the answer.
        unsafe ParameterReader(
            path: exchange.path, captures: exchange.captures,
            query: exchange.query ?? UnsafeRawBufferPointer(start: nil, count: 0))
    }

    /// Ends the reading of parameters; false, with 400 answered, if they break the contract.
    public func finish(_ parameters: consuming ParameterReader) -> Bool {
        if parameters.violations.isEmpty { return true }
        refuse(parameters.violations)
        return false
    }

    /// Whether the body has one of the media types, listed with commas between; if not, 400 for none at all, or 415, is
    /// answered.
    func takesBody(of mediaTypes: StaticString) -> Bool {
        guard hasBody else {
            exchange.answerProblem(400, "A body is required: \(list(mediaTypes)).")
            return false
        }
        guard takesCoding() else { return false }
        if let contentType = unsafe exchange.field("Content-Type"),
            unsafe MediaTypes.matches(contentType, taken: mediaTypes)
        {
            return true
        }
        refuseContentType(mediaTypes)
        return false
    }

    /// The received body, to be read as JSON.
    public func json() -> JSONReader {
        // The body stays in place until the answer; the reader is gone by then.
        unsafe JSONReader(exchange.receivedBody)
    }

    /// Ends the reading of a body; false, with 400 or 422 answered, if it is malformed or breaks its schema.
    public func finish(_ json: inout JSONReader) -> Bool {
        defer { exchange.note(.handler) }
        guard let error = json.finish() else { return true }
        refuse(error)
        return false
    }

    // MARK: Answering

    /// Answers with JSON that `body` writes.
    public func answer(_ status: Int, _ mediaType: StaticString, body: (inout OutputBuffer) -> Void) {
        exchange.note(.writing)
        exchange.answer(status: status, contentType: mediaType, body: body)
        exchange.note(.handler)
    }

    public func answer(_ status: Int, _ mediaType: StaticString, text: String) {
        exchange.answer(status: status, contentType: mediaType) { $0.append(text) }
    }

    /// Answers without a body.
    public func answer(_ status: Int) {
        exchange.answerEmpty(status: status)
    }

    /// The status if it is one that the contract declares there. Another one is a fault of the handler's: what it wanted to say
    /// under it is not said.
    public func checked(_ status: Int, _ declared: ClosedRange<Int>) throws -> Int {
        if declared.contains(status) { return status }
        throw UndeclaredStatus(description: "the handler answered with status \(status), which the contract doesn't declare")
    }
}

private struct UndeclaredStatus: Error, CustomStringConvertible {
    let description: String
}

extension ParameterReader {
    /// Selects a header field of the request; false where it did not come, with a violation if it had to.
    ///
    /// Field lines of one name are one list (RFC 9110 section 5.3), joined with commas here.
    public mutating func selectHeader(
        _ name: StaticString, of request: OperationRequest, isRequired: Bool = false
    ) -> Bool {
        var index = 0
        guard let value = unsafe request.exchange.field(name, from: &index) else {
            if isRequired { missing(name, .header) }
            return false
        }
        if let joined = unsafe request.exchange.joinedField(name, value, from: index, ", ") {
            selectHeader(name, joined: joined)
        } else {
            unsafe selectHeader(name, value: value)
        }
        return true
    }

    /// Begins with the cookies of the request.
    public mutating func beginCookies(of request: OperationRequest) {
        var index = 0
        guard let value = unsafe request.exchange.field("Cookie", from: &index) else {
            return unsafe beginCookies(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        if let joined = unsafe request.exchange.joinedField("Cookie", value, from: index, "; ") {
            beginCookies(joined: joined)
        } else {
            unsafe beginCookies(value)
        }
    }
}
