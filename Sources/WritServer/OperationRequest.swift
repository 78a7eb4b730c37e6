// A request on its way through one operation: what generated code reads it with and answers it by.

internal import Logging
internal import WritEngine
public import WritWire

/// One request of one operation. Generated code uses it; handlers get a `Context`.
public struct OperationRequest: Sendable {
    let exchange: Exchange
    let captures: RouteCaptures
    let operation: Int
    let shared: ServerShared

    public var context: Context {
        Context(exchange: exchange, number: exchange.requestNumber, operationNumber: operation, shared: shared)
    }

    var operationID: String { shared.operations[operation].id }

    // MARK: Reading

    /// Whether there is a body; one whose length is said to be 0 is none.
    public var hasBody: Bool { exchange.hasBody && exchange.contentLength != 0 }

    /// Whether the client takes one of the media types, listed with commas between; if not, 406 is answered.
    public func accepts(_ mediaTypes: StaticString) -> Bool {
        if unsafe exchange.withField("Accept", { unsafe MediaTypes.accepts($0, offered: mediaTypes) }) ?? true { return true }
        exchange.answerProblem(406, "None of the media types in Accept can be answered: there is \(list(mediaTypes)).")
        return false
    }

    public func parameters() -> ParameterReader {
        // Path and query stay in place until the answer.
        unsafe ParameterReader(
            path: exchange.path, captures: captures,
            query: exchange.query ?? UnsafeRawBufferPointer(start: nil, count: 0))
    }

    /// Ends the reading of parameters; false, with 400 answered, if they break the contract.
    public func finish(_ parameters: consuming ParameterReader) -> Bool {
        if parameters.violations.isEmpty { return true }
        refuse(parameters.violations)
        return false
    }

    /// The body, to be read as JSON; nil, with 400, 413 or 415 answered, where there is none that could be.
    public func json(of mediaTypes: StaticString) async -> JSONReader? {
        guard hasBody else {
            exchange.answerProblem(400, "A body is required: \(list(mediaTypes)).")
            return nil
        }
        guard let contentType = unsafe exchange.field("Content-Type"),
            unsafe MediaTypes.matches(contentType, taken: mediaTypes)
        else {
            let accept = "\(mediaTypes)".replacing(",", with: ", ")
            exchange.answerProblem(415, "The Content-Type must be \(list(mediaTypes)).") { $0.add("Accept", accept) }
            return nil
        }
        do {
            // The body stays in place until the answer; the reader is gone by then.
            let bytes = try unsafe await exchange.collectBody(upTo: shared.bodyBytesMax)
            return unsafe JSONReader(bytes)
        } catch {
            refuse(error)
            return nil
        }
    }

    /// Ends the reading of a body; false, with 400 or 422 answered, if it is malformed or breaks its schema.
    public func finish(_ json: inout JSONReader) -> Bool {
        guard let error = json.finish() else { return true }
        refuse(error)
        return false
    }

    // MARK: Answering

    /// Answers with JSON that `body` writes.
    public func answer(_ status: Int, _ mediaType: StaticString, body: (inout OutputBuffer) -> Void) {
        exchange.answer(status: status, contentType: mediaType, body: body)
    }

    public func answer(_ status: Int, _ mediaType: StaticString, text: String) {
        exchange.answer(status: status, contentType: mediaType) { $0.append(text) }
    }

    /// Answers without a body.
    public func answer(_ status: Int) {
        exchange.answerEmpty(status: status)
    }

    /// The status if it is one that the contract declares there; else 500, and a line in the log.
    public func checked(_ status: Int, _ declared: ClosedRange<Int>) -> Int {
        if declared.contains(status) { return status }
        shared.logger.error(
            "a handler answered with a status that the contract doesn't declare",
            metadata: ["operation": "\(operationID)", "status": "\(status)"])
        return 500
    }

    /// For a number that is no operation's: generated code and its routes don't fit together.
    public func refuseUnknownOperation() {
        exchange.answerProblem(501, "The operation is not implemented.")
    }

    private func list(_ mediaTypes: StaticString) -> String {
        "\(mediaTypes)".replacing(",", with: " or ")
    }
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
