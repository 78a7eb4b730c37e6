// The command `writ`.

internal import ArgumentParser

@main
struct Writ: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "writ",
        abstract: "Generates API servers in Swift from OpenAPI documents.",
        version: version,
        subcommands: [Init.self, Generate.self, Stubs.self, Check.self, Report.self])
}
