// The page for Prometheus, as its format demands it.

import CoreMetrics
import Testing
import WritServer
import WritTesting

@testable import WritMetrics

@Suite struct `The page for Prometheus` {
    private func text(_ metrics: PrometheusMetrics, openMetrics: Bool = false) -> String {
        String(decoding: metrics.page(openMetrics: openMetrics), as: UTF8.self)
    }

    @Test func `says what each metric is`() {
        let metrics = PrometheusMetrics(descriptions: ["jobs.done": MetricDescription("Jobs\\ that are \"done\".\nAll.")])
        Counter(label: "jobs.done", dimensions: [("queue", "a")], factory: metrics).increment(by: 7)
        FloatingPointCounter(label: "jobs.done", dimensions: [("queue", "a")], factory: metrics).increment(by: 0.5)
        Gauge(label: "depth", factory: metrics).record(-2.5)
        #expect(
            text(metrics) == """
                # HELP depth depth, without a description.
                # TYPE depth gauge
                depth -2.5
                # HELP jobs_done_total Jobs\\\\ that are "done".\\nAll.
                # TYPE jobs_done_total counter
                jobs_done_total{queue="a"} 7.5
                # HELP writ_metrics_refused_series_total Series that were not made: their metric has as many as it may, or a name that is another's.
                # TYPE writ_metrics_refused_series_total counter
                writ_metrics_refused_series_total 0

                """)
    }

    @Test func `names counters and units as OpenMetrics does, and ends`() {
        let metrics = PrometheusMetrics()
        Counter(label: "jobs_total", factory: metrics).increment()
        Timer(label: "query", factory: metrics).recordMilliseconds(30)
        let page = text(metrics, openMetrics: true)
        #expect(page.hasPrefix("# HELP jobs jobs_total, without a description.\n# TYPE jobs counter\njobs_total 1\n"))
        #expect(page.contains("# TYPE query_seconds histogram\n# UNIT query_seconds seconds\n"))
        #expect(page.contains("query_seconds_bucket{le=\"0.025\"} 0\nquery_seconds_bucket{le=\"0.05\"} 1\n"))
        #expect(page.contains("query_seconds_sum 0.03\nquery_seconds_count 1\n"))
        #expect(page.hasSuffix("\n# EOF\n"))
    }

    @Test func `escapes labels, and takes names apart from its own`() {
        let metrics = PrometheusMetrics()
        let labels = [("le", "1"), ("__a", "x"), ("b-c", "y"), ("b.c", "z\n\"\\"), ("1", "é")]
        Recorder(label: "1 size!", dimensions: labels, factory: metrics).record(3)
        let wanted = #"_1_size__sum{_1="é",_a="x",b_c="y;z\n\"\\",exported_le="1"} 3.0"# + "\n"
        #expect(text(metrics).contains(wanted), "\(text(metrics))")
    }

    @Test func `puts a value into the first bucket that isn't below it`() {
        let metrics = PrometheusMetrics(
            descriptions: ["a": MetricDescription("A.", bounds: [2, 1, 1, .infinity, .nan])])
        let recorder = metrics.makeRecorder(label: "a", dimensions: [], aggregate: true)
        for value in [1, 1.5, 2, 3, .nan, -.infinity] { recorder.record(value) }
        #expect(
            text(metrics).contains(
                "a_bucket{le=\"1.0\"} 1\na_bucket{le=\"2.0\"} 3\na_bucket{le=\"+Inf\"} 4\na_sum 7.5\na_count 4\n"))
    }

    @Test func `counts what is too much, and keeps it under one label`() {
        let metrics = PrometheusMetrics(seriesMax: 3)
        for number in 0..<100 { Counter(label: "a", dimensions: [("n", "\(number)")], factory: metrics).increment() }
        let page = text(metrics)
        #expect(page.contains("a_total{otel_metric_overflow=\"true\"} 97\n"))
        #expect(page.split(separator: "\n").count { $0.hasPrefix("a_total") } == 4)
        #expect(page.contains("writ_metrics_refused_series_total 97\n"))
    }

    @Test func `has no two metrics of one name`() {
        let metrics = PrometheusMetrics(metricsMax: 2)
        Counter(label: "a", factory: metrics).increment()
        Gauge(label: "a.total", factory: metrics).record(5)
        Timer(label: "b", factory: metrics).recordSeconds(1)
        Gauge(label: "b.seconds.sum", factory: metrics).record(5)
        Gauge(label: "c", factory: metrics).record(5)
        let page = text(metrics)
        #expect(page.contains("a_total 1\n") && page.contains("b_seconds_sum 1.0\n"))
        #expect(page.contains("writ_metrics_refused_series_total 3\n") && !page.contains("\nc 5"))
    }

    @Test func `forgets what is destroyed`() {
        let metrics = PrometheusMetrics()
        let counter = Counter(label: "a", factory: metrics)
        counter.increment()
        counter.destroy()
        #expect(!text(metrics).contains("a_total"))
        // The name is free again.
        Gauge(label: "a", factory: metrics).record(1)
        #expect(text(metrics).contains("a 1.0\n"))
    }

    @Test func `loses nothing that threads add at once`() async {
        let metrics = PrometheusMetrics()
        let counter = metrics.makeCounter(label: "a", dimensions: [])
        let meter = metrics.makeMeter(label: "b", dimensions: [])
        let timer = metrics.makeTimer(label: "c", dimensions: [])
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<20_000 {
                        counter.increment(by: 1)
                        meter.increment(by: 2)
                        meter.decrement(by: 1)
                        timer.recordNanoseconds(1_000_000_000)
                    }
                }
            }
        }
        let page = text(metrics)
        #expect(page.contains("a_total 160000\n") && page.contains("b 160000.0\n"))
        #expect(page.contains("c_seconds_sum 160000.0\nc_seconds_count 160000\n"))
    }

    @Test(
        arguments: [
            (nil, false), ("*/*", false), ("text/html", false), ("text/plain", false),
            ("application/openmetrics-text", true), ("application/openmetrics-text;version=1.0.0", true),
            ("application/openmetrics-text;version=2.0.0", false),
            ("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1", true),
            ("application/openmetrics-text;q=0.1, text/plain", false),
        ] as [(String?, Bool)])
    func `is in the format that is asked for`(accept: String?, isOpenMetrics: Bool) async {
        let metrics = PrometheusMetrics()
        let client = TestClient(MeasuredAPI(), middleware: [MetricsPage(metrics)])
        let answer =
            if let accept { await client.get("/metrics", fields: ["Accept": accept]) } else { await client.get("/metrics") }
        #expect(answer.text.hasSuffix("# EOF\n") == isOpenMetrics && answer["Vary"] == "Accept")
        #expect(answer["Content-Type"]?.hasPrefix(isOpenMetrics ? "application/openmetrics-text" : "text/plain") == true)
    }

    @Test func `is there for whom it is for, and for GET and HEAD alone`() async {
        let page = MetricsPage(PrometheusMetrics(), at: "/numbers") { $0.field("X-Key") == "k" }
        let client = TestClient(MeasuredAPI(), middleware: [page])
        #expect(await client.get("/numbers").status == 404)
        #expect(await client.get("/numbers", fields: ["X-Key": "k"]).status == 200)
        #expect(await client.head("/numbers", fields: ["X-Key": "k"]).body.isEmpty)
        #expect(await client.delete("/numbers", fields: ["X-Key": "k"]).status == 404)
    }
}
