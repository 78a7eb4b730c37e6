// What members of a group get whose clients have agreed on compression, each in another way.

import Synchronization
import Testing
import WritEngine
import WritLoopback
import WritRuntime
import WritServer
import WritWire

@testable import WritCompression

/// Tells all members what one says.
private struct CrowdAPI: WritAPI {
    let group = SocketGroup<String>()

    static let description = APIDescription(
        title: "Crowd", version: "1", summary: "", basePath: "",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"), routes: "GET /socket socket")

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        let terms = WebSocketTerms<String, String>(
            json: { $0.readString() },
            write: { message, output in
                output.write(message)
                return true
            })
        return operation.serve { exchange in
            for request in operation.requests(on: exchange) {
                guard let socket = request.webSocket(terms) else { continue }
                try await request.serve(socket) {
                    let member = try group.join(socket)
                    defer { group.leave(member) }
                    for try await message in socket { group.send(message) }
                }
            }
        }
    }
}

/// Counts how often messages are made smaller.
private final class CountingDeflater: MessageDeflater {
    let inner: any MessageDeflater
    let count: Count

    final class Count: Sendable {
        let alone = Atomic(0)
        let shared = Atomic(0)
    }

    init(_ inner: any MessageDeflater, _ count: Count) {
        self.inner = inner
        self.count = count
    }

    func deflate(_ message: UnsafeRawBufferPointer, into output: inout OutputBuffer) {
        count.alone.add(1, ordering: .relaxed)
        unsafe inner.deflate(message, into: &output)
    }

    var shared: SharedDeflation? {
        inner.shared.map { [count] shared in
            unsafe SharedDeflation(key: shared.key) { message, output in
                count.shared.add(1, ordering: .relaxed)
                unsafe shared.deflate(message, &output)
            }
        }
    }
}

@Suite struct `Members of a group that have agreed on compression` {
    private let offers = [
        "", "permessage-deflate; server_no_context_takeover",
        "permessage-deflate; server_no_context_takeover; client_max_window_bits",
        "permessage-deflate; server_no_context_takeover; server_max_window_bits=9", "permessage-deflate",
    ]

    @Test func `share a message that is compressed once for each window, but for those that remember`() async throws {
        let count = CountingDeflater.Count()
        let inner = WebSocketCompression.deflate(remembersMessages: true, windowBits: 12)
        var configuration = ServerConfiguration()
        configuration.webSockets.compression = unsafe WebSocketCompression { offer in
            unsafe inner.agree(offer).map {
                .init(field: $0.field, inflater: $0.inflater, deflater: CountingDeflater($0.deflater, count))
            }
        }
        try await withServer(CrowdAPI(), configuration) { server in
            let clients = try offers.map { try join(server, $0) }
            let text = String(repeating: "to all of you ", count: 8)
            try clients[0].send(clientText("\"\(text)\""))
            // All members of a loop are told before it does anything else.
            _ = try clients[0].answer(upTo: "\(text)\"")
            for (client, offer) in zip(clients, offers).dropFirst() {
                try client.send(clientClose)
                let frame = try client.rest().dropLast(4)
                let sharesMessages = offer.contains("server_no_context_takeover")
                #expect(frame.first == (sharesMessages ? 0xC1 : 0x81), "\(offer)")
                #expect(try payload(frame) == "\"\(text)\"", "\(offer)")
            }
            // Windows of twelve bits and of nine.
            #expect(count.shared.load(ordering: .relaxed) == 2 && count.alone.load(ordering: .relaxed) == 0)
        }
    }

    private func join(_ server: LoopbackServer, _ offer: String) throws -> LoopbackClient {
        let client = try server.connect()
        try client.send(SocketAnswer.upgrade + (offer.isEmpty ? "" : "Sec-WebSocket-Extensions: \(offer)\r\n") + "\r\n")
        let head = try client.answer(upTo: "\r\n\r\n")
        #expect(head.contains("permessage-deflate") == !offer.isEmpty)
        return client
    }

    /// The text in one short frame, inflated where it says that it is compressed.
    private func payload(_ frame: ArraySlice<UInt8>) throws -> String {
        let bytes = Array(frame.dropFirst(2))
        guard frame.first == 0xC1 else { return String(decoding: bytes, as: UTF8.self) }
        let offer = Array("permessage-deflate".utf8)
        // The array lends its bytes for the call.
        let agreement = unsafe offer.withUnsafeBytes { unsafe WebSocketCompression.deflate(remembersMessages: true).agree($0) }
        let inflater = try #require(agreement).inflater
        var output = OutputBuffer(minimumCapacity: 0)
        var failure: WebSocketFailure?
        unsafe bytes.withUnsafeBytes { bytes in
            do throws(WebSocketFailure) {
                try unsafe inflater.inflate(bytes, into: &output, room: 1000)
                try inflater.endMessage(into: &output, room: 1000)
            } catch { failure = error }
        }
        #expect(failure == nil)
        return unsafe String(decoding: output.bytes, as: UTF8.self)
    }
}
