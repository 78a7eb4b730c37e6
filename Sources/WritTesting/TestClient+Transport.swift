// What typed clients ask through in tests: the handlers themselves.

// Whoever tests with a typed client names its errors.
@_exported public import WritClient
public import WritServer

extension TestClient: ClientTransport {
    /// Sends a request of a typed client to the handlers.
    ///
    /// - Throws: `NoAnswer` where the server hung up instead.
    public func send(_ request: ClientRequest) async throws -> ClientAnswer {
        let lines = request.fields.map { (key: $0.name, value: $0.value) }
        let answer = await send(request.method, request.target, lines: lines, body: request.body)
        guard answer.status != 0 else { throw NoAnswer() }
        return ClientAnswer(status: answer.status, fields: answer.fields, body: answer.body)
    }
}

extension TestAnswer {
    /// The body as a value of the contract, read and checked by its schema.
    ///
    ///     let pet = try await client.get("/pets/1").decode(Pet.self)
    ///
    /// - Throws: What is wrong with the body: that it is no JSON, or all rules of the schema that it breaks.
    public func decode<Value: JSONRepresentable>(_ type: Value.Type = Value.self) throws(JSONReadError) -> Value {
        try Value(jsonBytes: body)
    }
}
