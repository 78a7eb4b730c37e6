// Leaving HTTP: the connection goes over to another protocol, with every byte that has come already.

public import WritWire

extension Exchange {
    /// Whether the client offers to go over to the protocol of that name, whatever its case, behind this request
    /// (RFC 9110 section 7.8): over HTTP/1.1, with `Connection: upgrade`, and without a body.
    public func offersUpgrade(to name: StaticString) -> Bool {
        // The head's ranges count from the request's first byte.
        unsafe framing is HTTP1Connection && head.offersUpgrade(to: name, in: lentBytes)
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
        guard !isAnswered, offersUpgrade(to: name), let connection = framing as? HTTP1Connection else { return false }
        fields.add("Upgrade", name)
        addFields(&fields)
        guard fields.isWellFormed else {
            answer(.malformedAnswer)
            return true
        }
        isAnswered = true
        isUpgraded = true
        closesConnection = true
        connection.writeUpgrade()
        defer { isUpgraded = false }
        do {
            try await run(UpgradedConnection(exchange: self, connection: connection, requestNumber: requestNumber))
            return true
        } catch {
            connection.breakOff()
            throw error
        }
    }
}

extension HTTP1Connection {
    /// Writes the 101 with which the connection leaves HTTP.
    func writeUpgrade() {
        ResponseHead.write(
            to: &output, cache: &exchange.time.heads, status: 101, contentType: nil, fields: exchange.fields,
            persistence: .upgrade, contentLength: nil)
    }
}
