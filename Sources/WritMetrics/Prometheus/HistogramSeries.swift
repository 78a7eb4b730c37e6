// How often a value fell between which bounds.

internal import CoreMetrics

/// A histogram with its labels: a timer, in seconds, or a recorder that aggregates.
final class HistogramSeries: TimerHandler, RecorderHandler, MetricSeries {
    let labels: String
    private let bounds: [Double]
    /// A word for each bucket, that without a bound, and the sum.
    private let words: StripedWords

    init(labels: String, bounds: [Double]) {
        self.labels = labels
        self.bounds = bounds
        words = StripedWords(count: bounds.count + 2)
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(max(duration, 0)) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        // One value that is no number would take the sum with it for ever.
        guard value.isFinite else { return }
        var bucket = 0
        while bucket < bounds.count, value > bounds[bucket] { bucket += 1 }
        words.add(1 as UInt64, to: bucket)
        words.add(value, to: bounds.count + 1)
    }

    func write(_ family: MetricFamily, to page: inout ExpositionText) {
        var count: UInt64 = 0
        for bucket in 0...bounds.count {
            count &+= words.wholeSum(of: bucket)
            let bound = bucket < bounds.count ? ExpositionText.number(bounds[bucket]) : "+Inf"
            let separator = labels.isEmpty ? "" : ","
            page.sample(family.name, "_bucket", "\(labels)\(separator)le=\"\(bound)\"", "\(count)")
        }
        page.sample(family.name, "_sum", labels, ExpositionText.number(words.sum(of: bounds.count + 1)))
        page.sample(family.name, "_count", labels, "\(count)")
    }
}
