// Stubs as files: a type for each handler protocol, one for the security, and the function that ties them together.

internal import WritContract
internal import WritEmitter

struct StubFiles {
    private let stubs: ApplicationStubs
    private let module: String

    init(_ contract: Contract, _ module: String) {
        stubs = emitStubs(contract)
        self.module = module
    }

    var all: [ProjectFile] {
        stubs.handlers.map { ProjectFile(path($0.typeName), file($0)) } + (stubs.security.map { [securityFile($0)] } ?? [])
            + [ProjectFile(path("makeAPI"), "\(imports("makeAPI"))\(stubs.makeAPI)\n")]
    }

    private func path(_ name: String) -> String { "Sources/\(Project.programModule)/\(name).swift" }

    private func imports(_ name: String) -> String {
        "import \(module)\n" + (name == "makeAPI" ? "\n" : "import WritServer\n\n")
    }

    private func file(_ stub: ApplicationStubs.Conformance) -> String {
        imports(stub.typeName) + Self.type(stub.opening, stub.methods)
    }

    private func securityFile(_ stub: ApplicationStubs.Conformance) -> ProjectFile {
        let caller = stubs.caller ?? "Caller"
        let text = """
            \(imports(stub.typeName))/// Who asks: what the handlers get as `principal`.
            struct \(caller): Sendable {}

            /// Says whose credentials are; nil for those that are not good. Nobody is let in until you write it.
            \(Self.type(stub.opening, stub.methods))
            """
        return ProjectFile(path(stub.typeName), text)
    }

    /// A type, or an extension, with methods.
    static func type(_ opening: String, _ methods: [ApplicationStubs.Method]) -> String {
        let body = methods.map { method in
            method.text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    " + $0 }.joined(
                separator: "\n")
        }
        return "\(opening) {\n\(body.joined(separator: "\n\n"))\n}\n"
    }
}
