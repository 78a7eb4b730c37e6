// `swift package writ ...`: the command `writ` for packages that depend on Writ, without one in the path.

import Foundation
import PackagePlugin

@main
struct WritCommand: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) throws {
        let process = Process()
        process.executableURL = try context.tool(named: "WritTool").url
        process.arguments = arguments
        process.currentDirectoryURL = context.package.directoryURL
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { Diagnostics.error("writ ended with status \(process.terminationStatus)") }
    }
}
