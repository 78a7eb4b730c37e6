// Problem documents (RFC 9457) for what the contract refuses: every violation in them, each with its place.

internal import WritEngine
internal import WritWire

extension Exchange {
    /// Answers with a problem document.
    func answerProblem(
        _ status: Int, _ detail: String, fields: (inout FieldBlock) -> Void = { _ in },
        members: (inout OutputBuffer) -> Void = { _ in }
    ) {
        answer(status: status, contentType: "application/problem+json", fields: fields) { json in
            json.append("{\"type\":\"about:blank\",\"title\":\"")
            json.append(HTTPStatus.reason(status))
            json.append("\",\"status\":")
            json.append(decimal: status)
            json.append(",\"detail\":")
            json.write(detail)
            members(&json)
            json.append("}")
        }
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
    func refuse(_ error: BodyError, bytesMax: Int? = nil) {
        let detail =
            switch error {
            case .tooLarge: "The body is larger than the \(bytesMax ?? shared.bodyBytesMax) bytes that are taken."
            case .malformed: "The body's transfer coding is malformed, or the body ends too early."
            case .timedOut: "The body did not come in time."
            case .connectionLost: "The connection was lost."
            }
        exchange.answerProblem(error.status, detail)
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
