// What the documentation shows of tests.

import PetstoreExample
import WritServer
import WritTesting

struct Asking {
    let client: TestClient
    let png: [UInt8]

    func send() async -> [TestAnswer] {
        let first = await client.post("/pets/1", form: ["name": "Rex & Co.", "status": "sold"])
        return [first, await picture(), await photo()]
    }

    private func picture() async -> TestAnswer {
        let answer = await client.post("/pictures", bytes: png, type: "image/png")
        return answer
    }

    private func photo() async -> TestAnswer {
        let parts: [TestPart] = [.text("title", "Rex"), .file("photo", "rex.png", png, type: "image/png")]
        let answer = await client.post("/photos", multipart: parts)
        return answer
    }

    func form() async -> TestAnswer {
        let answer = await client.post("/pets/1", form: ["name": "Rex & Co.", "status": "sold"])
        return answer
    }

    func title(of answer: TestAnswer) -> String? {
        let title = answer.json?["items"]?[0]?["title"]?.string
        return title
    }

    func changes() async -> String? {
        let title = await client.stream("/changes") { answer in
            let event = await answer.nextEvent()
            return event?.data
        }
        return title
    }

    func threeChanges() async -> Int {
        let count = await client.stream("/changes", fields: ["Last-Event-ID": "7"]) { answer in
            var count = 0
            while count < 3, await answer.nextEvent() != nil { count += 1 }
            return count
        }
        return count
    }

    func alone() async throws -> [Pet] {
        let pets = try await client.withContext("GET", "/pets?limit=2") { context in
            try await NotYet().listPets(.init(limit: 2), context: context)
        }
        return pets
    }
}
