// Which module may import which: the arrows of the code map, checked from import lines.

import Testing

@Suite("Architecture")
struct ArchitectureRules {
    /// Our own modules that each of them may import. A module that is missing here is a module without a place.
    static let arrows: [String: Set<String>] = [
        "CLibYAML": [],
        "WritFormats": [],
        "WritSpec": ["CLibYAML", "WritPattern"],
        "WritContract": [],
        "WritPattern": ["WritFormats"],
        "WritResolver": ["WritSpec", "WritContract", "WritFormats", "WritPattern"],
        "SwiftWriter": [],
        "WritEmitter": ["WritContract", "WritFormats", "SwiftWriter"],
        "WritTool": ["WritSpec", "WritResolver", "WritContract", "WritEmitter", "SwiftWriter"],
        "CWritWire": [],
        "CWritSystem": [],
        "CWritAssets": [],
        "WritWire": ["CWritWire", "WritFormats"],
        "WritEngine": ["CWritSystem", "WritWire"],
        "WritRuntime": ["WritFormats", "WritEngine", "WritWire"],
        "WritServer": ["WritRuntime", "WritEngine", "WritWire", "WritFormats", "CWritAssets"],
        "CWritCompression": [],
        "WritCompression": ["CWritCompression", "WritServer", "WritRuntime", "WritEngine", "WritWire"],
        "WritMetrics": ["WritServer", "WritRuntime", "WritEngine", "WritWire"],
        "WritTracing": ["WritServer", "WritRuntime", "WritEngine", "WritWire"],
        "WritCommandLine": ["WritServer", "WritRuntime", "WritEngine", "CWritSystem"],
        "WritClient": ["WritRuntime"],
        "WritTesting": ["WritClient", "WritServer", "WritRuntime", "WritEngine", "WritWire"],
        "WritFoundation": ["WritWire"],
    ]

    static let sources = Repository.swiftFiles.filter { $0.isUnder("Sources") }
    static let runtime = Repository.swiftFiles.filter {
        $0.isUnder(
            "Sources/WritWire", "Sources/WritEngine", "Sources/WritRuntime", "Sources/WritServer", "Sources/WritTesting",
            "Sources/WritClient", "Sources/WritCompression", "Sources/WritCommandLine", "Sources/WritMetrics",
            "Sources/WritTracing",
            "Generated")
    }

    static func imports(of file: SourceText) -> [String] {
        file.code.split(separator: "\n").compactMap { line -> String? in
            guard line.contains("import") else { return nil }
            let found = line.firstMatch(
                of: /^\s*(?:@\w+(?:\(\w+\))?\s+|\w+\s+)*import\s+(?:(?:struct|class|enum|func|protocol|typealias)\s+)?(\w+)/)
            return found.map { String($0.1) }
        }
    }

    @Test(arguments: sources)
    func `a module imports only what the code map has an arrow to`(file: SourceText) throws {
        let module = String(file.path.split(separator: "/")[1])
        let allowed = try #require(Self.arrows[module], "\(module) has no place in the code map")
        for name in Self.imports(of: file) where Self.arrows[name] != nil {
            #expect(allowed.contains(name), "\(file.path) imports \(name)")
        }
    }

    @Test(arguments: Repository.swiftFiles.filter { $0.isUnder("Generated") })
    func `generated code imports nothing but the runtime`(file: SourceText) {
        // The shop maps formats and schemas to types of its own.
        var own = file.isUnder("Generated/shop") ? ["ShopTypes"] : []
        // Clients are modules of their own beside the API's.
        for name in ["petstore", "showcase", "styles"] where file.isUnder("Generated/\(name)-client") {
            own += ["WritClient", "\(name.prefix(1).uppercased())\(name.dropFirst())Example"]
        }
        #expect(Set(Self.imports(of: file)).isSubset(of: ["WritRuntime"] + own))
    }

    @Test(arguments: Repository.swiftFiles.filter { $0.isUnder("Examples") })
    func `an application imports one module of the runtime`(file: SourceText) {
        #expect(Set(Self.imports(of: file)).isDisjoint(with: ["WritEngine", "WritRuntime", "WritWire"]))
    }

    @Test(arguments: runtime)
    func `the runtime does without Foundation`(file: SourceText) {
        #expect(!Self.imports(of: file).contains { $0.hasPrefix("Foundation") })
    }

    @Test(arguments: sources)
    func `only the engine makes system calls`(file: SourceText) {
        // The output buffer moves memory, numbers are read and written by the C library: no descriptor is touched there. The
        // command line is about processes and files, and tests ask a server by a socket of their own.
        let mayUseTheLibrary = file.isUnder(
            "Sources/WritEngine", "Sources/WritWire", "Sources/WritTool", "Sources/WritSpec", "Sources/WritCommandLine",
            "Sources/WritTesting")
        let importsIt = Self.imports(of: file).contains { ["Glibc", "Musl"].contains($0) }
        #expect(mayUseTheLibrary || !importsIt, "\(file.path)")
    }
}
