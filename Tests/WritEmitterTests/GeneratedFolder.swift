// The committed output of a document, and what the emitter makes of the document now.

import Foundation
import Testing
import WritContract
import WritEmitter
import WritResolver
import WritSpec

struct GeneratedFolder {
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    let name: String

    static var all: [String] {
        let specs = repository.appendingPathComponent("specs")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: specs.path)) ?? []
        // What has a configuration is the tool's to generate: `WritToolTests` look at it.
        return names.sorted().filter { name in
            !FileManager.default.fileExists(atPath: specs.appendingPathComponent("\(name)/writ.yaml").path)
        }
    }

    /// Path below `Generated/<name>` to text.
    func committedFiles() throws -> [String: String] {
        let folder = Self.repository.appendingPathComponent("Generated/\(name)")
        var files: [String: String] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
            guard path.hasSuffix(".swift") else { continue }
            files[path] = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        }
        return files
    }

    func contract() throws -> Contract {
        let path = Self.repository.appendingPathComponent("specs/\(name)/openapi.yaml").path
        let (document, diagnostics) = loadDocument(path: path)
        let loaded = try #require(document, "\(diagnostics.map(\.message))")
        let (contract, more) = resolve(loaded, options: try options())
        return try #require(contract, "\(more.map(\.message))")
    }

    /// The module that the typed client beside it imports; nil where there is no client.
    func clientModule() throws -> String? {
        let words = try words()
        return words.firstIndex(of: "--module").map { words[$0 + 1] }
    }

    private func words() throws -> [String] {
        let path = Self.repository.appendingPathComponent("specs/\(name)/generate.options").path
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// What `make generate` passes for this document.
    private func options() throws -> ResolverOptions {
        let words = try words()
        let allowed = zip(words, words.dropFirst()).filter { $0.0 == "--allow" }.map(\.1)
        var options = ResolverOptions(allowed: Set(allowed), isXMLRaw: words.contains("--raw-xml"))
        options.validatesAnswers = words.contains("--validate-answers")
        return options
    }
}

/// The contract of a document given as text.
func contract(_ text: String, options: ResolverOptions = ResolverOptions()) throws -> Contract {
    let (document, diagnostics) = readDocument(path: "test.yaml", bytes: Array(text.utf8))
    let read = try #require(document, "\(diagnostics.map(\.message))")
    let (contract, more) = resolve(read, options: options)
    return try #require(contract, "\(more.map(\.message))")
}
