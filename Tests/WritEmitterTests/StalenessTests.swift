// Generated code in the repository is what the generator makes of its document now.

import Testing
import WritEmitter

@Suite struct StalenessTests {
    @Test(arguments: GeneratedFolder.all)
    func `committed code is what the generator makes of the document`(name: String) throws {
        let folder = GeneratedFolder(name: name)
        let options = EmitterOptions(access: .public, toolVersion: "0.1.0")
        let emitted = emitServer(try folder.contract(), options: options)
        let committed = try folder.committedFiles()
        #expect(Set(emitted.map(\.path)) == Set(committed.keys), "run make generate")
        for file in emitted {
            #expect(committed[file.path] == file.text, "Generated/\(name)/\(file.path) is stale: run make generate")
        }
    }

    @Test(arguments: ["petstore", "showcase", "styles"])
    func `so are committed clients`(name: String) throws {
        let folder = GeneratedFolder(name: name)
        let options = EmitterOptions(access: .public, toolVersion: "0.1.0")
        let module = try #require(try folder.clientModule())
        let emitted = emitClient(try folder.contract(), options: options, client: ClientOptions(module: module))
        let committed = try GeneratedFolder(name: "\(name)-client").committedFiles()
        #expect(Set(emitted.map(\.path)) == Set(committed.keys), "run make generate")
        for file in emitted {
            #expect(committed[file.path] == file.text, "Generated/\(name)-client/\(file.path) is stale: run make generate")
        }
    }

    @Test(arguments: GeneratedFolder.all)
    func `the same document gives the same bytes`(name: String) throws {
        let options = EmitterOptions(access: .package, toolVersion: "1")
        let first = emitServer(try GeneratedFolder(name: name).contract(), options: options)
        let second = emitServer(try GeneratedFolder(name: name).contract(), options: options)
        #expect(first == second)
    }

    @Test func `no two files differ by case alone`() throws {
        for name in GeneratedFolder.all {
            let files = emitServer(
                try GeneratedFolder(name: name).contract(), options: EmitterOptions(toolVersion: "1"))
            #expect(Set(files.map { $0.path.lowercased() }).count == files.count)
        }
    }
}
