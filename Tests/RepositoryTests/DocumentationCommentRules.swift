// What an application can see has a documentation comment.

import Testing

@Suite("Documentation comments")
struct DocumentationCommentRules {
    /// The types of other modules that `WritServer` shows.
    static let shown: Set<String> = {
        let exports = Repository.swiftFiles.first { $0.path == "Sources/WritServer/PublicSurface.swift" }
        return Set(exports?.code.matches(of: /import \w+ Writ\w+\.(\w+)/).map { String($0.1) } ?? [])
    }()

    static let files = Repository.swiftFiles.filter {
        $0.isUnder(
            "Sources/WritServer", "Sources/WritRuntime", "Sources/WritEngine", "Sources/WritWire", "Sources/WritTesting",
            "Sources/WritCompression", "Sources/WritFoundation", "Sources/WritCommandLine", "Sources/WritMetrics",
            "Sources/WritTracing")
    }

    /// What applications see of a file.
    static func surface(of file: SourceText) -> [PublicDeclaration] {
        publicDeclarations(text: file.text, code: file.code).filter { declaration in
            file.isUnder(
                "Sources/WritServer", "Sources/WritTesting", "Sources/WritCompression", "Sources/WritFoundation",
                "Sources/WritCommandLine", "Sources/WritMetrics", "Sources/WritTracing")
                || shown.contains(declaration.outermostType)
        }
    }

    @Test(arguments: files)
    func `what applications see says what it is`(file: SourceText) {
        for declaration in Self.surface(of: file) where !declaration.isDocumented {
            Issue.record("\(file.path):\(declaration.line): \(declaration.text) has no documentation comment")
        }
    }

    @Test func `the scanner finds what applications see`() {
        #expect(Self.files.reduce(0) { $0 + Self.surface(of: $1).count } > 600)
    }

    @Test func `the scanner sees members, cases, requirements and attributes, and nothing that is not public`() {
        let source = """
            /// A type.
            public struct Sample {
                public let bare: Int
                /// Documented.
                @inlinable
                public func documented() { let inside = 1 }
                func hidden() {}
                /// Settable by this module alone.
                public private(set) var count = 0
            }

            public enum Choice {
                case one
                /// Two.
                case two
            }

            extension Sample: First,
                Second
            {
                public init(text: String) {}
            }

            /// Wants something.
            public protocol Wanting {
                var wanted: Int { get }
                /// Done.
                func done()
            }
            """
        let found = publicDeclarations(text: source, code: blankNonCode(source))
        #expect(found.filter { !$0.isDocumented }.map(\.line) == [3, 12, 13, 21, 26])
        #expect(found.filter(\.isDocumented).map(\.line) == [2, 6, 9, 15, 25, 28])
        #expect(found.first { $0.line == 21 }?.outermostType == "Sample")
    }
}
