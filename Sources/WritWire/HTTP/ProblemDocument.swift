// The body of a refusal: the smallest problem document of RFC 9457.

/// `application/problem+json` for a refusal found below the contract.
package enum ProblemDocument {
    package static let contentType: StaticString = "application/problem+json"

    /// Appends the document of `answer`; its texts are the table's own and need no escaping.
    package static func append(_ answer: Refusal.Answer, to output: inout OutputBuffer) {
        output.append("{\"type\":\"about:blank\",\"title\":\"")
        output.append(HTTPStatus.reason(answer.status))
        output.append("\",\"status\":")
        output.append(decimal: answer.status)
        output.append(",\"detail\":\"")
        output.append(answer.detail)
        output.append("\"}")
    }
}
