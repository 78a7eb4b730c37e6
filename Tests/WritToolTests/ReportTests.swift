// `writ report`, as a user runs it.

import Foundation
import Testing
import WritPrograms

@Suite struct ReportTests {
    @Test func `report tells what of a body is looked at`() throws {
        let document = """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            paths:
              /bytes: { post: { requestBody: { content: { image/png: { schema: { type: string, title: t, minLength: 3, maxLength: 9 } } } }, responses: { '204': { description: d } } } }
              /form: { post: { requestBody: { content: { application/x-www-form-urlencoded: { schema: { properties: { a: { type: array, items: { type: string } } } }, encoding: { a: { style: form, explode: false } } } } }, responses: { '204': { description: d } } } }
            """
        let folder = try ScratchFolder()
        try folder.write(document, to: "openapi.yaml")
        let report = try Tool.run("report", "openapi.yaml", "--format", "json", folder: folder.url)
        let json = try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [String: Any]
        let lines = json?["keywords"] as? [[String: Any]] ?? []
        func outcomes(_ keyword: String) -> [String] {
            lines.filter { ($0["keyword"] as? String ?? "").contains(keyword) }.compactMap { $0["outcome"] as? String }
        }
        #expect(outcomes("minLength") == ["documented", "refused"])
        #expect(outcomes("maxLength") == ["enforced"])
        #expect(outcomes("style") == ["enforced"])
        #expect(outcomes("explode") == ["enforced"])
    }

    @Test func `a report is of the outcomes that are asked for`() throws {
        let document = """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            paths: { /a: { get: { deprecated: true, responses: { '204': { description: d, links: {} } } } } }
            """
        let folder = try ScratchFolder()
        try folder.write(document, to: "openapi.yaml")
        func sections(_ arguments: String...) throws -> [String] {
            let report = try Tool.run("report", "openapi.yaml", arguments[0], arguments[1], folder: folder.url)
            return report.output.split(separator: "\n").filter { $0.contains("keywords,") }
                .map { String($0.prefix { $0 != ":" }) }
        }
        #expect(try sections("--format", "text") == ["enforced", "documented", "refused"])
        #expect(try sections("--only", "refused,documented") == ["documented", "refused"])
        let json = try Tool.run(
            "report", "openapi.yaml", "--only", "documented", "--format", "json", folder: folder.url
        ).output
        #expect(json.contains("\"documented\"") && !json.contains("\"enforced\""), "\(json)")
        #expect(try Tool.run("report", "openapi.yaml", "--only", "nothing", folder: folder.url).status != 0)
    }
}
