// What the requests of one operation, scheme and version are recorded in, by the status of their answers.

internal import CoreMetrics

/// Statuses by their hundreds, and each hundred when the first of its answers comes.
final class RequestRow: Sendable {
    private let attributes: [(String, String)]
    private let factory: any MetricsFactory
    private let hundreds: [LazySlot<Hundred>]

    /// A hundred of statuses.
    private final class Hundred: Sendable {
        let slots: [LazySlot<RequestSeries>] = (0..<100).map { _ in LazySlot() }
    }

    init(_ attributes: [(String, String)], _ factory: any MetricsFactory) {
        self.attributes = attributes
        self.factory = factory
        hundreds = (0..<5).map { _ in LazySlot() }
    }

    /// Nil for what is no status.
    func series(status: Int) -> RequestSeries? {
        guard 100...599 ~= status else { return nil }
        return hundreds[status / 100 - 1].value { Hundred() }.slots[status % 100].value {
            var attributes = attributes + [("http.response.status_code", "\(status)")]
            if status >= 500 { attributes.append(("error.type", "\(status)")) }
            return RequestSeries(attributes, factory)
        }
    }
}
