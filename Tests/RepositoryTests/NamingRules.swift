// Names of files, and words that may not stand in any of them.

import Testing

@Suite("Naming")
struct NamingRules {
    static let generator = [
        "Sources/WritFormats", "Sources/WritSpec", "Sources/WritContract", "Sources/WritPattern", "Sources/WritResolver",
        "Sources/SwiftWriter",
        "Sources/WritEmitter",
        "Sources/WritTool",
    ]
    static let runtime = [
        "Sources/WritFormats", "Sources/WritWire", "Sources/WritEngine", "Sources/WritRuntime", "Sources/WritServer",
        "Sources/WritTesting", "Sources/WritCompression", "Sources/WritCommandLine", "Sources/WritMetrics", "Sources/WritTracing",
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

    /// The names of all keywords, as their table spells them.
    static let keywords: Set<String> = {
        let table = Repository.swiftFiles.first { $0.path == "Sources/WritResolver/Document/Keyword.swift" }
        let cases = (table?.lines ?? []).filter { $0.hasPrefix("    case ") || $0.hasPrefix("        ") }.joined(separator: ",")
        return Set(
            cases.split(separator: ",").compactMap { part in
                let words = part.replacing("case ", with: "").filter { $0 != "`" }
                if let raw = words.firstMatch(of: /= "([^"]+)"/) { return String(raw.1) }
                return words.wholeMatch(of: /\s*([a-zA-Z0-9]+)\s*/).map { String($0.1) }
            })
    }()

    @Test(arguments: Repository.swiftFiles.filter { $0.isUnder("Sources/WritResolver") && $0.name != "Keyword.swift" })
    func `a keyword is spelt in its table alone`(file: SourceText) {
        #expect(Self.keywords.isSuperset(of: ["maxLength", "oneOf", "$ref", "enum", "x-writ-open"]))
        let spelt = /(?:[A-Za-z0-9_\])?}]\[|named: |[kK]ey [=!]= )"([^"]+)"/
        for match in file.text.matches(of: spelt) where Self.keywords.contains(String(match.1)) {
            Issue.record("\(file.path): \(match.0)")
        }
    }
}
