// What the server's core counts, told to swift-metrics.

internal import CoreMetrics
internal import Synchronization
internal import WritEngine

/// Asks the core from time to time, and tells what has changed since: so that servers that share it add up.
final class EngineMetrics: Sendable {
    private let factory: any MetricsFactory
    private let interval: Duration

    /// Made when the first server runs: who never runs has no series of zeros.
    private let handles = LazySlot<Handles>()

    init(_ factory: any MetricsFactory, interval: Duration) {
        self.factory = factory
        self.interval = interval
    }

    /// Tells until the task is cancelled, and once more then.
    func watch(_ engine: Engine) async {
        let handles = handles.value { Handles(factory) }
        var told = EngineReading()
        var probes: [LoopProbe] = []
        while !Task.isCancelled {
            tell(engine.reading, &told, handles)
            for (number, loop) in engine.probes.enumerated() {
                if probes.count == number { probes.append(LoopProbe(number, factory)) }
                probes[number].send(to: loop)
            }
            try? await Task.sleep(for: interval)
        }
        var last = engine.reading
        // What has ended holds nothing.
        (last.openConnections, last.heldBytes) = (0, 0)
        tell(last, &told, handles)
    }

    private func tell(_ reading: EngineReading, _ told: inout EngineReading, _ handles: Handles) {
        handles.open.increment(by: Double(reading.openConnections - told.openConnections))
        handles.held.increment(by: Double(reading.heldBytes - told.heldBytes))
        handles.accepted.increment(by: Int64(reading.acceptedConnections - told.acceptedConnections))
        handles.memory.increment(by: Int64(reading.memoryRefusals - told.memoryRefusals))
        handles.refusedClients.increment(by: Int64(reading.refusedClients - told.refusedClients))
        handles.refusedStrangers.increment(by: Int64(reading.refusedStrangers - told.refusedStrangers))
        handles.shed.increment(by: Int64(reading.shedConnections - told.shedConnections))
        told = reading
    }

    private final class Handles: Sendable {
        let open: any MeterHandler
        let held: any MeterHandler
        let accepted: any CounterHandler
        let memory: any CounterHandler
        let refusedClients: any CounterHandler
        let refusedStrangers: any CounterHandler
        let shed: any CounterHandler

        init(_ factory: any MetricsFactory) {
            open = factory.makeMeter(label: "writ.server.connections", dimensions: [])
            held = factory.makeMeter(label: "writ.server.memory.held", dimensions: [])
            accepted = factory.makeCounter(label: "writ.server.connections.accepted", dimensions: [])
            memory = factory.makeCounter(label: "writ.server.memory.refusals", dimensions: [])
            let refused = "writ.server.connections.refused"
            refusedClients = factory.makeCounter(label: refused, dimensions: [("reason", "client has too many")])
            refusedStrangers = factory.makeCounter(label: refused, dimensions: [("reason", "no trusted proxy")])
            shed = factory.makeCounter(label: refused, dimensions: [("reason", "no descriptor left")])
        }
    }
}

/// Asks a loop to do next to nothing, and records how long it took to come to it.
private final class LoopProbe: Sendable {
    private let lag: any TimerHandler
    private let isOnItsWay = Atomic(false)

    init(_ number: Int, _ factory: any MetricsFactory) {
        lag = factory.makeTimer(label: "writ.server.loop.lag", dimensions: [("loop", "\(number)")])
    }

    /// Sends one unless the last is still on its way: that of a loop that is blocked tells for how long it was.
    func send(to loop: (@escaping @Sendable () -> Void) -> Void) {
        guard !isOnItsWay.exchange(true, ordering: .relaxed) else { return }
        let start = ContinuousClock.now
        loop { [self] in
            let time = (ContinuousClock.now - start).components
            lag.recordNanoseconds(time.seconds &* 1_000_000_000 &+ time.attoseconds / 1_000_000_000)
            isOnItsWay.store(false, ordering: .relaxed)
        }
    }
}
