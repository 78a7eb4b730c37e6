// Leaving HTTP: the connection goes over to another protocol, with every byte that has come already.

public import WritWire

extension Exchange {
    /// Whether the client offers to go over to the protocol of that name, whatever its case, behind this request
    /// (RFC 9110 section 7.8): over HTTP/1.1, with `Connection: upgrade`, and without a body.
    public func offersUpgrade(to name: StaticString) -> Bool {
        // The head's ranges count from the request's first byte.
        unsafe requests.head.offersUpgrade(to: name, in: requests.requestBytes)
    }

    /// Answers 101 and hands the connection to `run`; once that returns, the connection is closed.
    ///
    /// Where the client doesn't offer it, this does nothing and returns false: the offer is to be ignored, and the request
    /// answered as if there were none. A field that can't be sent makes the answer a 500; `run` is not called then. An error
    /// that `run` throws breaks the connection off and is thrown on.
    ///
    /// - Parameter fields: adds header fields to the answer; `Upgrade` and `Connection` are there already.
    /// - Returns: whether the request is answered.
    public func upgrade(
        to name: StaticString, fields addFields: (inout FieldBlock) -> Void = { _ in },
        _ run: (UpgradedConnection) async throws -> Void
    ) async throws -> Bool {
        guard !isAnswered, offersUpgrade(to: name) else { return false }
        fields.add("Upgrade", name)
        addFields(&fields)
        guard fields.isWellFormed else {
            answer(.malformedAnswer)
            return true
        }
        isAnswered = true
        isUpgraded = true
        closesConnection = true
        ResponseHead.write(
            to: &output, clock: &time.clock, status: 101, contentType: nil, fields: fields, persistence: .upgrade,
            contentLength: nil)
        defer { isUpgraded = false }
        do {
            try await run(UpgradedConnection(exchange: self, requestNumber: requestNumber))
            return true
        } catch {
            breakOff(isReset: false)
            throw error
        }
    }
}
