// Forms as texts, and what their shapes make of them.

@testable import WritWire

/// The form as JSON, or what is wrong with it.
func formJSON(_ form: String, _ shape: StaticString, limits: PairLimits = PairLimits()) -> String {
    let bytes = Array(form.utf8)
    // The array lends its bytes for the closure.
    return unsafe bytes.withUnsafeBytes { unsafe formJSON($0, shape, limits) }
}

func formJSON(_ form: UnsafeRawBufferPointer, _ shape: StaticString, _ limits: PairLimits = PairLimits()) -> String {
    let reader = unsafe URLEncodedForm(form, FormShape(shape), limits: limits)
    if let failure = reader.failure { return "\(failure.name ?? ""): \(failure.message)" }
    var json = reader.json()
    guard let value = json.readValue(), json.finish() == nil else { return "no JSON" }
    var output = OutputBuffer()
    output.write(value)
    // The buffer lives until its bytes are copied.
    return unsafe String(decoding: output.bytes, as: UTF8.self)
}
