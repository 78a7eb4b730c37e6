// Problem documents (RFC 9457) for what the contract refuses: every violation in them, each with its place.

package import WritEngine
package import WritWire

extension Exchange {
    /// Answers with a problem document.
    package func answerProblem(
        _ status: Int, _ detail: String, fields: (inout FieldBlock) -> Void = { _ in },
        members: (inout OutputBuffer) -> Void = { _ in }
    ) {
        if let readingElsewhere { return readingElsewhere.leaveProblem(status, detail, fields: fields, members: members) }
        answer(status: status, contentType: problemType, fields: fields) { json in
            json.writeProblem(status, detail, members: members)
        }
    }
}

private let problemType: StaticString = "application/problem+json"

extension ReadingElsewhere {
    /// Writes the document on this thread, and leaves it for the loop.
    fileprivate func leaveProblem(
        _ status: Int, _ detail: String, fields: (inout FieldBlock) -> Void, members: (inout OutputBuffer) -> Void
    ) {
        var json = OutputBuffer(minimumCapacity: 1_024)
        json.writeProblem(status, detail, members: members)
        // The buffers live until their bytes are copied.
        let body = unsafe Array(json.bytes)
        var block = FieldBlock()
        fields(&block)
        var lines: [(name: [UInt8], value: [UInt8])] = []
        unsafe block.forEach { unsafe lines.append((Array($0), Array($1))) }
        answer = { exchange in
            for line in lines {
                // The arrays lend their bytes for the call.
                unsafe line.name.withUnsafeBytes { name in
                    _ = unsafe line.value.withUnsafeBytes { unsafe exchange.addField(name, $0) }
                }
            }
            exchange.answer(status: status, contentType: problemType) { output in
                unsafe body.withUnsafeBytes { unsafe output.append($0) }
            }
        }
    }
}

extension OutputBuffer {
    fileprivate mutating func writeProblem(_ status: Int, _ detail: String, members: (inout OutputBuffer) -> Void) {
        append("{\"type\":\"about:blank\",\"title\":\"")
        append(HTTPStatus.reason(status))
        append("\",\"status\":")
        append(decimal: status)
        append(",\"detail\":")
        write(detail)
        members(&self)
        append("}")
    }
}

extension OperationRequest {
    /// 400 for parameters that break the contract.
    func refuse(_ violations: [ParameterViolation]) {
        let count = violations.count
        exchange.answerProblem(
            400, count == 1 ? "A parameter breaks the contract." : "The parameters break the contract in \(count) places.",
            members: { json in
                json.append(",\"violations\":")
                let start = json.count
                for violation in violations {
                    json.append(",{\"in\":")
                    json.write(violation.location.rawValue)
                    json.append(",\"name\":")
                    json.write(violation.name)
                    json.appendReason(violation.keyword, violation.message)
                }
                json.endArray(start)
            })
    }

    /// 400 for a body that is not JSON, 422 for one that breaks its schema.
    func refuse(_ error: JSONReadError) {
        switch error {
        case .malformed(let offset, let message):
            exchange.answerProblem(400, "The body is not JSON: at byte \(offset), \(message).")
        case .invalid(let violations):
            let count = violations.count
            let detail = "The body breaks its schema in \(count == 1 ? "one place" : "\(count) places")."
            exchange.answerProblem(
                422, detail,
                members: { json in
                    json.append(",\"violations\":")
                    let start = json.count
                    for violation in violations {
                        json.append(",{\"pointer\":")
                        json.write(violation.pointer)
                        json.appendReason(violation.keyword, violation.message)
                    }
                    json.endArray(start)
                })
        }
    }

    /// For a body that could not be received.
    package func refuse(_ error: BodyError, bytesMax: Int? = nil) {
        let detail =
            switch error {
            case .tooLarge: "The body is larger than the \(bytesMax ?? shared.bodyBytesMax) bytes that are taken."
            case .expandsTooMuch: "The body becomes too many times as large as what its Content-Encoding makes of it."
            case .malformed: "The body's transfer coding is malformed, or the body ends too early."
            case .malformedCoding: "The body is not what its Content-Encoding says, or ends too early."
            case .timedOut: "The body did not come in time."
            case .connectionLost: "The connection was lost."
            case .serverFull: "The server is at work on as many bytes of other requests as it may be."
            }
        exchange.answerProblem(error.status, detail, fields: { if error == .serverFull { $0.add("Retry-After", "1") } })
    }
}

extension OutputBuffer {
    /// Ends a violation's object.
    fileprivate mutating func appendReason(_ keyword: String, _ message: String) {
        append(",\"keyword\":")
        write(keyword)
        append(",\"message\":")
        write(message)
        append("}")
    }
}
