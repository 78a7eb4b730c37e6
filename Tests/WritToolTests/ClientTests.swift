// `writ generate --client`: a typed client beside the server.

import Testing
import WritPrograms

@Suite struct ClientTests {
    private static let document = """
        openapi: 3.1.0
        info: { title: Things, version: '1' }
        paths:
          /things:
            get:
              operationId: listThings
              tags: [things]
              responses:
                '200':
                  description: d
                  content: { application/json: { schema: { type: array, items: { type: string } } } }
            head:
              operationId: headThings
              tags: [things]
              responses:
                '200':
                  description: d
                  content: { application/json: { schema: { type: array, items: { type: string } } } }
        """

    private func folder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Self.document, to: "api.yaml")
        return folder
    }

    @Test func `it writes a file for the client and each operation, and tells what it leaves out`() throws {
        let folder = try folder()
        let arguments = ["generate", "api.yaml", "--output", "Sources/Things", "--client", "Client", "--access", "public"]
        let outcome = try Tool.run(arguments, folder: folder.url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("ThingsClient: 2 operations, 2 files, 2 changed"))
        #expect(
            folder.files.filter { $0.hasPrefix("Client/") } == [
                "Client/Operations/ListThings.swift", "Client/ThingsClient.swift",
            ])
        let client = try folder.text("Client/ThingsClient.swift")
        #expect(client.contains("// Left out: `headThings` (HEAD /things): an answer to HEAD has no body"))
        let call = try folder.text("Client/Operations/ListThings.swift")
        #expect(call.contains("import Things\n") && !call.contains("@testable"))
        #expect(try Tool.run(arguments + ["--check"], folder: folder.url).status == 0)
        try folder.write("", to: "Client/ThingsClient.swift")
        #expect(try Tool.run(arguments + ["--check"], folder: folder.url).status == 1)
    }

    @Test func `a client of internal code imports it as tests do`() throws {
        let folder = try folder()
        let outcome = try Tool.run(
            ["generate", "api.yaml", "--output", "out", "--client", "Client", "--module", "App"], folder: folder.url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try folder.text("Client/Operations/ListThings.swift").contains("@testable import App\n"))
    }

    @Test func `a configuration says so, too`() throws {
        let folder = try folder()
        try folder.write("document: api.yaml\noutput: out\nclient: Client\nmodule: App\naccess: package\n", to: "writ.yaml")
        #expect(try Tool.run(["generate"], folder: folder.url).status == 0)
        #expect(try folder.text("Client/ThingsClient.swift").contains("package struct ThingsClient"))
    }

    @Test(
        arguments: [
            (["--output", "out"], "name it with --module"),
            (["--output", "Sources/Things", "--codecs", "served"], "--codecs both"),
            (["--output", "Client"], "can't share the folder"),
        ])
    func `it refuses what makes no client`(arguments: [String], words: String) throws {
        let folder = try folder()
        let outcome = try Tool.run(["generate", "api.yaml", "--client", "Client"] + arguments, folder: folder.url)
        #expect(outcome.status != 0 && outcome.errors.contains(words), "\(outcome.errors)")
        #expect(folder.files == ["api.yaml"])
    }
}
