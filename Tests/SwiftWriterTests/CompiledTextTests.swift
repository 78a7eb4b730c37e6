// The Swift compiler reads what was printed, and the program prints the texts back.

import Foundation
import SwiftWriter
import Testing
import WritPrograms

@Suite struct CompiledTextTests {
    static let compiler: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/swiftc" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: compiler != nil, "there is no swiftc in the path"), .timeLimit(.minutes(5)))
    func `a program with hostile texts compiles, and its literals hold exactly these texts`() throws {
        var swift = SwiftPrinter()
        for (index, text) in hostileTexts.enumerated() {
            swift.documentation(text)
            swift.comment(text)
            let name = Identifier("\(text)_\(index)")
            swift.block("struct \(name)") { swift in
                swift.documentation(text)
                swift.line("let quoted = \(quoted: text)")
                swift.multilineLiteral("let long = ", text, "")
                swift.multilineLiteral("let indented = ", text, "", isIndented: true)
            }
            let value: Code = "values += [\(name)().quoted, \(name)().long, \(name)().indented]"
            swift.line(value)
        }
        swift.block("struct Keywords") { swift in
            for keyword in Identifier.keywords.sorted() where keyword != "_" { swift.line("let \(Identifier(keyword)) = 1") }
        }
        swift.block("enum Cases") { swift in
            for keyword in Identifier.keywords.sorted() where !["_", "init", "self"].contains(keyword) {
                swift.line("case \(Identifier(keyword))")
            }
        }
        swift.line(
            "for value in values { print(value.unicodeScalars.map { String($0.value) }.joined(separator: \(quoted: " "))) }")

        let output = try run(program: "var values: [String] = []\n" + swift.text)
        let expected = hostileTexts.flatMap { [$0, $0, $0] }
            .map { $0.unicodeScalars.map { String($0.value) }.joined(separator: " ") }
        #expect(output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) == expected)
    }

    private func run(program: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "writ-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "main.swift")
        try program.write(to: source, atomically: true, encoding: .utf8)
        let executable = folder.appending(path: "main").path
        let compiled = try waitForProgram(Self.compiler ?? "", ["-swift-version", "6", "-Onone", "-o", executable, source.path])
        try #require(compiled.status == 0, "\(compiled)")
        return try waitForProgram(executable, []).output
    }
}
