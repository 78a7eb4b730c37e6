// All series of one metric.

/// One set of labels of a metric, and its value.
protocol MetricSeries: AnyObject, Sendable {
    /// The labels as the page has them, without the braces.
    var labels: String { get }

    func write(_ family: MetricFamily, to page: inout ExpositionText)
}

/// A metric as the page names it, with its series in the order of their labels.
struct MetricFamily {
    enum Kind: String {
        case counter, gauge, histogram
    }

    /// Without `_total`, and with the unit at its end.
    let name: String
    let kind: Kind
    let help: String
    let unit: String?
    let bounds: [Double]
    var series: [String: any MetricSeries] = [:]

    /// The names of its samples.
    var sampleNames: [String] {
        switch kind {
        case .counter: ["\(name)_total", name]
        case .gauge: [name]
        case .histogram: [name, "\(name)_bucket", "\(name)_sum", "\(name)_count"]
        }
    }

    func makeSeries(labels: String) -> any MetricSeries {
        switch kind {
        case .counter: CounterSeries(labels: labels)
        case .gauge: GaugeSeries(labels: labels)
        case .histogram: HistogramSeries(labels: labels, bounds: bounds)
        }
    }
}
