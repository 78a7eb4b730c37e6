// A form as a body: taken apart, then read as JSON of its shape.

internal import WritEngine
public import WritWire

extension OperationRequest {
    /// The received body as a form; nil, with 400 answered, where it is none.
    public func form(_ shape: FormShape) -> URLEncodedForm? {
        // The body stays in place until the answer; the form keeps what it needs of it.
        let form = unsafe URLEncodedForm(exchange.receivedBody, shape)
        guard let failure = form.failure else { return form }
        let subject = failure.name.map { "`\($0)` of the form" } ?? "The form"
        exchange.answerProblem(400, "\(subject) \(failure.message).")
        return nil
    }

    /// Ends the reading of a form; false, with 400 or 422 answered, if it breaks its schema.
    ///
    /// - Parameter form: What `json` reads, which has to be there until now.
    public func finish(_ json: inout JSONReader, of form: borrowing URLEncodedForm) -> Bool {
        finish(&json)
    }
}
