// The documents that tests read from the disk: the project's own, and the test corpus where it is there.

import Foundation

enum Corpus {
    static let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// `WRIT_CORPUS`, or the folder `shared/corpus` beside the repository; nil where there is none.
    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["WRIT_CORPUS"].map { URL(filePath: $0) }
        let folder = named ?? repository.deletingLastPathComponent().appending(path: "shared/corpus")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static var isThere: Bool { folder != nil }

    static func petstore() throws -> String {
        try String(contentsOf: repository.appending(path: "specs/petstore/openapi.yaml"), encoding: .utf8)
    }

    /// The files below `path` of the corpus with one of these endings, in a stable order.
    static func files(below path: String, endings: Set<String> = ["yaml", "yml", "json"]) -> [URL] {
        guard let folder,
            let enumerator = FileManager.default.enumerator(
                at: folder.appending(path: path), includingPropertiesForKeys: nil)
        else { return [] }
        return enumerator.compactMap { $0 as? URL }.filter { endings.contains($0.pathExtension) }
            .sorted { $0.path < $1.path }
    }
}
