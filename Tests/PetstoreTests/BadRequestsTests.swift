// Golden answers to bad requests: BadRequests.md holds the requests and what the petstore says to each.

import Foundation
import Testing
import WritLoopback

@Suite struct `Bad requests` {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("BadRequests.md")

    @Test func `are answered as the golden file says; GOLDEN=update writes it anew`() async throws {
        let page = try GoldenPage(Self.file)
        #expect(page.entries.count >= 15)
        var answers: [String] = []
        for entry in page.entries {
            // Each request meets a shop as new.
            let answer = try await withPetstore { client throws in
                try client.send(entry.bytes)
                return try client.answer()
            }
            #expect((400..<500).contains(answer.status), "\(entry.title)")
            if !GoldenPage.isUpdating { #expect(answer.description == entry.answer, "\(entry.title)") }
            answers.append(answer.description)
        }
        if GoldenPage.isUpdating { try page.write(answers) }
    }
}
