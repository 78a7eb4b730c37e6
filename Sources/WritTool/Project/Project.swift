// A new package: its files, and what is said to whom made it.

internal import WritContract
internal import WritEmitter

struct Project {
    let name: ProjectName
    let contract: Contract
    let dependency: WritDependency
    /// Whether its contract is the small one of ours, whose handlers are written.
    let isSample: Bool
    /// The document first.
    let documents: [ProjectFile]

    static let programModule = "App"

    /// The module of the generated code; not the name of a type in it, which would hide the module.
    var contractModule: String {
        let names = contract.types.compactMap { $0.name.components.first } + contract.operations.map(\.typeName)
        let taken = Set(names + [contract.info.apiName, Self.programModule])
        return [name.typeName, name.typeName + "Contract", name.typeName + "Generated"].first { !taken.contains($0) }
            ?? "Contract"
    }

    var files: [ProjectFile] {
        let generated = emitServer(contract, options: EmitterOptions(access: .public, toolVersion: Writ.version))
        return documents
            + [
                ProjectFile("Package.swift", manifest), ProjectFile("writ.yaml", settings),
                ProjectFile(".gitignore", ".build/\n"),
                ProjectFile("README.md", readme), ProjectFile("Sources/\(Self.programModule)/main.swift", main),
                ProjectFile("Tests/AppTests/AppTests.swift", isSample ? SampleProject.test : test),
            ]
            + (isSample ? SampleProject.handlers(contractModule, contract.info.apiName) : StubFiles(contract, contractModule).all)
            + generated.map { ProjectFile("Sources/\(contractModule)/\($0.path)", $0.text) }
    }

    func welcome(folder: String?) -> String {
        let count = contract.operations.count
        let handlers = isSample ? "" : "\nThe handlers in Sources/\(Self.programModule) answer 501 until you write them."
        return """
            Made \(name.text): \(count) operation\(count == 1 ? "" : "s").\(handlers)

            \(folder.map { "    cd \($0)\n" } ?? "")    swift run          # then open http://127.0.0.1:8080/docs
                swift test
            """
    }

    // MARK: Texts

    private var manifest: String {
        """
        // swift-tools-version: 6.2
        import PackageDescription

        let package = Package(
            name: "\(name.text)",
            dependencies: [\(dependency.declaration)],
            targets: [
                // Made from \(documents[0].path) by `writ generate`; commit it, and change the document instead of it.
                .target(name: "\(contractModule)", dependencies: [.product(name: "WritServer", package: "\(dependency.identity)")]),
                // Yours: the handlers, and the program.
                .executableTarget(
                    name: "\(Self.programModule)",
                    dependencies: [
                        "\(contractModule)", .product(name: "WritCommandLine", package: "\(dependency.identity)"),
                        .product(name: "WritServer", package: "\(dependency.identity)"),
                    ]),
                .testTarget(
                    name: "AppTests",
                    dependencies: ["\(Self.programModule)", "\(contractModule)", .product(name: "WritTesting", package: "\(dependency.identity)")]),
            ])

        """
    }

    private var settings: String {
        """
        # What `writ generate` goes by.
        document: \(quotedYAML(documents[0].path))
        output: Sources/\(contractModule)
        access: public

        """
    }

    private func quotedYAML(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

    private var main: String {
        """
        // The program: `swift run` serves, `swift run \(Self.programModule) --port 9000` on another port than 8080, and
        // `swift run \(Self.programModule) --help` lists all verbs and settings.

        import WritCommandLine

        await ServerCommand { _ in makeAPI() }.main()

        """
    }

    private var test: String {
        """
        import Testing
        import WritTesting

        @testable import \(Self.programModule)

        @Test func `the server shows its contract`() async {
            let client = TestClient(makeAPI())
            #expect(await client.get("/openapi.json").status == 200)
            #expect(await client.get("/docs").status == 200)
        }

        """
    }

    private var readme: String {
        """
        # \(name.text)

        A server made from `\(documents[0].path)` with Writ.

        ```sh
        swift run               # serves on port 8080; the docs are at http://127.0.0.1:8080/docs
        swift run \(Self.programModule) --help     # other ports, all settings; running in the background, restarting
        swift test
        swift package --allow-writing-to-package-directory writ generate     # after a change of the contract
        swift package --allow-writing-to-package-directory writ stubs        # adds handlers for new operations
        ```

        `Sources/\(contractModule)` is generated: commit it, and change the contract instead of it. The handlers in
        `Sources/\(Self.programModule)` are yours.

        The docs pages load Swagger UI and RapiDoc from the server itself where Writ was built with them (`make setup` in its
        clone), and from a CDN with an integrity hash where it was not. To have them in this package, run
        `scripts/fetch-docs-assets.sh Sources/DocsAssets` of Writ here, and add `.target(name: "DocsAssets")` to Package.swift
        and `"DocsAssets"` to what `\(Self.programModule)` depends on.

        """
    }
}
