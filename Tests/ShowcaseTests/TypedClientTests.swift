// The generated client of the showcase: forms, files, bytes, texts, streams and credentials of every kind.

import ShowcaseExample
import ShowcaseExampleClient
import Testing
import WritClient
import WritLoopback
import WritServer
import WritTesting
import WritWire

@testable import ShowcaseExampleServer

@Suite struct `The typed client of the showcase` {
    let client = ShowcaseClient(TestClient(showcase()))

    @Test func `sends forms of parts, and files`() async throws {
        let form = SendForm.Form(name: "Ada", count: 7, tags: ["x", "y"])
        #expect(try await client.sendForm(body: form) == "Ada 7 x+y - - small")
        let photo = FormFile(filename: "a \"b\".png", contentType: "image/png", bytes: [1, 2, 13, 10, 45, 45])
        let photos = try await client.sendPhotos(body: SendPhotos.Form(title: "Two", photo: photo, more: [photo]))
        #expect(photos.hasPrefix("Two|-|a ") && photos.hasSuffix("image/png 6"))
    }

    @Test func `sends a body as each of its media types`() async throws {
        #expect(try await client.sendChoice(json: [1, 2]) == "json [1, 2]")
        #expect(try await client.sendChoice(text: "ü\n") == "text ü\n")
        #expect(try await client.sendChoice(bytes: [1, 2, 3], contentType: "image/png") == "image/png 3")
        #expect(try await client.sendNumber(body: 41) == 42)
        #expect(try await client.sendStream() == "nothing")
        #expect(try await client.sendStream(body: [1, 2]).hasSuffix(" 2 3"))
        #expect(try await client.sendOptional(body: [1, nil]) == [1, nil])
        let filter = try Filter(jsonText: Self.filter)
        #expect(try await client.sendFilter(form: filter) == filter)
        #expect(try await client.sendFilter(json: filter) == filter)
    }

    static let filter = #"{"text":"a b&c","number":7,"flag":true,"tags":["x","y z"]}"#

    @Test func `reads bytes, texts and fields`() async throws {
        #expect(try await client.answerPicture() == [1, 2, 3])
        #expect(try await client.answerDownload(length: 25_000, known: false).count == 25_000)
        guard case .ok(let text, let count, let day, let list, let colour, _) = try await client.answerHeaders() else {
            return #expect(Bool(false), "not what was answered")
        }
        #expect(text == "all" && count == 2 && day == CalendarDate("2024-02-29") && list == [1, 2] && colour == .darkBlue)
        guard case .found(let location) = try await client.answerMoved() else { return #expect(Bool(false), "not moved") }
        #expect(location == "/api/v1/media/headers")
    }

    @Test func `reads streams that end`() async throws {
        #expect(try await client.answerLines(count: 3) == [[0], [1], [2]])
        #expect(try await client.answerRecords() == ["a", "b"])
        #expect(try await client.answerTalk().compactMap(\.data) == ["one\ntwo\nthree\nfour", ""])
        let events = try await client.answerEvents()
        #expect(events.count == 2 && events.first?.data?.tree?.name == "a\nb")
        #expect(events.first?.id == "1" && events.first?.retry == 50)
    }

    @Test func `asks for the media type that the caller wants`() async throws {
        guard case .okJSON([1, 2]) = try await client.answerNegotiated() else { return #expect(Bool(false), "no JSON") }
        let other = try await client.answerNegotiated(accept: "text/csv")
        guard case .okCSV("1,2") = other else { return #expect(Bool(false), "\(other)") }
    }

    @Test func `reads chunks through a socket`() async throws {
        try await withShowcaseServer { server async throws in
            let client = ShowcaseClient(WireTransport(host: "127.0.0.1", port: server.port))
            #expect(try await client.answerDownload(length: 90_000, known: false) == [UInt8](repeating: 7, count: 90_000))
            #expect(try await client.answerLines(count: 3) == [[0], [1], [2]])
        }
    }

    @Test func `shows credentials of every kind, those of the first alternative that it has all of`() async throws {
        var client = client
        #expect(try await client.useNothing() == "open")
        #expect(try await client.useMaybe() == "nobody")
        await #expect(throws: UseAny.Failure.self) { try await client.useAny() }
        client.token = "t1"
        #expect(try await client.useAny() == "token")
        client.token = nil
        client.user = ClientLogin(name: "ada", password: "a:b ü")
        #expect(try await client.useAny() == "user")
    }
}
