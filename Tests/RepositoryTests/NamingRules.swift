// Names of files, and words that may not stand in any of them.

import Testing

@Suite("Naming")
struct NamingRules {
    static let generator = [
        "Sources/WritSpec", "Sources/WritContract", "Sources/WritPattern", "Sources/WritResolver", "Sources/SwiftWriter",
        "Sources/WritEmitter",
        "Sources/WritTool",
    ]
    static let runtime = [
        "Sources/WritWire", "Sources/WritEngine", "Sources/WritRuntime", "Sources/WritServer", "Sources/WritTesting",
    ]

    @Test(arguments: [generator, runtime])
    func `no two files of a half have one name`(folders: [String]) {
        let files = Repository.swiftFiles.filter { file in folders.contains { file.isUnder($0) } && file.name != "main.swift" }
        for (name, group) in Dictionary(grouping: files, by: \.name) where group.count > 1 {
            Issue.record("\(name): \(group.map(\.path).joined(separator: ", "))")
        }
    }

    @Test func `no type of a contract has the name of one that applications see`() throws {
        let exports = try #require(Repository.swiftFiles.first { $0.path == "Sources/WritServer/PublicSurface.swift" })
        var names = exports.code.matches(of: /import \w+ Writ\w+\.(\w+)/).map { String($0.1) }
        for file in Repository.swiftFiles where file.isUnder("Sources/WritServer") {
            let declared = /^public (?:final )?(?:struct|enum|class|protocol|typealias) (\w+)/.anchorsMatchLineEndings()
            names += file.code.matches(of: declared).map { String($0.1) }
        }
        #expect(names.count > 60)
        let reserved = try #require(Repository.swiftFiles.first { $0.name == "NameScope.swift" })
        for name in names { #expect(reserved.text.contains("\"\(name)\""), "\(name) is not in `ReservedNames.types`") }
    }

    @Test func `a folder has 30 Swift files at most`() {
        let folders = Dictionary(grouping: Repository.swiftFiles.filter { !$0.isUnder("Generated") }) { file in
            file.path.split(separator: "/").dropLast().joined(separator: "/")
        }
        for (folder, files) in folders { #expect(files.count <= 30, "\(folder) has \(files.count)") }
    }

    @Test(arguments: Repository.swiftFiles)
    func `a file's name says what it is`(file: SourceText) {
        #expect(!file.name.contains(/Util|Helper|Common|Manager/), "\(file.path)")
    }

    @Test(arguments: Repository.swiftFiles.filter { $0.isUnder("Sources", "Tests", "Examples") })
    func `a file begins with one sentence that says what it is for`(file: SourceText) {
        #expect(file.text.hasPrefix("// ") || file.text.hasPrefix("/// "), "\(file.path)")
    }

    @Test(arguments: Repository.textFiles.filter { !$0.path.hasSuffix("NamingRules.swift") })
    func `nothing is left for later, and nothing knows the machine it was written on`(file: SourceText) {
        let banned = /\b(?:TODO|FIXME|XXX|HACK|for now)\b|(?:^|[\s"'=(])\/(?:home|Users|work|root)\//.anchorsMatchLineEndings()
        for match in file.text.matches(of: banned) {
            Issue.record("\(file.path): \(match.output)")
        }
    }
}
