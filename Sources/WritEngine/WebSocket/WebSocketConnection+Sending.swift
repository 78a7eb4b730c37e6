// What leaves a WebSocket: at once where the client keeps up, else when it takes more.

import WritWire

/// The bytes of frames that several connections send: written once.
package final class SharedFrame: Sendable {
    package let bytes: [UInt8]

    /// - Parameter deflation: Makes it smaller for connections that have agreed on that.
    package init(_ message: WebSocketConnection.Message, _ payload: [UInt8], deflation: SharedDeflation? = nil) {
        let opcode: WebSocketOpcode = message == .text ? .text : .binary
        var output = OutputBuffer(minimumCapacity: payload.count + 16)
        var deflated = OutputBuffer(minimumCapacity: 0)
        // The array lends its bytes for the call, and the two buffers are two.
        unsafe payload.withUnsafeBytes { payload in
            if let deflation { unsafe deflation.deflate(payload, &deflated) }
            let isCompressed = deflated.count > 0
            unsafe output.appendFrame(opcode, isCompressed: isCompressed, isCompressed ? deflated.bytes : payload)
        }
        bytes = unsafe Array(output.bytes)
    }
}

extension WebSocketConnection {
    /// Has `body` run where the connection is served; may be called from anywhere.
    package func perform(_ body: @escaping @Sendable (WebSocketConnection) -> Void) {
        host.perform { body(self) }
    }

    /// Sends a frame that others send, too; false where the client has not taken what was sent before, and this is not sent.
    ///
    /// To be called where the connection is served.
    package func deliver(_ frame: SharedFrame) -> Bool {
        guard isOpen else { return true }
        if output.count == sentCount {
            forgetOutput()
            // The array lends its bytes for the closure.
            let sent: Int? = unsafe frame.bytes.withUnsafeBytes { bytes in
                switch unsafe host.transport.send(bytes, hasMore: false) {
                case .moved(let count): count
                case .waits: 0
                case .ended, .failed: nil
                }
            }
            guard let sent else {
                _ = fail(.connectionLost)
                return true
            }
            guard sent < frame.bytes.count else { return true }
            progressTime = host.milliseconds
            unsafe frame.bytes.withUnsafeBytes { unsafe output.append(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
            noteUnsent()
            return true
        }
        guard output.count - sentCount + frame.bytes.count <= settings.unsentBytesMax else { return false }
        unsafe frame.bytes.withUnsafeBytes { unsafe output.append($0) }
        noteUnsent()
        return true
    }

    /// Has what is written leave when the current job is over.
    func noteUnsent() {
        let place = Turn.Place(job: host.jobNumber, request: exchange.requestNumber)
        guard exchange.gatheredAt != place else { return }
        exchange.gatheredAt = place
        host.didGather(exchange)
    }

    /// Sends what is written as far as the client takes it; what has to be waited for otherwise.
    @discardableResult
    func sendNow() -> TransportEvent? {
        guard failure == nil else { return nil }
        // What was waited for may send more.
        repeat {
            while sentCount < output.count {
                // `sentCount` is below the count of the bytes written.
                let bytes = unsafe UnsafeRawBufferPointer(rebasing: output.bytes[sentCount...])
                switch unsafe host.transport.send(bytes, hasMore: false) {
                case .moved(let count):
                    sentCount += count
                    progressTime = host.milliseconds
                case .waits(let event):
                    if sentCount > 65_536 { compactOutput() }
                    host.watchUnsent(exchange, for: event, milliseconds: exchange.limits.$sendTimeout)
                    return event
                case .ended, .failed:
                    _ = fail(.connectionLost)
                    return nil
                }
            }
            forgetOutput()
            resumeDrainWaiters()
        } while failure == nil && sentCount < output.count
        return nil
    }

    /// Waits until no more than that many bytes are to be sent.
    func drain(to byteCount: Int) async throws(Failure) {
        while output.count - sentCount > byteCount {
            let event = sendNow()
            if let failure { throw failure }
            guard let event else { continue }
            if host.sendsBehindResponder {
                unsafe await withUnsafeContinuation { unsafe drainWaiters.append($0) }
            } else {
                host.startDeadline(milliseconds: exchange.limits.$sendTimeout)
                guard await host.wait(for: event) == .ready else { throw fail(.timedOut) }
            }
            if let failure { throw failure }
        }
    }

    /// Has `body` run, where the connection is served, once the client has taken all that was sent, or can't any more.
    package func afterDrain(_ body: @escaping @Sendable () -> Void) {
        perform { socket in
            guard socket.failure == nil, socket.output.count > socket.sentCount else { return body() }
            socket.drainBodies.append(body)
        }
    }

    /// Time has passed in which the client could have taken something; ends the connection where it didn't.
    func checkProgress() {
        guard failure == nil, output.count > sentCount else { return }
        let left = exchange.limits.$sendTimeout - (host.milliseconds - progressTime)
        guard left <= 0 else { return host.watchUnsent(exchange, for: .writable, milliseconds: left) }
        _ = fail(.timedOut)
        host.disconnect()
    }

    func resumeDrainWaiters() {
        if unsafe !drainWaiters.isEmpty {
            let waiters = unsafe drainWaiters
            unsafe drainWaiters.removeAll()
            unsafe waiters.forEach { unsafe $0.resume() }
        }
        guard !drainBodies.isEmpty else { return }
        let bodies = drainBodies
        drainBodies.removeAll()
        for body in bodies { body() }
    }

    /// Takes memory for what is to be sent, where there is nothing yet.
    func takeOutputRoom() {
        guard output.count == 0 else { return }
        host.withSpareRoom { spare in
            if spare.outgoing.capacity > output.capacity { swap(&output, &spare.outgoing) }
        }
    }

    /// All of it is sent: the memory is for who sends next.
    private func forgetOutput() {
        sentCount = 0
        output.truncate(to: 0)
        guard output.capacity > Self.keptBytesMax else { return }
        host.withSpareRoom { spare in
            if output.capacity > spare.outgoing.capacity { swap(&output, &spare.outgoing) }
        }
        if output.capacity > Self.keptBytesMax { output = OutputBuffer(minimumCapacity: 0) }
    }

    /// Bytes of memory that a silent connection may keep for what it sends.
    private static var keptBytesMax: Int { 64 }

    /// Gives up the bytes that are sent.
    private func compactOutput() {
        let rest = unsafe Array(output.bytes[sentCount...])
        output = OutputBuffer(minimumCapacity: rest.count)
        // The array lends its bytes for the call.
        unsafe rest.withUnsafeBytes { unsafe output.append($0) }
        sentCount = 0
    }
}
