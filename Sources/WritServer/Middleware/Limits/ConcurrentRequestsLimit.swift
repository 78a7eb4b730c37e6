// How many requests are at work at once.

internal import Synchronization
internal import WritEngine
internal import WritRuntime

/// Has so many requests at work at a time, and refuses what is more at once: 503 with `Retry-After`.
///
///     ConcurrentRequestsLimit(50, retryAfter: .seconds(2)).on(tags: "reports")
///
/// What would wait anyway, for a database or for threads, waits with its client instead. A request is at work until its answer is
/// there; one that is answered by a stream until the stream has ended.
public struct ConcurrentRequestsLimit: Middleware {
    private let running: RunningRequests
    private let requestsMax: Int
    private let retryAfterSeconds: Int

    /// A limit for all requests that this is put around; a copy counts with it.
    ///
    /// - Parameters:
    ///   - requestsMax: At least 1.
    ///   - retryAfter: When clients are told to try again, in whole seconds.
    public init(_ requestsMax: Int, retryAfter: Duration = .seconds(1)) {
        running = RunningRequests()
        self.requestsMax = max(requestsMax, 1)
        retryAfterSeconds = max(Int(clamping: retryAfter.components.seconds), 0)
    }

    /// Requests that are at work.
    public var requestCount: Int { running.count.load(ordering: .relaxed) }

    /// Has the request answered where there is room for it.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        guard running.begin(upTo: requestsMax) else {
            let answer = ServerAnswer(
                to: context, status: 503, problem: "The server is at work on as many requests as it may be.")
            context.live?.addField("Retry-After") { $0.append(decimal: retryAfterSeconds) }
            return answer
        }
        let answer = await next()
        guard answer.isStream else {
            running.end()
            return answer
        }
        // Also where nobody calls the closure, since the connection is gone: it lets go of the place then.
        let place = Place(running)
        answer.whenSent { _ in place.leave() }
        return answer
    }
}

/// Counts the requests that are at work.
private final class RunningRequests: Sendable {
    let count = Atomic(0)

    /// False where there are as many as may be.
    func begin(upTo max: Int) -> Bool {
        var current = count.load(ordering: .relaxed)
        while current < max {
            let result = count.weakCompareExchange(expected: current, desired: current + 1, ordering: .relaxed)
            if result.exchanged { return true }
            current = result.original
        }
        return false
    }

    func end() { count.subtract(1, ordering: .relaxed) }
}

/// The place of a request among those that are at work; it is left once.
private final class Place: Sendable {
    private let running: RunningRequests
    private let isLeft = Atomic(false)

    init(_ running: RunningRequests) { self.running = running }

    func leave() { if !isLeft.exchange(true, ordering: .relaxed) { running.end() } }

    deinit { leave() }
}
