// Multipart forms: read at once where they have no files, handed over where they have.

internal import WritEngine
public import WritWire

extension OperationRequest {
    /// The received body, to be read part by part.
    public func form() -> FormReader {
        let type = unsafe exchange.field("Content-Type").map { unsafe Array($0) } ?? []
        // The body stays in place until the answer; the reader is gone by then.
        return unsafe FormReader(exchange.receivedBody, contentType: type, limits: shared.formLimits)
    }

    /// Ends the reading of a form; false, with 400 or 422 answered, where it is malformed or breaks its schema.
    public func finish(form: borrowing FormReader) -> Bool {
        exchange.note(.handler)
        guard let error = form.error else { return true }
        refuse(error)
        return false
    }

    /// A form that is still to come; nil, with 400 answered, without a boundary.
    public func form<Form: MultipartForm>(of type: Form.Type, upTo bytesMax: Int? = nil) -> MultipartBody<Form>? {
        guard let source = PartSource(stream(upTo: bytesMax ?? .max), shared) else {
            refuse(FormError.malformed(.malformedBoundary))
            return nil
        }
        return MultipartBody(request: self, bytesMax: bytesMax, source: source)
    }

    nonisolated(nonsending) func collect<Form: MultipartForm>(_ type: Form.Type, upTo bytesMax: Int?) async throws -> Form {
        _ = try unsafe await exchange.collectBody(upTo: bytesMax ?? shared.bodyBytesMax)
        let read = { @Sendable () throws -> Form? in
            var reader = form()
            let form = Form.read(&reader)
            if let error = reader.error { throw error }
            return form
        }
        let byteCount = unsafe exchange.receivedBody.count
        // A reader that makes nothing of a form has said why.
        guard let form = try await shared.read(byteCount, read) else { throw FormError.malformed(.malformedHead) }
        return form
    }

    /// Answers what a handler has let through of a body that breaks the contract; false where an error is none of that.
    package func refuse(unreadBody error: any Error) -> Bool {
        switch error {
        case let error as FormError: refuse(error)
        case let error as JSONReadError: refuse(error)
        case let error as BodyError: refuse(error)
        default: return false
        }
        return true
    }

    func refuse(_ error: FormError) {
        switch error {
        case .malformed(let reason): exchange.answerProblem(400, "The body is not a form of parts: \(reason.message).")
        case .fieldTooLarge(let name):
            exchange.answerProblem(
                413, "The part \(name.toldName) is larger than the \(shared.formLimits.fieldBytesMax) bytes that are taken.")
        case .invalid(let violations): refuse(JSONReadError.invalid(violations))
        }
    }
}

extension MultipartError {
    var message: String {
        switch self {
        case .malformedBoundary: "the Content-Type has no boundary, or none that can be"
        case .malformedDelimiter: "there is no delimiter where one must be"
        case .malformedHead: "the head of a part is malformed, or names no part"
        case .headTooLarge: "the head of a part is too large"
        case .tooManyParts: "there are too many parts"
        case .missingEnd: "the last delimiter is missing"
        }
    }
}
