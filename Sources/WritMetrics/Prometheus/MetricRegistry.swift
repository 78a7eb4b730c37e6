// The metrics that there are; touched when one is made and when the page is written, and never when a value is recorded.

internal import Synchronization

final class MetricRegistry: Sendable {
    private struct State: Sendable {
        var families: [String: MetricFamily] = [:]
        /// Whose sample each name is.
        var owners: [String: String] = [:]
    }

    private let state = Mutex(State())
    private let refusedCount = Atomic(0)
    private let metricsMax: Int
    private let seriesMax: Int

    /// What a series is called that stands for all that are too many, as OpenTelemetry's SDKs call it.
    private static let overflowLabels = "otel_metric_overflow=\"true\""

    init(metricsMax: Int, seriesMax: Int) {
        self.metricsMax = max(metricsMax, 1)
        self.seriesMax = max(seriesMax, 1)
    }

    /// The series of those labels, made where there is none; nil where the metric's name is another's, or metrics are too many.
    ///
    /// - Parameter family: Without series.
    func series(of family: MetricFamily, labels: String) -> (any MetricSeries)? {
        let series: (any MetricSeries)? = state.withLock { state in
            guard var known = state.families[family.name] ?? Self.add(family, to: &state, max: metricsMax),
                known.kind == family.kind
            else { return nil }
            if let series = known.series[labels] { return series }
            let isOverflow = known.series.count >= seriesMax
            let labels = isOverflow ? Self.overflowLabels : labels
            if isOverflow { refusedCount.add(1, ordering: .relaxed) }
            if let series = known.series[labels] { return series }
            let series = known.makeSeries(labels: labels)
            known.series[labels] = series
            state.families[family.name] = known
            return series
        }
        if series == nil { refusedCount.add(1, ordering: .relaxed) }
        return series
    }

    /// Nil where there is no room for the metric, or another has one of its names.
    private static func add(_ family: MetricFamily, to state: inout State, max: Int) -> MetricFamily? {
        let names = family.sampleNames
        guard state.families.count < max, !names.contains(where: { state.owners[$0] != nil }) else { return nil }
        for name in names { state.owners[name] = family.name }
        state.families[family.name] = family
        return family
    }

    /// Takes a series off the page.
    func remove(_ series: AnyObject) {
        guard let series = series as? any MetricSeries else { return }
        state.withLock { state in
            guard let name = state.families.first(where: { $0.value.series[series.labels] === series })?.key else { return }
            state.families[name]?.series[series.labels] = nil
            guard let family = state.families[name], family.series.isEmpty else { return }
            for name in family.sampleNames { state.owners[name] = nil }
            state.families[name] = nil
        }
    }

    func write(to page: inout ExpositionText) {
        let families = state.withLock { $0.families.values.sorted { $0.name < $1.name } }
        for family in families { page.append(family) }
        var refused = MetricFamily(
            name: "writ_metrics_refused_series", kind: .counter,
            help: "Series that were not made: their metric has as many as it may, or a name that is another's.", unit: nil,
            bounds: [])
        let counter = CounterSeries(labels: "")
        counter.increment(by: Int64(refusedCount.load(ordering: .relaxed)))
        refused.series = ["": counter]
        page.append(refused)
    }
}
