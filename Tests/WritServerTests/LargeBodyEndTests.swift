// Where what was read of a large body is freed: a value of many parts takes long.

import Glibc
import Synchronization
import Testing
import WritEngine
import WritTesting
import WritWire

import WritRuntime
@testable import WritServer

/// A value that tells when it is freed whether that is on the thread that has read it.
private final class Probe: Sendable {
    private let reader = pthread_self()
    private let tell: @Sendable (Bool) -> Void

    init(_ tell: @escaping @Sendable (Bool) -> Void) { self.tell = tell }

    deinit { tell(pthread_equal(pthread_self(), reader) != 0) }
}

private final class Ends: Sendable {
    private let ends = Mutex<[Bool]>([])
    var all: [Bool] { ends.withLock { $0 } }
    func add(_ isOnReader: Bool) { ends.withLock { $0.append(isOnReader) } }
}

private struct ProbeAPI: WritAPI {
    let ends = Ends()

    static let description = APIDescription(
        title: "Probes", version: "1", summary: "", basePath: "",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"), routes: "POST /probe probe\nPOST /probes probes")

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        let ends = ends
        if operation.id == "probes" {
            return operation.serve { exchange in
                let request = OperationRequest(exchange, operation)
                let probes = request.lines(of: Probe.self) { json in json.readInt().map { _ in Probe { ends.add($0) } } }
                var count = 0
                for try await _ in probes { count += 1 }
                request.answer(200, "text/plain", text: "\(count)")
            }
        }
        return operation.serve(RequestPreconditions(takes: "application/json")) { exchange in
            let request = OperationRequest(exchange, operation)
            let read = { @Sendable (request: OperationRequest) -> Probe? in
                var json = request.json()
                let number = json.readInt()
                guard request.finish(&json), number != nil else { return nil }
                return Probe { ends.add($0) }
            }
            guard let probe = request.readsBodyAtOnce() ? read(request) : await request.readBody(read) else { return }
            withExtendedLifetime(probe) { request.answer(200, "text/plain", text: "read") }
        }
    }
}

@Suite struct `What was read of a large body` {
    private func client(_ api: ProbeAPI) -> TestClient {
        var configuration = ServerConfiguration()
        configuration.limits.readOnLoopBytesMax = 1_000
        // One thread, which doesn't end meanwhile, however long the machine is busy with other things.
        configuration.limits.readingThreadsMax = 1
        configuration.limits.offloadIdle = .milliseconds(600_000)
        return TestClient(api, configuration: configuration)
    }

    /// What was told of so many values, once that many are freed.
    private func ends(of api: ProbeAPI, count: Int) async -> [Bool] {
        let end = ContinuousClock.now + .seconds(120)
        while api.ends.all.count < count && ContinuousClock.now < end { await Task.yield() }
        return api.ends.all
    }

    private let large = String(repeating: " ", count: 1_000) + "7"

    @Test func `is freed on the thread that has read it`() async {
        let api = ProbeAPI()
        let client = client(api)
        for _ in 0..<3 { #expect(await client.post("/probe", json: large).text == "read") }
        #expect(await ends(of: api, count: 3) == [true, true, true])
    }

    @Test func `is freed with the next item, where it is one of many`() async {
        let api = ProbeAPI()
        let client = client(api)
        let answer = await client.post("/probes", json: "\(large)\n\(large)\n", fields: ["Content-Type": "application/jsonl"])
        #expect(answer.text == "2")
        #expect(await ends(of: api, count: 2) == [true, true])
    }
}
