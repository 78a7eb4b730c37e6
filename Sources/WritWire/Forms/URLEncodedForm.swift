// Reads `application/x-www-form-urlencoded` as JSON of its shape, so that one reader of a type serves both.

/// A form that was taken apart; `json()` reads its values.
@safe
public struct URLEncodedForm: ~Copyable {
    private var text: OutputBuffer
    /// Why it is no form at all; nil: it is one.
    public let failure: FormFailure?

    /// - Parameter form: The pairs, as they came; they are not needed any more afterwards.
    @unsafe
    public init(_ form: UnsafeRawBufferPointer, _ shape: FormShape) {
        unsafe self.init(form, shape, limits: PairLimits())
    }

    @unsafe
    package init(_ form: UnsafeRawBufferPointer, _ shape: FormShape, limits: PairLimits) {
        let pairs = FormPairs(limits: limits)
        unsafe pairs.addPairs(form)
        text = OutputBuffer(minimumCapacity: form.count + form.count / 2)
        if pairs.fault == nil { pairs.write(shape, to: &text) }
        failure = pairs.fault.map { FormFailure(name: $0.name, message: $0.message) }
    }

    /// The form as JSON; the reader must be gone before the form is.
    public func json() -> JSONReader {
        // The text stays in place as long as the form does.
        unsafe JSONReader(text.bytes)
    }
}

/// Why a form could not be read.
public struct FormFailure: Error, Hashable, Sendable {
    /// The name of the value that it is about, with its brackets.
    public let name: String?
    /// What is wrong, without a subject: "must be …".
    public let message: String
}
