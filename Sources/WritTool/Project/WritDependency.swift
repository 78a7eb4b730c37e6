// How a new package depends on Writ: by the clone that this tool was built in, or by URL.

internal import Foundation

enum WritDependency: Equatable {
    /// A folder, and how the package's manifest spells it.
    case path(String)
    case url(String)

    init(path: String?, url: String?, projectFolder: URL) throws(ProjectError) {
        if let url {
            self = .url(url)
        } else if let path {
            let folder = URL(fileURLWithPath: path).standardizedFileURL
            guard Self.isWrit(folder) else { throw ProjectError("\(path) isn't a clone of Writ: it has no Sources/WritServer") }
            self = .path(folder.path)
        } else if let clone = Self.ownClone {
            self = Self.dependency(onClone: clone)
        } else {
            throw ProjectError(
                "the clone that this tool was built in has gone: say where Writ is, by --writ-path FOLDER or --writ-url URL")
        }
    }

    /// What a manifest needs to name.
    var declaration: String {
        switch self {
        case .path(let path): ".package(name: \"writ\", path: \(quoted(path)))"
        case .url(let url): ".package(url: \(quoted(url)), branch: \"main\")"
        }
    }

    /// The identity that SwiftPM gives the package.
    var identity: String {
        switch self {
        case .path: "writ"
        case .url(let url):
            URL(fileURLWithPath: url).deletingPathExtension().lastPathComponent.lowercased()
        }
    }

    /// A checkout that belongs to another package's build comes and goes with it: its own URL lasts.
    private static func dependency(onClone folder: URL) -> WritDependency {
        guard folder.pathComponents.contains("checkouts"), let url = originURL(of: folder) else { return .path(folder.path) }
        return .url(url)
    }

    private static func originURL(of folder: URL) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", folder.path, "config", "--get", "remote.origin.url"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let url = text.trimmingCharacters(in: .whitespacesAndNewlines)
        // A checkout's origin is SwiftPM's own mirror on this machine, whose origin is the real one.
        if url.hasPrefix("/"), url != folder.path { return originURL(of: URL(fileURLWithPath: url)) ?? url }
        return url.isEmpty ? nil : url
    }

    /// The clone that holds this file's source, where it is still there.
    private static var ownClone: URL? {
        let source = URL(fileURLWithPath: #filePath)
        let folder = (0..<4).reduce(source) { url, _ in url.deletingLastPathComponent() }
        return isWrit(folder) ? folder : nil
    }

    private static func isWrit(_ folder: URL) -> Bool {
        ["Package.swift", "Sources/WritServer"].allSatisfy {
            FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
        }
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
