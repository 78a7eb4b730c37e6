// A number that only grows.

internal import CoreMetrics

/// A counter with its labels: whole numbers and others are added up apart, so that the former stay exact.
final class CounterSeries: CounterHandler, FloatingPointCounterHandler, MetricSeries {
    let labels: String
    private let words = StripedWords(count: 2)

    init(labels: String) { self.labels = labels }

    /// Adds; a counter never falls.
    func increment(by amount: Int64) {
        if amount > 0 { words.add(UInt64(amount), to: 0) }
    }

    func increment(by amount: Double) {
        if amount > 0, amount.isFinite { words.add(amount, to: 1) }
    }

    func reset() { words.setToZero() }

    func write(_ family: MetricFamily, to page: inout ExpositionText) {
        let (whole, rest) = (words.wholeSum(of: 0), words.sum(of: 1))
        let value = rest == 0 ? "\(whole)" : ExpositionText.number(Double(whole) + rest)
        page.sample(family.name, "_total", labels, value)
    }
}
