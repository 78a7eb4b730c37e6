// Where the programs are that these tests need, and why they are skipped where one is missing.

import Foundation

enum BrowserTools {
    static let chromium = find("chromium")
    static let chromedriver = find("chromedriver")
    static let python = find("python3")

    /// The server to open in the browser: the one that WRIT_PETSTORE_SERVER names, or else the one that was built with
    /// these tests.
    static let petstoreServer: String? = {
        if let named = ProcessInfo.processInfo.environment["WRIT_PETSTORE_SERVER"] { return named }
        return built("petstore-server")
    }()

    static let roomsServer = built("rooms-server")
    static let chatServer = built("chat-server")

    /// A program that was built with these tests.
    static func built(_ program: String) -> String? {
        builtProductFolders.map { "\($0)/\(program)" }.first(where: isExecutable)
    }

    static let areInstalled = chromium != nil && chromedriver != nil && petstoreServer != nil

    private static func find(_ program: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
            .map { "\($0)/\(program)" }
            .first(where: isExecutable)
    }

    /// The folders above the test bundle: `swift test` runs a helper on it, which names it in its arguments.
    private static var builtProductFolders: [String] {
        CommandLine.arguments
            .filter { $0.hasSuffix(".xctest") }
            .map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    }

    private static func isExecutable(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: path)
    }
}

/// What the driver, the browser or the server refused.
struct BrowserFailure: Error, CustomStringConvertible {
    let description: String
}
