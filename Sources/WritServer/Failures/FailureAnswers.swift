// How errors that handlers and middleware throw become answers, as far as a contract declares them.

internal import WritEngine
internal import WritFormats
internal import WritRuntime
internal import WritWire

/// What the operations of one server declare to fail with, and what the application makes of its own errors.
struct FailureAnswers: Sendable {
    private let mappings: [ErrorMapping]
    private var forms: [ObjectIdentifier: [FailureForm]] = [:]

    init(_ types: some Sequence<any OperationFailure.Type>, _ mappings: [ErrorMapping]) {
        self.mappings = mappings
        for type in types where forms[ObjectIdentifier(type)] == nil {
            forms[ObjectIdentifier(type)] = FailureForm.forms(in: "\(type.declared)")
        }
    }

    /// What is answered in place of an error.
    func mapped(_ error: any Error) -> any Error {
        if mappings.isEmpty || error is HTTPProblem || error is any OperationFailure { return error }
        let isKnown = FailureAnswer.knows(error)
        for mapping in mappings where !(mapping.isForAll && isKnown) {
            if let answered = mapping.answer(error) { return answered }
        }
        return error
    }

    /// Answers a failure or a problem, if the operation declares it. Any other error is thrown on, and one that isn't declared as an
    /// `UndeclaredFailure`.
    nonisolated(nonsending) func answer(
        _ error: any Error, _ request: OperationRequest, declaring declared: (any OperationFailure.Type)?
    ) async throws {
        // What is thrown behind the first byte of an answer can only be logged.
        if request.exchange.isAnswered { throw error }
        if let failure = error as? any OperationFailure {
            if let declared, type(of: failure) == declared { return try await failure.answer(request) }
            return try await answer(failure, request, declaring: declared)
        }
        // What comes with the server is answered in the contract's form, too, where it has one.
        let condition = (error as? PreconditionFailed).map { HTTPProblem($0.status, $0.detail) }
        guard let problem = error as? HTTPProblem ?? condition else { throw error }
        let here = forms(of: declared).forms(for: problem.status)
        if answer(problem, request, here) { return }
        if condition != nil { throw error }
        throw UndeclaredFailure(request, problem.status, "a problem", isDeclaredOtherwise: !here.isEmpty)
    }

    // MARK: Failures of other operations

    /// Answers as the failure says, and takes that back where the operation that runs declares nothing of the kind.
    private nonisolated(nonsending) func answer(
        _ failure: any OperationFailure, _ request: OperationRequest, declaring declared: (any OperationFailure.Type)?
    ) async throws {
        let exchange = request.exchange
        let wasPending = exchange.keepsAnswers
        if !wasPending { exchange.beginPending() }
        do {
            try await failure.answer(request)
        } catch {
            if !wasPending { try await exchange.sendPendingAnswer() }
            throw error
        }
        let status = exchange.answeredStatus ?? 500
        let own = forms(of: type(of: failure)).filter { $0.mayHave(status) && $0.carries(exchange.pendingContentType) }
        let here = isOfOneModule(failure, declared) ? forms(of: declared).forms(for: status) : []
        let isDeclared =
            !own.isEmpty
            && own.allSatisfy { thrown in
                here.contains { $0.takes(thrown) && $0.carries(exchange.pendingContentType) }
            }
        if !isDeclared { exchange.takeBackAnswer() }
        if !wasPending { try await exchange.sendPendingAnswer() }
        if !isDeclared {
            throw UndeclaredFailure(request, status, "\(type(of: failure))", isDeclaredOtherwise: !here.isEmpty)
        }
    }

    private func forms(of type: (any OperationFailure.Type)?) -> [FailureForm] {
        guard let type else { return [] }
        return forms[ObjectIdentifier(type)] ?? FailureForm.forms(in: "\(type.declared)")
    }

    /// Bodies are compared by their types' names, which two modules may both have.
    private func isOfOneModule(_ failure: any OperationFailure, _ other: (any OperationFailure.Type)?) -> Bool {
        guard let other else { return false }
        return module(of: type(of: failure)) == module(of: other)
    }

    private func module(of type: any OperationFailure.Type) -> Substring { String(reflecting: type).prefix { $0 != "." } }
}

/// A failure that the operation doesn't declare, and what to do about it.
struct UndeclaredFailure: Error {
    let reason: String

    /// - Parameter isDeclaredOtherwise: The operation declares the status, and something else for it.
    init(_ request: OperationRequest, _ status: Int, _ what: String, isDeclaredOtherwise: Bool) {
        guard 400...599 ~= status else {
            reason = "\(what) has the status \(status), which is no failure's: these have 400...599"
            return
        }
        guard let operation = request.operation.description else {
            reason = "no operation runs that could declare \(what) of status \(status)"
            return
        }
        let responses = "the responses of \(operation.methodName) \(operation.pathTemplate)"
        reason =
            isDeclaredOtherwise
            ? "the operation \(operation.id) declares status \(status) with another body, or other header fields, than \(what) has: "
                + "see \(responses)"
            : "the operation \(operation.id) doesn't declare status \(status), which \(what) has: "
                + "add '\(status)', \(status / 100)XX or default to \(responses)"
    }
}

extension FailureForm {
    /// Whether an answer of the media type, or without one, may be of this form.
    fileprivate func carries(_ contentType: StaticString?) -> Bool {
        guard let contentType else { return mediaTypes.isEmpty }
        return mediaTypes.contains("\(contentType)")
    }

    /// Whether what is thrown as the other form is of this one: the same body, all fields that must be there, and no others.
    fileprivate func takes(_ other: FailureForm) -> Bool {
        guard bodyType == other.bodyType else { return false }
        let known = Dictionary(fields.map { ($0.name.lowercased(), $0.type) }, uniquingKeysWith: { first, _ in first })
        let sure = Set(other.fields.filter(\.isRequired).map { $0.name.lowercased() })
        return other.fields.allSatisfy { known[$0.name.lowercased()] == $0.type }
            && fields.allSatisfy { !$0.isRequired || sure.contains($0.name.lowercased()) }
    }
}
