// What the documentation shows of typed clients.

import PetstoreExample
import PetstoreExampleClient
import WritClient
import WritTesting

struct AskingByType {
    let client: PetstoreClient

    func all() async throws -> [Pet] {
        let pets = try await client.listPets(limit: 2)
        return pets
    }

    func one() async throws -> String? {
        do {
            _ = try await client.showPet(petID: 999)
        } catch ShowPet.Failure.notFound(let problem) {
            return problem.detail
        }
        return nil
    }

    func wired() async throws {
        let client = PetstoreClient(WireTransport(host: "127.0.0.1", port: 8080))
        _ = try await client.listPets()
    }

    func authorized(_ transport: TestClient) async throws {
        var client = PetstoreClient(transport, staffKey: "treats")
        try await client.deletePet(petID: 1)
        client.staffKey = nil
    }

    func read(_ client: TestClient) async throws -> Pet {
        let pet = try await client.get("/pets/1").decode(Pet.self)
        return pet
    }
}

struct Printing: ClientTransport {
    let inner: any ClientTransport

    func send(_ request: ClientRequest) async throws -> ClientAnswer {
        print(request.method, request.target)
        return try await inner.send(request)
    }
}
