// Writes a new package's files, all of them or none.

internal import Foundation

struct ProjectFile {
    /// Below the package's folder, with slashes.
    let path: String
    let bytes: [UInt8]

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    init(_ path: String, _ text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }
}

struct ProjectFolder {
    private let folder: URL

    init(_ folder: URL) {
        self.folder = folder
    }

    /// Files that are there already and hold the same are left alone: a document may well be the first file of a package.
    func write(_ files: [ProjectFile]) throws(ProjectError) {
        let new = files.filter { FileManager.default.contents(atPath: url($0).path) != Data($0.bytes) }
        let inTheWay = new.filter { FileManager.default.fileExists(atPath: url($0).path) }.map(\.path)
        guard inTheWay.isEmpty else {
            let shown = inTheWay.prefix(3).joined(separator: ", ")
            throw ProjectError("there is \(shown) already in \(folder.path): choose another name; nothing was written")
        }
        do {
            for file in new {
                try FileManager.default.createDirectory(
                    at: url(file).deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.bytes).write(to: url(file), options: .withoutOverwriting)
            }
        } catch {
            throw ProjectError("can't write below \(folder.path): \(error.localizedDescription)")
        }
    }

    private func url(_ file: ProjectFile) -> URL { folder.appendingPathComponent(file.path) }
}
