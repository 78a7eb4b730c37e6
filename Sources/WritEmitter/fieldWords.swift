// The header fields that an operation's requests and answers have by the contract.

internal import WritContract
internal import WritFormats

extension Emitter {
    /// Those that a request may have to be asked for in browsers, and those of all answers; each name once, whatever its case.
    func fieldWords(_ operation: Operation) -> [String] {
        var names = operation.parameters.filter { $0.location == .header }.map(\.wireName)
        if operation.body != nil { names.append("Content-Type") }
        names += credentialFields(operation)
        let answered = operation.result.answers.flatMap(\.headers).map(\.wireName)
        return unique(names).map { FieldWord.request($0).text } + unique(answered).map { FieldWord.answer($0).text }
    }

    /// The fields that the credentials stand in which the operation asks for.
    private func credentialFields(_ operation: Operation) -> [String] {
        guard let security = contract.security, let rule = operation.security?.rule, security.rules.indices.contains(rule) else {
            return []
        }
        return security.rules[rule].joined().compactMap { need in
            switch security.schemes[need.scheme].kind {
            case .apiKey(.header, let name): name
            case .basic, .bearer, .http: "Authorization"
            case .apiKey, .mutualTLS: nil
            }
        }
    }

    private func unique(_ names: [String]) -> [String] {
        var known: Set<String> = []
        return names.filter { known.insert($0.lowercased()).inserted }
    }
}
