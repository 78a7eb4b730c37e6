// Requests that the server refuses by itself.

internal import CoreMetrics
internal import Synchronization

/// A counter for each status and reason; the reasons are the server's own sentences.
final class RefusalCounters: Sendable {
    private struct Reason: Hashable {
        let status: Int
        let detail: String
    }

    private let factory: any MetricsFactory
    private let counters = Mutex<[Reason: any CounterHandler]>([:])

    init(_ factory: any MetricsFactory) { self.factory = factory }

    func count(status: Int, detail: StaticString) {
        let reason = Reason(status: status, detail: "\(detail)")
        let counter = counters.withLock { counters in
            if let known = counters[reason] { return known }
            let counter = factory.makeCounter(
                label: "writ.server.refusals",
                dimensions: [("http.response.status_code", "\(status)"), ("reason", reason.detail)])
            counters[reason] = counter
            return counter
        }
        counter.increment(by: 1)
    }
}
