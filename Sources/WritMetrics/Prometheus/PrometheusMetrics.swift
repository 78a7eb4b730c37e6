// Metrics of swift-metrics that Prometheus asks for.

public import CoreMetrics

/// Keeps the metrics of a program in memory, for a page that Prometheus and others read: see ``MetricsPage``.
///
///     let metrics = PrometheusMetrics()
///     MetricsSystem.bootstrap(metrics)
///     APIServer(api, middleware: [ServerMetrics(), MetricsPage(metrics)])
///
/// A value is recorded without a lock. Counters become counters, meters and recorders that don't aggregate gauges, timers and
/// other recorders histograms with the bounds of ``MetricDescription``. Names follow OpenTelemetry's rules: `jobs.done` becomes
/// `jobs_done_total`, a timer `db.query` becomes `db_query_seconds`.
///
/// A metric has `seriesMax` sets of labels at most. What comes beyond is recorded under the label `otel_metric_overflow`, and counted
/// by `writ_metrics_refused_series_total`; so is a metric whose name is another's of another kind, which is on no page.
public final class PrometheusMetrics: MetricsFactory {
    private let registry: MetricRegistry
    private let descriptions: [String: MetricDescription]
    private let timerBounds: [Double]
    private let recorderBounds: [Double]

    /// Metrics without a value so far.
    ///
    /// - Parameters:
    ///   - descriptions: What the page says of metrics, by the labels that they are made with.
    ///   - timerBounds: Upper bounds of the buckets of timers, in seconds.
    ///   - recorderBounds: Upper bounds of the buckets of recorders.
    ///   - seriesMax: Sets of labels of one metric.
    ///   - metricsMax: Metrics with names of their own.
    public init(
        descriptions: [String: MetricDescription] = [:], timerBounds: [Double] = MetricDescription.secondsBounds,
        recorderBounds: [Double] = MetricDescription.valueBounds, seriesMax: Int = 2_000, metricsMax: Int = 1_000
    ) {
        registry = MetricRegistry(metricsMax: metricsMax, seriesMax: seriesMax)
        self.descriptions = MetricDescription.own.merging(descriptions) { $1 }
        self.timerBounds = timerBounds
        self.recorderBounds = recorderBounds
    }

    /// The page as it is now, in the text format 0.0.4 or in OpenMetrics 1.0.
    public func page(openMetrics: Bool = false) -> [UInt8] { page(openMetrics ? .openMetrics : .text) }

    func page(_ format: ExpositionText.Format) -> [UInt8] {
        var page = ExpositionText(format)
        registry.write(to: &page)
        page.end()
        return page.bytes
    }

    // MARK: Made by swift-metrics

    /// A counter of whole numbers.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let series = series(label, dimensions, .counter, bounds: [])
        return series as? any CounterHandler ?? CounterSeries(labels: "")
    }

    /// A counter of any numbers.
    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        let series = series(label, dimensions, .counter, bounds: [])
        return series as? any FloatingPointCounterHandler ?? CounterSeries(labels: "")
    }

    /// A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, .gauge, bounds: []) as? any MeterHandler ?? GaugeSeries(labels: "")
    }

    /// A histogram; without aggregation a gauge.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        let series = series(label, dimensions, aggregate ? .histogram : .gauge, bounds: recorderBounds)
        return series as? any RecorderHandler ?? GaugeSeries(labels: "")
    }

    /// A histogram in seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let series = series(label, dimensions, .histogram, bounds: timerBounds, unit: "seconds")
        return series as? any TimerHandler ?? HistogramSeries(labels: "", bounds: [])
    }

    /// Takes a counter off the page.
    public func destroyCounter(_ handler: any CounterHandler) { registry.remove(handler) }
    /// Takes a counter off the page.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { registry.remove(handler) }
    /// Takes a gauge off the page.
    public func destroyMeter(_ handler: any MeterHandler) { registry.remove(handler) }
    /// Takes a histogram or a gauge off the page.
    public func destroyRecorder(_ handler: any RecorderHandler) { registry.remove(handler) }
    /// Takes a histogram off the page.
    public func destroyTimer(_ handler: any TimerHandler) { registry.remove(handler) }

    private func series(
        _ label: String, _ dimensions: [(String, String)], _ kind: MetricFamily.Kind, bounds: [Double], unit: String? = nil
    ) -> (any MetricSeries)? {
        let description = descriptions[label]
        let unit = unit ?? description?.unit
        let family = MetricFamily(
            name: MetricName.base(label, kind: kind, unit: unit), kind: kind,
            help: description?.help ?? "\(label), without a description.", unit: unit,
            bounds: MetricDescription.usable(description?.bounds ?? bounds))
        return registry.series(of: family, labels: MetricName.labels(dimensions))
    }
}
