// What requests with the same attributes are recorded in.

internal import CoreMetrics

final class RequestSeries: Sendable {
    private let duration: any TimerHandler
    private let requestSize: any RecorderHandler
    private let answerSize: any RecorderHandler

    init(_ attributes: [(String, String)], _ factory: any MetricsFactory) {
        duration = factory.makeTimer(label: "http.server.request.duration", dimensions: attributes)
        duration.preferDisplayUnit(.seconds)
        requestSize = factory.makeRecorder(label: "http.server.request.body.size", dimensions: attributes, aggregate: true)
        answerSize = factory.makeRecorder(label: "http.server.response.body.size", dimensions: attributes, aggregate: true)
    }

    /// Records a request that began then; of a body nothing where its size isn't known.
    func record(since start: ContinuousClock.Instant, requestBytes: Int?, answerBytes: Int?) {
        let time = (ContinuousClock.now - start).components
        duration.recordNanoseconds(time.seconds &* 1_000_000_000 &+ time.attoseconds / 1_000_000_000)
        if let requestBytes { requestSize.record(Int64(requestBytes)) }
        if let answerBytes { answerSize.record(Int64(answerBytes)) }
    }
}
