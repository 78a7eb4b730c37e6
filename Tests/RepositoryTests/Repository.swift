// The repository as the rules see it: its files, as git would commit them.

import Foundation
import Testing

struct SourceText: Sendable, CustomTestStringConvertible {
    /// Relative to the root of the repository.
    let path: String
    let text: String
    /// Swift without what stands in comments and strings.
    let code: String

    var name: String { String(path.split(separator: "/").last ?? "") }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var testDescription: String { path }

    func isUnder(_ folders: String...) -> Bool {
        folders.contains { path.hasPrefix($0 + "/") }
    }
}

enum Repository {
    static let root: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    /// Folders that git ignores, or that hold output.
    private static let skipped: Set<String> = [".build", ".git", ".swiftpm", "Assets"]

    /// Paths of all files, sorted.
    static let paths: [String] = {
        let walk = FileManager.default.enumerator(atPath: root.path)
        var paths: [String] = []
        while let path = walk?.nextObject() as? String {
            let name = path.split(separator: "/").last ?? ""
            if skipped.contains(String(name)) || name.hasPrefix(".build") {
                walk?.skipDescendants()
            } else if !isFolder(path) {
                paths.append(path)
            }
        }
        return paths.sorted()
    }()

    /// Every Swift file, generated ones too.
    static let swiftFiles: [SourceText] = paths.filter { $0.hasSuffix(".swift") }.map(read)

    /// Every file that holds text written by hand.
    static let textFiles: [SourceText] = {
        let endings = [".c", ".h", ".js", ".sh", ".md", ".yaml", ".yml", ".txt", "Makefile", "/run"]
        return swiftFiles + paths.filter { path in endings.contains { path.hasSuffix($0) } }.map(read)
    }()

    private static func read(_ path: String) -> SourceText {
        let data = FileManager.default.contents(atPath: root.appendingPathComponent(path).path) ?? Data()
        let text = String(decoding: data, as: UTF8.self)
        return SourceText(path: path, text: text, code: path.hasSuffix(".swift") ? blankNonCode(text) : "")
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}
