// What a thousand routes cost beside three: routing alone, and whole requests in memory.

import Glibc
import WritEngine
import WritRuntime
import WritServer
import WritWire

let roundCount = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 21 : 21

/// Routes as large APIs have them: collections, their items, and what hangs below the items.
func paths(_ count: Int) -> [String] {
    (0..<count).map { number in
        let collection = "/v1/collection-\(number / 3)"
        return [collection, "\(collection)/{id}", "\(collection)/{id}/details"][number % 3]
    }
}

func lines(_ count: Int) -> String {
    paths(count).enumerated().map { "GET \($1) operation\($0)" }.joined(separator: "\n")
}

func targets(_ count: Int) -> [String] { paths(count).map { $0.replacing("{id}", with: "12345") } }

func answeringOK(_ operation: ServedOperation) -> OperationHandler {
    operation.serve { OperationRequest($0, operation).answer(200, "text/plain", text: "ok") }
}

struct ThreeRoutes: WritAPI {
    static let description = APIDescription(title: "Three", version: "1", routeLines: lines(3))
    func handler(_ operation: ServedOperation) -> OperationHandler? { answeringOK(operation) }
}

struct ThousandRoutes: WritAPI {
    static let description = APIDescription(title: "Thousand", version: "1", routeLines: lines(1000))
    func handler(_ operation: ServedOperation) -> OperationHandler? { answeringOK(operation) }
}

/// Nanoseconds of one pass of `body` over `count` things.
func nanoseconds(_ count: Int, _ body: () async -> Void) async -> Double {
    let start = ContinuousClock.now
    await body()
    return (ContinuousClock.now - start) / .nanoseconds(1) / Double(count)
}

/// Matches every target of the list, again and again: 60,000 in all.
func matchAll(_ table: RouteTable, _ targets: [[UInt8]]) {
    var found = 0
    for pass in 0..<60_000 / targets.count * targets.count {
        // The array lends its bytes for the closure.
        unsafe targets[pass % targets.count].withUnsafeBytes { path in
            if case .operation(let operation, _) = unsafe table.match(.get, path) { found &+= operation &+ 1 }
        }
    }
    precondition(found > 0, "the targets have routes")
}

/// A connection that pipelines 6,000 requests, sixteen at a time.
func requestPieces(_ targets: [String]) -> [[UInt8]] {
    let requests = (0..<6_000).map { "GET \(targets[$0 % targets.count]) HTTP/1.1\r\nHost: localhost\r\n\r\n" }
    return stride(from: 0, to: requests.count, by: 16).map { first in
        requests[first..<min(first + 16, requests.count)].flatMap { Array($0.utf8) }
    }
}

func serveAll(_ responder: any Responder, _ pieces: [[UInt8]]) async {
    _ = await MemoryConnection(pieces: pieces).serve(with: responder)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// Prints the medians of both and of the rounds' own ratios; returns that.
func report(_ what: String, _ rounds: [(few: Double, many: Double)]) -> Double {
    let ratio = median(rounds.map { $0.many / $0.few })
    func text(_ value: Double, _ scale: Double) -> String { "\((value * scale).rounded() / scale)" }
    print(
        "\(what): 3 routes \(text(median(rounds.map(\.few)), 10)) ns, 1000 routes \(text(median(rounds.map(\.many)), 10)) ns, ratio \(text(ratio, 1000))"
    )
    return ratio
}

let few = RouteTable(lines: lines(3))
let many = RouteTable(lines: lines(1000))
let fewTargets = targets(3).map { Array($0.utf8) }
let manyTargets = targets(1000).map { Array($0.utf8) }
let fewResponder = ServerResponder(ThreeRoutes(), configuration: ServerConfiguration(docs: .disabled))
let manyResponder = ServerResponder(ThousandRoutes(), configuration: ServerConfiguration(docs: .disabled))
let fewPieces = requestPieces(targets(3))
let manyPieces = requestPieces(targets(1000))

var matches: [(few: Double, many: Double)] = []
var requests: [(few: Double, many: Double)] = []
for _ in 0..<roundCount {
    matches.append(
        (await nanoseconds(60_000) { matchAll(few, fewTargets) }, await nanoseconds(60_000) { matchAll(many, manyTargets) }))
    requests.append(
        (
            await nanoseconds(6_000) { await serveAll(fewResponder, fewPieces) },
            await nanoseconds(6_000) { await serveAll(manyResponder, manyPieces) }
        ))
}
_ = report("routing alone", matches)
let ratio = report("whole requests in memory", requests)
if ratio > 1.1 {
    print("a thousand routes cost more than 1.1 times what three do")
    exit(1)
}
