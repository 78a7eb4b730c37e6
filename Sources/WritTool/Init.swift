// `writ init`: makes a package that builds, runs and passes its test at once.

internal import ArgumentParser
internal import Foundation
internal import WritContract
internal import WritEmitter
internal import WritResolver
internal import WritSpec

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a package with a contract, handlers, a program and a test.",
        discussion: """
            The package is made in a new folder NAME, or in the working directory where no name is given. It builds, runs and \
            passes its test at once: `swift run`, `swift test`. With --from, handlers are stubs that answer 501 until you \
            write them. No existing file is changed: where one is in the way, that is an error, and nothing is written.
            """)

    @Argument(help: ArgumentHelp("The package's name, and its folder.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("An OpenAPI document to begin with, instead of a small sample.", valueName: "document"))
    var from: String?

    @Option(
        help: ArgumentHelp("Depend on Writ in this folder, instead of the one that this tool was built in.", valueName: "folder"))
    var writPath: String?

    @Option(name: .customLong("writ-url"), help: ArgumentHelp("Depend on Writ at this URL.", valueName: "url"))
    var writURL: String?

    func run() throws {
        do {
            try make()
        } catch let error as ProjectError {
            printError("error: \(error.message)\n")
            throw ExitCode(1)
        }
    }

    private func make() throws {
        let folder = URL(fileURLWithPath: name ?? ".").standardizedFileURL
        let projectName = try ProjectName(folder.lastPathComponent)
        let dependency = try WritDependency(path: writPath, url: writURL, projectFolder: folder)
        let (contract, library) = try readContract(projectName)
        let project = Project(
            name: projectName, contract: contract, dependency: dependency, isSample: from == nil,
            documents: try documents(library))
        try ProjectFolder(folder).write(project.files)
        print(project.welcome(folder: name))
    }

    private func readContract(_ name: ProjectName) throws -> (Contract, DocumentLibrary) {
        var settings = GenerationSettings()
        settings.document = from
        let sample = (path: "openapi.yaml", bytes: Array(SampleProject.document(name).utf8))
        let (library, diagnostics) = from == nil ? read(sample) : DescriptionReader().read(settings)
        let (contract, found) = library.map { resolve($0) } ?? (nil, [])
        let all = diagnostics + found
        guard let library, let contract, !all.hasErrors else {
            printError(DiagnosticRenderer().text(all.filter { $0.severity == .error }))
            throw ProjectError("the document can't be generated: nothing was written (`writ check` and `writ report` say more)")
        }
        return (contract, library)
    }

    private func read(_ sample: (path: String, bytes: [UInt8])) -> (DocumentLibrary?, [Diagnostic]) {
        let (document, diagnostics) = readDocument(path: sample.path, bytes: sample.bytes)
        return (document.map { DocumentLibrary(main: $0) }, diagnostics)
    }

    /// The document under its own name, and the files that it refers to where they lie to it.
    private func documents(_ library: DocumentLibrary) throws -> [ProjectFile] {
        let main = library.main.file
        let name = URL(fileURLWithPath: main.path).lastPathComponent
        var files = [ProjectFile(path: name, bytes: main.bytes)]
        for (key, document) in library.localDocuments {
            guard !key.hasPrefix("../"), !key.hasPrefix("/") else {
                throw ProjectError("\(main.path) refers to \(key), which lies outside its folder: copy the files together first")
            }
            files.append(ProjectFile(path: key, bytes: document.file.bytes))
        }
        return files
    }
}
