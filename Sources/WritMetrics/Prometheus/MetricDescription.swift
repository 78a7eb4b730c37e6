// What a page says of a metric beyond its values.

/// What swift-metrics has no place for: a sentence about a metric, its unit, and the bounds of its histogram.
public struct MetricDescription: Sendable {
    /// What the metric tells.
    public var help: String
    /// What it is counted in, which becomes the end of its name: `seconds`, `bytes`; nil: nothing, or seconds for timers.
    public var unit: String?
    /// The upper bounds of the buckets of its histogram; nil: those that `PrometheusMetrics` has for all.
    public var bounds: [Double]?

    /// Describes a metric.
    ///
    /// - Parameters:
    ///   - help: What the metric tells.
    ///   - unit: What it is counted in; nil: nothing, or seconds for timers.
    ///   - bounds: The upper bounds of its histogram's buckets; nil: those for all.
    public init(_ help: String, unit: String? = nil, bounds: [Double]? = nil) {
        self.help = help
        self.unit = unit
        self.bounds = bounds
    }

    /// Bounds for durations in seconds, as OpenTelemetry's conventions advise for servers.
    public static let secondsBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]
    /// Bounds for sizes in bytes.
    public static let bytesBounds: [Double] = [64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 67_108_864]
    /// Bounds for values that nothing is known of, those of OpenTelemetry's SDKs.
    public static let valueBounds: [Double] = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1_000, 2_500, 5_000, 7_500, 10_000]

    /// Those that can be bounds, in their order, a hundred at most.
    static func usable(_ bounds: [Double]) -> [Double] {
        Array(Set(bounds.filter(\.isFinite)).sorted().prefix(100))
    }

    /// What the server records by itself.
    static let own: [String: MetricDescription] = [
        "http.server.request.duration": MetricDescription("Time from a request's head to the end of its answer."),
        "http.server.active_requests": MetricDescription("Requests that are being answered."),
        "http.server.request.body.size": MetricDescription("Bytes of requests' bodies.", unit: "bytes", bounds: bytesBounds),
        "http.server.response.body.size": MetricDescription("Bytes of answers' bodies.", unit: "bytes", bounds: bytesBounds),
        "writ.server.connections": MetricDescription("Connections that are open."),
        "writ.server.connections.accepted": MetricDescription("Connections that were accepted."),
        "writ.server.connections.refused": MetricDescription("Connections that were closed at once, by reason."),
        "writ.server.refusals": MetricDescription("Requests that the server refused by itself, by reason."),
        "writ.server.memory.held": MetricDescription("Memory that bodies and answers hold.", unit: "bytes"),
        "writ.server.memory.refusals": MetricDescription("Reservations of memory that were refused."),
        "writ.server.loop.lag": MetricDescription("Time until a loop came to what it was asked to do."),
    ]
}
