// Whether the server takes requests, for those who ask it over HTTP.

internal import Synchronization
internal import WritEngine
internal import WritRuntime
internal import WritWire

/// Ready from the server's start until it is told to end.
package final class ServerReadiness: Sendable {
    private let flag: Atomic<Bool>

    package init(isReady: Bool = false) { flag = Atomic(isReady) }

    package var isReady: Bool {
        get { flag.load(ordering: .relaxed) }
        set { flag.store(newValue, ordering: .relaxed) }
    }

    /// Answers a request for the readiness path.
    func answer(_ exchange: Exchange) {
        guard exchange.method == .get || exchange.method == .head else {
            return exchange.answerProblem(405, "The resource is there, but not for this method.") {
                $0.add("Allow", "GET, HEAD")
            }
        }
        let isReady = self.isReady
        exchange.answer(
            status: isReady ? 200 : 503, contentType: "text/plain", fields: { $0.add("Cache-Control", "no-store") }
        ) { $0.append(isReady ? "ready\n" : "ending\n") }
    }
}
