// Programs of this package.

import Foundation

/// The path of a program that was built together with the tests; nil where it was not: `swift build --build-tests` does it.
///
/// `swift test` runs a helper on the test bundle, which names it in its arguments; products stand beside it.
public func builtProgram(_ name: String) -> String? {
    CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
        .map { URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent(name).path }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}
