// Which files may be read: those of certain folders, by their real paths, and regular ones only.

import Foundation
import Testing
import WritSpec

@Suite struct ReadableFolderTests {
    /// `api` may be read, `other` and `secret.yaml` lie beside it.
    private final class Disk {
        let root = FileManager.default.temporaryDirectory.appending(path: "writ-folders-\(UUID().uuidString)")

        init() throws {
            for name in ["api/a.yaml", "api/models/b.yaml", "other/c.yaml", "secret.yaml"] {
                let file = root.appending(path: name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data("name: \(name)\n".utf8).write(to: file)
            }
            for (name, target) in [
                ("in.yaml", "models/b.yaml"), ("up-and-in.yaml", "../api/./models/../a.yaml"), ("again", "../api"),
                ("out.yaml", "../secret.yaml"),
                ("out", "../other"), ("root", "/"), ("nowhere.yaml", "../none.yaml"), ("loop.yaml", "loop.yaml"),
                ("zero", "/dev/zero"), ("self", "."),
            ] { try link("api/\(name)", to: target) }
            try link("api/absolute.yaml", to: root.appending(path: "api/a.yaml").path)
            try link("linked", to: "api")
            try #require(unsafe mkfifo(root.appending(path: "api/pipe").path, 0o600) == 0)
        }

        deinit { try? FileManager.default.removeItem(at: root) }

        func link(_ name: String, to target: String) throws {
            try FileManager.default.createSymbolicLink(
                atPath: root.appending(path: name).path, withDestinationPath: target)
        }

        func read(_ path: String, from folder: String = "api", allowed: [String] = [], bytesMax: Int = 1_000) -> String {
            let folders = ReadableFolders(([folder] + allowed).map { root.path + "/" + $0 })
            do {
                let file = try folders.read(path.hasPrefix("/") ? path : root.path + "/api/" + path, bytesMax: bytesMax)
                return String(decoding: file.bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            } catch { return "\(error)" }
        }
    }

    @Test(arguments: [
        ("a.yaml", "api/a.yaml"), ("./models/../a.yaml", "api/a.yaml"), ("../api/a.yaml", "api/a.yaml"),
        ("in.yaml", "api/models/b.yaml"), ("up-and-in.yaml", "api/a.yaml"), ("again/models/b.yaml", "api/models/b.yaml"),
        ("absolute.yaml", "api/a.yaml"), ("self/self/self/a.yaml", "api/a.yaml"), ("//models//b.yaml", "outside"),
    ]) func `a file of the folder is read by any path that stays in it`(path: String, name: String) throws {
        let read = try Disk().read(path)
        #expect(read == (name == "outside" ? name : "name: \(name)"))
    }

    @Test(arguments: [
        "../secret.yaml", "../none.yaml", "../../../../../../etc/passwd", "models/../../secret.yaml", "out.yaml", "nowhere.yaml",
        "out/c.yaml", "out/none.yaml", "out/c.yaml/x", "out/../secret.yaml/", "root/etc/passwd", "root/etc/none", "zero",
        "/etc/passwd", "/etc/none", "/proc/self/environ", "..", "../\u{338}/../../etc/passwd",
    ]) func `of a file outside nothing is told, not even whether it is there`(path: String) throws {
        let read = try Disk().read(path)
        // What a path without its links leads to inside the folder is missing there, whatever lies outside.
        #expect(read == "outside" || path == "out/../secret.yaml/" && read == "missing")
    }

    @Test func `further folders can be allowed, by either name`() throws {
        let disk = try Disk()
        #expect(disk.read("../other/c.yaml", allowed: ["other"]) == "name: other/c.yaml")
        #expect(disk.read("out/c.yaml", allowed: ["other"]) == "name: other/c.yaml")
        #expect(disk.read("../secret.yaml", allowed: ["other"]) == "outside")
        #expect(disk.read("../secret.yaml", allowed: ["."]) == "name: secret.yaml")
        #expect(disk.read("out/c.yaml", allowed: ["models", "other", "."]) == "name: other/c.yaml")
        #expect(disk.read(disk.root.path + "/linked/a.yaml", from: "linked") == "name: api/a.yaml")
        #expect(disk.read(disk.root.path + "/linked/out.yaml", from: "linked") == "outside")
        #expect(disk.read("zero", allowed: ["../../../../../dev"]) == "notRegular")
    }

    @Test func `what isn't a regular file is refused without waiting for it`() throws {
        let disk = try Disk()
        #expect(disk.read("pipe") == "notRegular")
        #expect(disk.read("models") == "folder")
        #expect(disk.read("a.yaml/b.yaml").hasPrefix("system"))
        #expect(disk.read("loop.yaml").hasPrefix("system"))
        #expect(disk.read("a\0.yaml") == "missing")
        #expect(disk.read("none.yaml") == "missing")
        for path in [disk.root.path + "/api/pipe", "/dev/zero", "/dev/null"] {
            let (document, found) = loadDocument(path: path)
            #expect(document == nil && found.first?.code == "file-unreadable")
            #expect(found.first?.message.contains("a regular file") == true, "\(found)")
        }
    }

    @Test func `a file is read up to its limit, and a larger one not at all`() throws {
        let disk = try Disk()
        let byteCount = "name: api/a.yaml\n".utf8.count
        #expect(disk.read("a.yaml", bytesMax: byteCount + 1) == "name: api/a.yaml")
        #expect(disk.read("a.yaml", bytesMax: byteCount) == "name: api/a.yaml")
        #expect(disk.read("a.yaml", bytesMax: byteCount - 1) == "tooLarge(limit: \(byteCount - 1))")
        let huge = disk.root.appending(path: "api/huge.yaml").path
        _ = FileManager.default.createFile(atPath: huge, contents: nil)
        try #require(unsafe truncate(huge, 1 << 40) == 0)
        #expect(disk.read("huge.yaml") == "tooLarge(limit: 1000)")
        #expect(loadDocument(path: huge).1.first?.code == "document-too-large")
    }
}
