// Handlers that wait, for the tests of time limits and cancellation.

import Synchronization
import WritEngine
import WritWire

struct PatientResponder: Responder {
    /// What `/stubborn` waits for.
    let gate = Gate()
    let tally = Tally()

    func respond(to exchange: Exchange) async {
        let path = unsafe text(exchange.path)
        switch path {
        case "/hello": exchange.answer(status: 200, contentType: "text/plain") { $0.append("Hello, World!") }
        // Gives up when it is cancelled.
        case "/obedient":
            tally.began()
            try? await Task.sleep(for: .seconds(3600))
            tally.ended(isCancelled: Task.isCancelled && exchange.isCancelled)
        // Answers when it is cancelled.
        case "/late":
            tally.began()
            try? await Task.sleep(for: .seconds(3600))
            tally.ended(isCancelled: Task.isCancelled && exchange.isCancelled)
            exchange.answer(status: 200, contentType: "text/plain") { $0.append("late") }
        // Doesn't care about cancellation.
        case "/stubborn":
            tally.began()
            await gate.pass()
            tally.ended(isCancelled: Task.isCancelled)
            exchange.answer(status: 200, contentType: "text/plain") { $0.append("at last") }
        // Tells whether its task is cancelled from the start.
        case "/state":
            await Task.yield()
            let state = Task.isCancelled || exchange.isCancelled ? "cancelled" : "fresh"
            exchange.answer(status: 200, contentType: "text/plain") { $0.append(state) }
        case "/deadline":
            await Task.yield()
            let left = exchange.deadline.map { $0 - .now }
            exchange.answer(status: 200, contentType: "text/plain") {
                $0.append(left.map { "\($0.components.seconds)" } ?? "none")
            }
        case "/echo":
            // The body is used before anything else is awaited.
            guard let body = try? unsafe await exchange.collectBody(upTo: 1 << 20) else { return }
            exchange.answer(status: 200, contentType: "text/plain") { unsafe $0.append(body) }
        // Reads the body, then waits.
        case "/echo-obedient":
            guard let body = try? unsafe await exchange.collectBody(upTo: 1 << 20) else { return }
            let copy = unsafe text(body)
            tally.began()
            try? await Task.sleep(for: .seconds(3600))
            tally.ended(isCancelled: Task.isCancelled)
            _ = copy
        case "/static":
            unsafe exchange.answer(status: 200, contentType: "text/plain", staticBody: unsafe LargeBody.bytes)
        default: exchange.answerEmpty(status: 404)
        }
    }
}

/// Counts handlers; a test waits for what it wants to see.
final class Tally: Sendable {
    struct Counts: Equatable {
        var begun = 0
        var ended = 0
        var cancelled = 0
    }

    private let counts = Mutex(Counts())

    var current: Counts { counts.withLock { $0 } }

    func began() { counts.withLock { $0.begun += 1 } }

    func ended(isCancelled: Bool) {
        counts.withLock {
            $0.ended += 1
            if isCancelled { $0.cancelled += 1 }
        }
    }

    /// Waits until `condition` holds; false if that takes half a minute.
    func reaches(_ condition: (Counts) -> Bool) async -> Bool {
        let end = ContinuousClock.now + .seconds(30)
        while !condition(current) {
            if ContinuousClock.now > end { return false }
            await Task.yield()
        }
        return true
    }
}
