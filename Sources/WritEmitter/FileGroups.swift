// What stands in one file: a declaration each in a small API, many together in a large one.

internal import SwiftWriter
internal import WritContract

/// Declarations on their way into files.
///
/// Up to a hundred operations and types have a file each: easy to find and to review. The compiler takes a fixed time for each file, though, a
/// fifth of its whole time where there are hundreds (see Benchmarks.md); so more of them stand together, by the name of
/// their group, in files of about a thousand lines.
struct FileGroups {
    struct Item {
        /// Of the file where it stands alone.
        let name: String
        /// Where it belongs among others.
        let group: String
        let runtime: ImportNeed
        /// Modules of the application's own types.
        let modules: [String: ImportNeed]
        let text: String
    }

    private static let filesMax = 100
    private static let charactersMax = 40_000

    private let folder: String
    private let areTogether: Bool
    private var items: [Item] = []

    init(folder: String, of contract: Contract) {
        self.folder = folder
        areTogether = contract.operations.count + contract.types.count > Self.filesMax
    }

    mutating func add(
        _ name: String, group: String, runtime: ImportNeed, modules: [String: ImportNeed],
        _ print: (inout SwiftPrinter) -> Void
    ) {
        var printer = SwiftPrinter()
        print(&printer)
        items.append(Item(name: name, group: group, runtime: runtime, modules: modules, text: printer.text))
    }

    /// Path and declarations of each file. No type's name has a hyphen: files of groups collide with none of others.
    var files: [(path: String, items: [Item])] {
        if !areTogether { return items.map { ("\(folder)/\($0.name).swift", [$0]) } }
        var files: [(path: String, items: [Item])] = []
        var order: [String] = []
        var groups: [String: [Item]] = [:]
        for item in items {
            if groups[item.group] == nil { order.append(item.group) }
            groups[item.group, default: []].append(item)
        }
        for group in order {
            for (index, part) in parts(groups[group] ?? []).enumerated() {
                let number = index == 0 ? "" : "-\(index + 1)"
                files.append(("\(folder)/\(folder)-\(group)\(number).swift", part))
            }
        }
        return files
    }

    private func parts(_ items: [Item]) -> [[Item]] {
        var parts: [[Item]] = []
        var count = 0
        for item in items {
            if parts.isEmpty || count + item.text.utf8.count > Self.charactersMax {
                parts.append([])
                count = 0
            }
            parts[parts.count - 1].append(item)
            count += item.text.utf8.count
        }
        return parts
    }
}

extension Emitter {
    func files(_ groups: FileGroups) -> [GeneratedFile] {
        groups.files.map { path, items in
            let modules = items.reduce(into: [String: ImportNeed]()) { $0.merge($1.modules, uniquingKeysWith: max) }
            let runtime = items.map(\.runtime).max() ?? .none
            return file(path, runtime: runtime, modules: modules) { swift in
                for item in items {
                    swift.blank()
                    swift.verbatim(item.text)
                }
            }
        }
    }
}
