// Runs a server whose clock the test turns.

import WritEngine

/// A server with one loop, and its time.
struct TimedServer {
    let port: Int
    let engine: Engine
    let clock: ManualClock

    /// Lets so much time pass, and the loop see it.
    func pass(milliseconds: Int) async {
        await engine.settle()
        clock.advance(milliseconds: milliseconds)
        await engine.settle()
    }
}

/// Runs a server on a port of the system's choice for the length of `body`; it must end by itself afterwards.
func withTimedServer(
    _ change: (inout EngineConfiguration) -> Void = { _ in }, responder: any Responder,
    _ body: (TimedServer) async throws -> Void
) async throws {
    var configuration = EngineConfiguration(port: 0)
    configuration.loops.count = 1
    configuration.shutdown.catchesSignals = false
    let clock = ManualClock()
    configuration.clock = .manual(clock)
    change(&configuration)
    let engine = Engine(configuration: configuration, responder: responder)
    let addresses = try await engine.start()
    try await body(TimedServer(port: addresses[0].port, engine: engine, clock: clock))
    engine.shutDown()
    engine.shutDown()
    // What is left has a little time to see that it is over.
    let turning = Task {
        while !Task.isCancelled {
            clock.advance(milliseconds: 1)
            await Task.yield()
        }
    }
    await engine.run()
    turning.cancel()
}
