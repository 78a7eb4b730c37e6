// A number that rises and falls.

internal import CoreMetrics
internal import Synchronization

/// A gauge with its labels: a meter, or a recorder that doesn't aggregate.
final class GaugeSeries: MeterHandler, RecorderHandler, MetricSeries {
    let labels: String
    private let bits = Atomic<UInt64>(0)

    init(labels: String) { self.labels = labels }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func decrement(by amount: Double) { increment(by: -amount) }

    func increment(by amount: Double) {
        guard amount.isFinite else { return }
        var bits = bits.load(ordering: .relaxed)
        while true {
            let sum = (Double(bitPattern: bits) + amount).bitPattern
            let result = self.bits.weakCompareExchange(expected: bits, desired: sum, ordering: .relaxed)
            if result.exchanged { return }
            bits = result.original
        }
    }

    func write(_ family: MetricFamily, to page: inout ExpositionText) {
        page.sample(family.name, "", labels, ExpositionText.number(Double(bitPattern: bits.load(ordering: .relaxed))))
    }
}
