// What carries bytes may have a talk of its own: to read it may have to write, and the other way round.

import Synchronization
import Testing
import WritEngine

/// Has every transfer wait for the other direction first, twice, as TLS does while keys are made anew.
private final class CrossedTransport: Transport {
    private let inner: any Transport
    /// How often a transfer has been put off since the last that moved bytes.
    private let receivesPutOff = Atomic(0)
    private let sendsPutOff = Atomic(0)

    init(_ inner: any Transport) { self.inner = inner }

    var peerAddress: String { inner.peerAddress }
    var localAddress: String { inner.localAddress }
    var isReadable: Bool { inner.isReadable }
    var unsentByteCount: Int { inner.unsentByteCount }
    func finishSending() { inner.finishSending() }
    func resetAtEnd() { inner.resetAtEnd() }

    func receive(into room: UnsafeMutableRawBufferPointer) -> TransferResult {
        if receivesPutOff.add(1, ordering: .relaxed).oldValue < 2 { return .waits(for: .writable) }
        let result = unsafe inner.receive(into: room)
        if case .moved = result { receivesPutOff.store(0, ordering: .relaxed) }
        return result
    }

    func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> TransferResult {
        if sendsPutOff.add(1, ordering: .relaxed).oldValue < 2 { return .waits(for: .readable) }
        sendsPutOff.store(0, ordering: .relaxed)
        return unsafe inner.send(bytes, hasMore: hasMore)
    }
}

@Suite struct `Transports` {
    @Test func `are waited for as they ask, whatever they are to do`() async {
        let request = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"
        let connection = MemoryConnection(
            pieces: [[UInt8]((request + "he").utf8), [UInt8]("llo".utf8)], wrap: { CrossedTransport($0) })
        #expect(await connection.serve(with: SampleResponder()) == .finished)
        let sent = String(decoding: connection.sent, as: UTF8.self)
        #expect(sent.hasPrefix("HTTP/1.1 200 OK\r\n") && sent.hasSuffix("\r\n\r\nhello"))
        // Before either piece, for its own coming, and before the answer.
        #expect(connection.waits.filter { $0 == .writable }.count >= 2)
        #expect(connection.waits.contains(.readable))
    }
}
