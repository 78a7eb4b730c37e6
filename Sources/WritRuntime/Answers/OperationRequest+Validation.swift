// Answers that are checked against the contract before they are sent.

internal import Logging
internal import WritEngine
public import WritWire

extension OperationRequest {
    /// Answers with JSON that `body` writes, and that has to keep a rule of the contract where the server is told to look.
    public func answer(
        _ status: Int, _ mediaType: StaticString, _ rules: SchemaRules, _ rule: Int, body: (inout OutputBuffer) -> Void
    ) {
        guard shared.validateAnswers != .off else { return answer(status, mediaType, body: body) }
        exchange.note(.writing)
        defer { exchange.note(.handler) }
        var output = OutputBuffer(minimumCapacity: 1_024)
        body(&output)
        // The buffer lives until its bytes are checked.
        let violations = unsafe rules.violations(of: output.bytes, by: rule)
        if !violations.isEmpty {
            let list = violations.map { "\($0.pointer.isEmpty ? "the body" : $0.pointer): \($0.message) (\($0.keyword))" }
            shared.logger.error(
                "an answer breaks the contract",
                metadata: [
                    "operation": "\(operation.id)", "status": "\(status)", "violations": "\(list.joined(separator: "; "))",
                ])
            if shared.validateAnswers == .fail {
                return exchange.answerProblem(500, "The server failed to answer this request.")
            }
        }
        // The buffer lives until its bytes are copied.
        exchange.answer(status: status, contentType: mediaType) { unsafe $0.append(output.bytes) }
    }
}
