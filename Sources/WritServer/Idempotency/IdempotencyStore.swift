// Requests that come twice and are done once (draft-ietf-httpapi-idempotency-key-header).

public import WritRuntime

/// What a store says of a key that a request has sent.
public enum IdempotencyState<Saved: Sendable>: Sendable {
    /// The key is new, and is the caller's now: it calls `finish` or `abandon`.
    case begun
    /// Another request with the key is being answered.
    case running
    /// A request with the key was answered with this.
    case finished(Saved)
    /// The key came with another request before.
    case ofAnotherRequest
    /// There is no room for more keys.
    case full
}

/// Where answers are kept by the keys of their requests, so that a request that comes again gets the answer of the first one.
/// `MemoryIdempotencyStore` keeps them in this process; for several servers, conform to this with a database that they share.
public protocol IdempotencyStore<Saved>: Sendable {
    /// What is kept: the value that an operation returns, or bytes.
    associatedtype Saved: Sendable

    /// Takes the key where nobody has it; in one step, whoever else asks.
    ///
    /// - Parameters:
    ///   - key: The request's, together with what tells its sender and its operation from others.
    ///   - fingerprint: What the request asks for. A store keeps it, or a hash of it, to tell whether another one asks for the same.
    func begin(_ key: String, fingerprint: [UInt8]) async throws -> IdempotencyState<Saved>

    /// Keeps an answer.
    func finish(_ key: String, _ saved: Saved) async throws

    /// Gives the key back: the request has failed, and may come again.
    func abandon(_ key: String) async
}

extension IdempotencyStore {
    /// Does `work` once for each key: a second request gets what the first one returned.
    ///
    ///     let order = try await placed.once(input.idempotencyKey, of: customer.name, fingerprint: body) {
    ///         try await store.place(input.body)
    ///     }
    ///
    /// What `work` throws is not kept: the request may come again. Where the answer can't be kept, the error of the store is thrown, and
    /// the key stays taken: nobody knows then whether the work may be done again.
    ///
    /// - Parameters:
    ///   - key: As the client sent it; `RequestContext.idempotencyKey` has it where the contract doesn't.
    ///   - sender: Whose key it is, such as the principal's name and the operation: nobody gets what was answered to others.
    ///   - fingerprint: What is asked for, such as the body's bytes: the same key with another one is refused.
    ///   - work: What is done once, and what it returns is kept.
    /// - Throws: 409 while the first request is being answered, 422 where the key was that of another request, 503 where the store is
    ///   full; what `work` and the store throw.
    public nonisolated(nonsending) func once(
        _ key: some CustomStringConvertible & Sendable, of sender: String, fingerprint: some Sequence<UInt8>,
        _ work: nonisolated(nonsending) () async throws -> Saved
    ) async throws -> Saved {
        try await onceOrRepeated(key, of: sender, fingerprint: fingerprint, work).saved
    }

    /// The same as `once`, and whether the request came again: for contracts that answer 201 to the first one and 200 to others.
    ///
    ///     let (order, isRepeated) = try await placed.onceOrRepeated(key, of: customer.name, fingerprint: body) {
    ///         try await store.place(input.body)
    ///     }
    ///
    /// - Parameters:
    ///   - key: As the client sent it.
    ///   - sender: Whose key it is.
    ///   - fingerprint: What is asked for.
    ///   - work: What is done once, and what it returns is kept.
    /// - Throws: as `once`.
    public nonisolated(nonsending) func onceOrRepeated(
        _ key: some CustomStringConvertible & Sendable, of sender: String, fingerprint: some Sequence<UInt8>,
        _ work: nonisolated(nonsending) () async throws -> Saved
    ) async throws -> (saved: Saved, isRepeated: Bool) {
        // No text of a client makes one key of another's: the length says where the sender ends.
        let key = "\(sender.utf8.count) \(sender) \(key)"
        switch try await begin(key, fingerprint: Array(fingerprint)) {
        case .finished(let saved): return (saved, true)
        case .running: throw refusal(409, "A request with this key is being answered.")
        case .ofAnotherRequest: throw refusal(422, "The key was used for another request.")
        case .full: throw refusal(503, "The server keeps as many keys as it can.")
        case .begun: break
        }
        let saved: Saved
        do {
            saved = try await work()
        } catch {
            await abandon(key)
            throw error
        }
        try await finish(key, saved)
        return (saved, false)
    }
}

extension RequestContext {
    /// The value of `Idempotency-Key`, with or without quotes; nil where there is none, where there are several, and where it isn't 1 to
    /// 255 visible characters.
    public var idempotencyKey: String? {
        let values = fields(named: "Idempotency-Key")
        guard values.count == 1 else { return nil }
        var key = values[0][...]
        if key.utf8.count >= 2, key.hasPrefix("\""), key.hasSuffix("\"") { key = key.dropFirst().dropLast() }
        guard 1...255 ~= key.utf8.count, key.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\"") }) else {
            return nil
        }
        return String(key)
    }
}
