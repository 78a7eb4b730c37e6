// Runs an engine for as long as a test needs it.

import WritEngine

/// Both ways of waiting, which must make no difference.
let pollerChoices: [PollerChoice] = [.automatic, .poll]

/// Runs a server on a port of the system's choice for the length of `body`; it must end by itself afterwards. That is done
/// once with each poller, but once only for a responder that may remember something.
func withServer(
    _ change: (inout EngineConfiguration) -> Void = { _ in },
    pollers: [PollerChoice]? = nil, responder: (any Responder)? = nil,
    _ body: (Int, Engine) async throws -> Void
) async throws {
    for poller in pollers ?? (responder == nil ? pollerChoices : [.automatic]) {
        var configuration = EngineConfiguration(port: 0)
        configuration.loops.count = 2
        configuration.shutdown.catchesSignals = false
        configuration.shutdown.drain = .milliseconds(2000)
        configuration.loops.poller = poller
        change(&configuration)
        let engine = Engine(configuration: configuration, responder: responder ?? SampleResponder())
        let addresses = try await engine.start()
        try await body(addresses[0].port, engine)
        engine.shutDown()
        await engine.run()
    }
}

/// The bytes of a request.
func get(_ path: String, _ fields: String = "") -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n" }
