// Golden answers to what breaks rules: RuleAnswers.md holds the requests and what the server of specs/rules says to each.

import Foundation
import RulesExample
import Testing
import WritLoopback

@Suite struct `Requests that break rules` {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("RuleAnswers.md")

    @Test func `are answered as the golden file says; GOLDEN=update writes it anew`() async throws {
        let page = try GoldenPage(Self.file)
        #expect(page.entries.count >= 15)
        let answers = try await withServer(RulesAPI(default: RuleHandlers())) { server in
            try page.entries.map { entry in
                let client = try server.connect()
                try client.send(entry.bytes)
                let answer = try client.answer()
                #expect((400..<500).contains(answer.status), "\(entry.title)")
                if !GoldenPage.isUpdating { #expect(answer.description == entry.answer, "\(entry.title)") }
                return answer.description
            }
        }
        if GoldenPage.isUpdating { try page.write(answers) }
    }
}
