// `writ stubs`: handlers for operations that an application doesn't have yet.

internal import ArgumentParser
internal import Foundation
internal import WritContract
internal import WritEmitter
internal import WritResolver
internal import WritSpec

struct Stubs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Adds stubs for operations that have no handler yet.",
        discussion: """
            Looks in the Swift files of a folder for the types that conform to the handler protocols. For each operation \
            without a handler it adds a method that throws `NotImplemented`. Existing code is not changed: stubs go into a \
            file of their own, or to the end of one that an earlier run made.

            \(DescriptionOptions.lookup)
            """)

    @OptionGroup var description: DescriptionOptions

    @Option(name: .shortAndLong, help: "The folder of the application's code.")
    var into = "Sources/App"

    @Option(help: "The module of the generated code; the last part of its folder if left out.")
    var module: String?

    @Flag(help: "Write nothing, and fail if a stub is missing.")
    var check = false

    func run() throws {
        let settings = try description.settings(over: description.flags, show: show)
        for settings in settings { try add(settings) }
    }

    private func add(_ settings: GenerationSettings) throws {
        let (library, readDiagnostics) = DescriptionReader().read(settings)
        let (contract, found) = library.map { resolve($0, options: settings.resolverOptions) } ?? (nil, [])
        show((readDiagnostics + found).filter { $0.severity == .error })
        guard let contract else { throw ExitCode(1) }
        guard let module = module ?? settings.output.map({ URL(fileURLWithPath: $0.path).lastPathComponent }) else {
            throw ValidationError("Name the module of the generated code: --module, or `output` in \(ConfigurationFile.name).")
        }
        var sources = ApplicationSources(folder: into)
        let stubs = emitStubs(contract, caller: sources.caller)
        let missing = (stubs.handlers + [stubs.security].compactMap(\.self)).filter { !sources.lacks($0).isEmpty }
        for stub in missing {
            let lacking = sources.lacks(stub)
            print("\(stub.protocolName): \(lacking.count) missing\(check ? "" : ", added to \(sources.path(for: stub))")")
            if !check {
                try sources.add(
                    stub, lacking, module: module, caller: stub.protocolName == stubs.security?.protocolName ? stubs.caller : nil)
            }
        }
        if missing.isEmpty { print("\(contract.info.apiName): no handler is missing") }
        if check, !missing.isEmpty { throw ExitCode(1) }
    }

    private func show(_ diagnostics: [Diagnostic]) { printError(DiagnosticRenderer().text(diagnostics)) }
}

/// The Swift files of an application, as far as stubs go: which types conform to what, and which methods are there.
struct ApplicationSources {
    private let folder: String
    private var texts: [String: String] = [:]

    init(folder: String) {
        self.folder = folder
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for name in names where name.hasSuffix(".swift") {
            texts[name] = FileManager.default.contents(atPath: folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The type that handlers take as `principal:`, where there is one.
    var caller: String? {
        for (_, text) in texts.sorted(by: { $0.key < $1.key }) {
            if let match = text.firstMatch(of: /principal: ([A-Z][A-Za-z0-9_.]*)\??, context:/) { return String(match.1) }
        }
        return nil
    }

    /// The name of the type that conforms to a protocol.
    private func typeName(of protocolName: String) -> String? {
        for (_, text) in texts.sorted(by: { $0.key < $1.key }) {
            for match in text.matches(of: /\b(?:struct|class|actor|enum|extension)\s+(`?\w+`?)(?:<[^>{]*>)?\s*:([^{]*)\{/) {
                if match.2.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }).contains(protocolName[...]) {
                    return String(match.1)
                }
            }
        }
        return nil
    }

    func lacks(_ stub: ApplicationStubs.Conformance) -> [ApplicationStubs.Method] {
        stub.methods.filter { method in !texts.values.contains { $0.contains(method.mark) } }
    }

    func path(for stub: ApplicationStubs.Conformance) -> String {
        let name = typeName(of: stub.protocolName)
        return "\(folder)/\(name.map { $0.filter { $0 != "`" } + "+Stubs" } ?? stub.typeName).swift"
    }

    mutating func add(
        _ stub: ApplicationStubs.Conformance, _ methods: [ApplicationStubs.Method], module: String, caller: String?
    ) throws {
        let path = path(for: stub)
        let existing = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        var text = existing ?? "import \(module)\nimport WritServer\n"
        text += text.hasSuffix("\n") ? "\n" : "\n\n"
        if let name = typeName(of: stub.protocolName) {
            text += StubFiles.type("extension \(name)", methods)
        } else {
            if let caller, !texts.values.contains(where: { $0.contains(" \(caller):") || $0.contains(" \(caller) {") }) {
                text += "/// Who asks: what the handlers get as `principal`.\nstruct \(caller): Sendable {}\n\n"
            }
            text += StubFiles.type(stub.opening, methods)
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            printError("error: can't write \(path): \(error.localizedDescription)\n")
            throw ExitCode(1)
        }
        texts[String(path.dropFirst(folder.count + 1))] = text
    }
}
