// Where bodies are read: on the loop, or, where they are large, on another thread; and what is said of either.

import Glibc
import WritRuntime
import Synchronization
import Testing
import WritEngine
import WritLoopback
import WritTesting
import WritWire

@testable import WritServer

/// What a handler's reader and its handler found out about where they ran.
private final class Places: Sendable {
    private let places = Mutex<[Bool]>([])
    var all: [Bool] { places.withLock { $0 } }
    func noteAnything() { places.withLock { $0.append(true) } }

    /// Whether a thread is at work that is not the one where the request is served.
    func note(_ exchange: Exchange) {
        let isElsewhere = !exchange.isCurrent(exchange.requestNumber)
        places.withLock { $0.append(isElsewhere) }
    }
}

/// Takes a JSON array of numbers, and answers how many there are.
private struct NumbersAPI: WritAPI {
    let places = Places()
    /// What is called where a body is read.
    var whileReading: @Sendable () -> Void = {}

    static let description = APIDescription(
        title: "Numbers", version: "1", summary: "", basePath: "",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"), routes: "POST /numbers numbers\nPOST /lines lines")

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        if operation.id == "lines" {
            return operation.serve { exchange in
                let request = OperationRequest(exchange, operation)
                var count = 0
                let lines = request.lines(of: Int.self) { json in
                    places.note(exchange)
                    return json.readInt()
                }
                for try await _ in lines { count += 1 }
                request.answer(200, "text/plain", text: "\(count)")
            }
        }
        return operation.serve(RequestPreconditions(takes: "application/json")) { exchange in
            for request in operation.requests(on: exchange) {
                let read = { @Sendable (request: OperationRequest) -> [Int]? in
                    places.note(exchange)
                    whileReading()
                    var json = request.json()
                    var numbers: [Int] = []
                    if var array = json.beginArray() {
                        while json.nextItem(&array) { if let number = json.readInt() { numbers.append(number) } }
                    }
                    return request.finish(&json) ? numbers : nil
                }
                guard let numbers = request.readsBodyAtOnce() ? read(request) : await request.readBody(read) else { continue }
                places.note(exchange)
                request.answer(200, "text/plain", text: "\(numbers.count)")
            }
        }
    }
}

@Suite struct `A large body` {
    private func configuration(_ change: (inout ServerLimits) -> Void = { _ in }) -> ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.limits.readOnLoopBytesMax = 1_000
        change(&configuration.limits)
        return configuration
    }

    /// A JSON array of that many bytes.
    private func array(bytes: Int) -> String {
        "[" + Array(repeating: "1", count: (bytes - 1) / 2).joined(separator: ",") + (bytes % 2 == 0 ? " ]" : "]")
    }

    @Test(arguments: [(999, false), (1_000, false), (1_001, true), (100_000, true)])
    func `is read on another thread, and handled where it came`(byteCount: Int, isElsewhere: Bool) async {
        let api = NumbersAPI()
        let client = TestClient(api, configuration: configuration())
        let body = array(bytes: byteCount)
        #expect(body.utf8.count == byteCount)
        let answer = await client.post("/numbers", json: body)
        #expect(answer.status == 200 && answer.text == "\((byteCount - 1) / 2)")
        #expect(api.places.all == [isElsewhere, false])
    }

    @Test(arguments: ["[1,2,true,", "[1,2,true,\"x\"", "[[]"])
    func `is refused in the same words, wherever it is read`(start: String) async {
        let body = start + String(repeating: " ", count: 2_000) + (start.hasSuffix("\"") ? "]" : "")
        let here = TestClient(NumbersAPI(), configuration: configuration { $0.readOnLoopBytesMax = 1 << 20 })
        let elsewhere = TestClient(NumbersAPI(), configuration: configuration())
        let answers = [
            await here.post("/numbers", json: body),
            await elsewhere.post("/numbers", json: body),
        ]
        #expect(answers[0].status >= 400 && answers[0].rawBytes == answers[1].rawBytes)
    }

    @Test func `among lines is read on another thread, the small ones are not`() async {
        let api = NumbersAPI()
        let client = TestClient(api, configuration: configuration())
        let large = String(repeating: " ", count: 1_000) + "7"
        let answer = await client.post("/lines", json: "1\n\(large)\n3\n", fields: ["Content-Type": "application/jsonl"])
        #expect(answer.text == "3" && api.places.all == [false, true, false])
    }

    @Test func `lets the loop serve others while it is read`() async throws {
        // A reader on another thread that goes on when the other request has been answered.
        let isFree = Places()
        let api = NumbersAPI {
            while isFree.all.isEmpty { sched_yield() }
        }
        let body = array(bytes: 2_000)
        try await withServer(api, configuration()) { server throws in
            let (first, second) = (try server.connect(), try server.connect())
            let type = "Content-Type: application/json"
            try first.send(LoopbackClient.request("POST", "/numbers", [type], body: body))
            while api.places.all != [true] { await Task.yield() }
            #expect(try second.ask("GET", "/nothing").status == 404)
            isFree.noteAnything()
            #expect(try first.answer().text == "999")
        }
    }

    @Test func `gets 503 where too many wait to be read`() async {
        let api = NumbersAPI()
        let client = TestClient(
            api,
            configuration: configuration {
                $0.readingThreadsMax = 1
                $0.readingQueueMax = 0
            })
        let body = array(bytes: 200_001)
        let statuses = await withTaskGroup(of: TestAnswer.self) { group in
            for _ in 0..<50 {
                group.addTask { await client.post("/numbers", json: body) }
            }
            return await group.reduce(into: [Int: Int]()) { counts, answer in
                counts[answer.status, default: 0] += 1
                if answer.status == 503 { #expect(answer["Retry-After"] == "1") }
            }
        }
        #expect(statuses[200] ?? 0 > 0 && (statuses[200] ?? 0) + (statuses[503] ?? 0) == 50)
    }
}

@Suite struct `Many small items in a body` {
    /// How often others would have had their turn.
    private func yields(of body: String, _ path: String = "/lines") async -> (text: String, yields: Int) {
        let head = "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Type: application/jsonl\r\n"
        let request = head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
        let transport = MemoryConnection(pieces: [[UInt8](request.utf8)])
        let responder = ServerResponder(NumbersAPI(), configuration: ServerConfiguration())
        _ = await transport.serve(with: responder)
        return (String(decoding: transport.sent, as: UTF8.self), transport.yieldCount)
    }

    @Test(arguments: [(200, 0), (255, 0), (256, 1), (5_000, 19)])
    func `give the others their turn`(items: Int, wanted: Int) async {
        let served = await yields(of: String(repeating: "1\n", count: items))
        #expect(served.text.hasSuffix("\r\n\r\n\(items)"))
        // A part of the body is a step, too.
        #expect((wanted...wanted + 1).contains(served.yields))
    }

    @Test func `that are blank are steps no more than the parts of the body that hold them`() async {
        let served = await yields(of: String(repeating: " \n\n", count: 300_000) + "1\n")
        // By bytes: 900,000 of them.
        #expect(served.text.hasSuffix("\r\n\r\n1") && (3...4).contains(served.yields))
    }
}

@Suite struct `What is said of a blocked loop` {
    @Test(
        arguments: [
            (BlockingWork.handler, "showPet", "the handler of showPet has blocked a loop for 1000 ms; use context.offload"),
            (.handler, nil, "a handler has blocked a loop for 1000 ms; use context.offload"),
            (
                .middleware, "showPet",
                "middleware around showPet has blocked a loop for 1000 ms; use context.offload, as in handlers"
            ),
            (
                .reading, "addPet",
                "reading and checking a body of addPet has blocked a loop for 1000 ms; lower limits.readOnLoopBytesMax to have it read on another thread"
            ),
            (
                .writing, "listPets",
                "writing an answer of listPets has blocked a loop for 1000 ms; answer less at once, or piece by piece"
            ),
        ] as [(BlockingWork, String?, String)])
    func `fits what blocked it`(work: BlockingWork, operation: String?, text: String) {
        #expect(blockedLoopMessage(work, operation, milliseconds: 1_000) == text)
    }
}
