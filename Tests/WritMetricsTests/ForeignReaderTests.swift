// What others than we read from the page: promtool and Python's prometheus_client, where they are there.

import CoreMetrics
import Foundation
import Testing
import WritMetrics
import WritPrograms

@Suite struct `The page in the hands of others` {
    /// A page with all that can be on one.
    private func page(openMetrics: Bool) -> [UInt8] {
        let metrics = PrometheusMetrics(
            descriptions: ["odd": MetricDescription("Odd \\ \"text\"\nof two lines.", unit: "bytes", bounds: [1, 2.5, 1e16])])
        metrics.makeCounter(label: "jobs.done", dimensions: [("queue", "a\"b\\c\nd")]).increment(by: 3)
        metrics.makeFloatingPointCounter(label: "work.done", dimensions: []).increment(by: 0.25)
        metrics.makeMeter(label: "depth", dimensions: [("é", "ü")]).set(-1.5)
        metrics.makeRecorder(label: "level", dimensions: [], aggregate: false).record(Double.infinity)
        metrics.makeRecorder(label: "odd", dimensions: [("b", "2"), ("a", "1")], aggregate: true).record(2 as Int64)
        metrics.makeTimer(label: "http.server.request.duration", dimensions: [("http.route", "/a/{b}")]).recordNanoseconds(
            7_000_000)
        return metrics.page(openMetrics: openMetrics)
    }

    private static func has(_ program: String, _ arguments: [String]) -> Bool {
        (try? waitForProgram(program, arguments))?.status == 0
    }

    private static let hasPromtool = has("promtool", ["--version"])
    private static let hasClient = has("python3", ["-c", "import prometheus_client"])

    /// Lends a file with the page.
    private func withPage<Result>(openMetrics: Bool, _ body: (String) throws -> Result) throws -> Result {
        let file = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
        try Data(page(openMetrics: openMetrics)).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path)
    }

    @Test(.enabled(if: hasPromtool, "promtool is not installed: make metrics installs it"))
    func `is without fault to promtool`() throws {
        let outcome = try withPage(openMetrics: false) { try waitForProgram("sh", ["-c", "promtool check metrics <'\($0)'"]) }
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test(
        .enabled(if: hasClient, "Python's prometheus_client is not installed: make metrics installs it"),
        arguments: [false, true])
    func `has the values that were recorded, to prometheus_client`(openMetrics: Bool) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "readPage.py").path
        let outcome = try withPage(openMetrics: openMetrics) { page in
            try waitForProgram("sh", ["-c", "python3 '\(script)' \(openMetrics ? "openmetrics" : "text") <'\(page)'"])
        }
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = Set(outcome.output.split(separator: "\n").map(String.init))
        for wanted in [
            #"counter jobs_done_total queue='a"b\\c\nd' 3.0"#, "counter work_done_total  0.25", "gauge depth _='ü' -1.5",
            "gauge level  inf", "histogram odd_bytes_bucket a='1' b='2' le='1.0' 0.0",
            "histogram odd_bytes_bucket a='1' b='2' le='2.5' 1.0",
            "histogram odd_bytes_sum a='1' b='2' 2.0",
            "histogram http_server_request_duration_seconds_count http_route='/a/{b}' 1.0",
        ] { #expect(lines.contains(wanted), "\(wanted) is not in\n\(outcome.output)") }
    }
}
