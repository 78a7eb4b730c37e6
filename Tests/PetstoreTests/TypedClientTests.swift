// The generated client of the petstore: values instead of texts, in memory and through a socket.

import PetstoreExample
import PetstoreExampleClient
import Testing
import WritClient
import WritLoopback
import WritServer
import WritTesting
import WritWire

@testable import PetstoreExampleServer

@Suite struct `The typed client of the petstore` {
    /// The client in memory, and that of a server.
    private func each(_ body: (PetstoreClient) async throws -> Void) async throws {
        try await body(PetstoreClient(TestClient(petstore()), staffKey: "treats"))
        try await withServer(petstore()) { server in
            try await body(PetstoreClient(WireTransport(host: "127.0.0.1", port: server.port), staffKey: "treats"))
        }
    }

    static let ada = PetInput(
        name: "Ada & Co.", status: .sold, tags: ["new", "ü"], birthday: .null, price: 99.5, attributes: ["a": "1"])

    @Test func `gives what handlers return`() async throws {
        try await each { client in
            let ada = try await client.createPet(body: Self.ada)
            #expect(ada == Pet(Self.ada, id: ada.id))
            #expect(try await client.showPet(petID: ada.id) == ada)
            #expect(try await client.listPets(tags: ["ü", "new"]) == [ada])
            #expect(try await client.listPets(limit: 2).map(\.id) == [1, 2])
            #expect(try await client.comparePets(pets: [2, 1]).map(\.id) == [2, 1])
            try await client.deletePet(petID: ada.id)
            #expect(try await client.showInventory()["sold"] != nil)
        }
    }

    @Test func `gives the case that a handler chooses, with its fields`() async throws {
        try await each { client in
            guard case .ok(let changed) = try await client.replacePet(petID: 1, body: Self.ada) else {
                return #expect(Bool(false), "no pet was replaced")
            }
            #expect(changed == Pet(Self.ada, id: 1))
            guard case .created(let made) = try await client.replacePet(petID: 900, body: Self.ada) else {
                return #expect(Bool(false), "no pet was made")
            }
            #expect(made.id == 900)
        }
    }

    @Test func `throws what handlers throw`() async throws {
        try await each { client in
            let failure = await #expect(throws: ShowPet.Failure.self) { try await client.showPet(petID: 999) }
            guard case .notFound(let problem) = failure else { return #expect(Bool(false), "\(failure as Any)") }
            #expect(problem.status == 404)
            let refused = await #expect(throws: ListPets.Failure.self) { try await client.listPets(limit: 0) }
            guard case .badRequest = refused else { return #expect(Bool(false), "\(refused as Any)") }
        }
    }

    @Test func `sends a scheme's credentials where they are set, and only there`() async throws {
        try await each { client in
            var stranger = client
            stranger.staffKey = nil
            let failure = await #expect(throws: DeletePet.Failure.self) { try await stranger.deletePet(petID: 1) }
            guard case .default(let status, _) = failure else { return #expect(Bool(false), "\(failure as Any)") }
            #expect(status == 401)
            stranger.staffKey = "treats"
            try await stranger.deletePet(petID: 1)
        }
    }

    @Test func `sends texts for what they are, whatever is in them`() async throws {
        let client = PetstoreClient(TestClient(petstore()))
        let password = "wrong \"or\" not"
        _ = try await client.createUser(body: UserInput(username: "ada", password: password, email: "ada@example.org"))
        let session = try await client.login(
            xDeviceName: "a phone, or two", body: Credentials(username: "ada", password: password))
        #expect(session.device == "a phone, or two")
        await #expect(throws: UnsendableField(name: "X-Device-Name")) {
            try await client.login(xDeviceName: "a\r\nX-Other: b", body: Credentials(username: "ada", password: "x"))
        }
    }

    // MARK: Answers that the contract doesn't declare

    private struct Canned: ClientTransport {
        let answer: ClientAnswer

        init(_ status: Int, _ type: String?, _ body: String) {
            let fields = type.map { [HeaderField(name: "Content-Type", value: $0)] } ?? []
            answer = ClientAnswer(status: status, fields: fields, body: Array(body.utf8))
        }

        func send(_ request: ClientRequest) async throws -> ClientAnswer { answer }
    }

    static let pet = #"{"id":1,"name":"Rex","status":"sold"}"#
    static let problem = #"{"title":"No","status":400,"detail":""}"#

    @Test(
        arguments: [
            (200, "text/html", "<p>", "declared are 200 application/json, 404 application/problem+json"),
            (200, "application/json", #"{"id":1,"name":"","status":"sold"}"#, "/name: must be"),
            (200, "application/json", #"{"id":1,"name":"Rex"}"#, "status"),
            (200, "application/json", #"{"id":"#, "no JSON at byte"),
            (200, nil, "", "without a media type"), (201, "application/json", pet, "answered 201"),
            (404, "text/plain", "nothing", "answered 404 text/plain"),
            (302, nil, "", "declared are"),
        ] as [(Int, String?, String, String)])
    func `are refused, and told`(status: Int, type: String?, body: String, words: String) async throws {
        let client = PetstoreClient(Canned(status, type, body))
        let error = await #expect(throws: UndeclaredAnswer.self) { try await client.showPet(petID: 1) }
        let text = "\(error as Any)"
        #expect(text.contains("showPet was answered \(status)") && text.contains(words), "\(text)")
    }

    @Test func `are refused where a body is, and none is declared`() async throws {
        await #expect(throws: UndeclaredAnswer.self) {
            try await PetstoreClient(Canned(204, nil, "x"), staffKey: "k").deletePet(petID: 1)
        }
    }

    @Test func `media types match whatever their parameters and letters`() async throws {
        let client = PetstoreClient(Canned(200, "Application/JSON; charset=utf-8", Self.pet))
        #expect(try await client.showPet(petID: 1).name == "Rex")
    }

    @Test func `any other status is the failure for all others`() async throws {
        let client = PetstoreClient(Canned(503, "application/problem+json", Self.problem))
        let failure = await #expect(throws: ShowPet.Failure.self) { try await client.showPet(petID: 1) }
        guard case .default(503, let problem) = failure else { return #expect(Bool(false), "\(failure as Any)") }
        #expect(problem.title == "No")
    }

    // MARK: Answers of a test client

    @Test func `an answer's body is read as a value of the contract`() async throws {
        let client = TestClient(petstore())
        #expect(try await client.get("/pets/1").decode(Pet.self).name == "Rex")
        #expect(try await client.get("/pets?limit=2").decode([Pet].self).count == 2)
        let answer = await client.get("/pets/999")
        #expect(throws: JSONReadError.self) { try answer.decode(Pet.self) }
    }

    // MARK: Servers that don't answer

    @Test func `a server that isn't there is no answer`() async throws {
        let client = PetstoreClient(WireTransport(host: "127.0.0.1", port: try freePort()))
        await #expect(throws: NoAnswer.self) { try await client.showPet(petID: 1) }
    }

    @Test func `an answer that is too long is refused`() async throws {
        try await withServer(petstore()) { server in
            let transport = WireTransport(host: "localhost", port: server.port, answerBytesMax: 200)
            await #expect(throws: NoAnswer.self) { try await PetstoreClient(transport).listPets() }
        }
    }
}
