// Documents: pointers, places, streams, files.

import Foundation
import Testing
import WritSpec

@Suite struct DocumentTests {
    @Test func `every value finds its pointer and every pointer its value`() throws {
        let text = "paths:\n  /pets/{id}:\n    get:\n      tags: [a, {b~: c}]\n  '': 1\nlist:\n- - x\n  - y: {}\n"
        let document = try #require(read(text).0)
        for pointer in ["", "/paths", "/paths/~1pets~1{id}/get/tags/1/b~0", "/paths/", "/list/0/0", "/list/0/1/y"] {
            let node = try #require(document.node(at: pointer))
            #expect(document.pointer(of: node) == pointer)
            #expect(PointerIndex(document).pointer(at: node.location) == pointer)
        }
        for pointer in ["x", "/x", "/list/1", "/list/00", "/list/-1", "/list/0/0/0", "/paths/~1pets~1{id}/get/tags/+1"] {
            #expect(document.node(at: pointer) == nil)
        }
    }

    @Test func `the place of a key finds the pointer of its value`() throws {
        let document = try #require(read("a:\n  b:\n    c: 1\n").0)
        let entry = try #require(document.node(at: "/a")?.mapping?.entry("b"))
        #expect(document.pointer(at: entry.keyLocation) == "/a/b")
        #expect(PointerIndex(document).pointer(at: entry.keyLocation) == "/a/b")
        #expect(PointerIndex(document).nodeCount == 4)
    }

    @Test(arguments: [
        ("a: b", "/a", 1, 4, 1), ("a:\n  - 'x y'\n", "/a/0", 2, 5, 5), ("a:\n  b: 1\n", "/a", 2, 3, 0),
        ("{\"a\": [10]}", "/a/0", 1, 8, 2),
        ("a:\n", "/a", 1, 3, 0), ("a: |\n  x\n  y\n", "/a", 1, 4, 1), ("a: [1]\n", "/a", 1, 4, 1),
    ])
    func `values carry line, column and length`(text: String, pointer: String, line: Int, column: Int, length: Int)
        throws
    {
        let location = try #require(read(text).0?.node(at: pointer)?.location)
        #expect((location.line, location.column, location.length) == (line, column, length))
    }

    @Test(arguments: ["a: 1\n---\nb: 2\n", "a\n...\n---\nb\n", "---\na\n---\n"])
    func `a second document in a stream is an error at its place`(text: String) {
        let (document, diagnostics) = read(text)
        #expect(codes(diagnostics) == ["several-documents"])
        #expect(document != nil)
        #expect((diagnostics.first?.location?.line ?? 0) > 1)
    }

    @Test(arguments: ["---\na: 1\n...\n", "%YAML 1.2\n---\na: 1\n", "# x\n---\na: 1\n# y\n", "a: 1\n...\n# z\n"])
    func `document markers, directives and comments around one document are fine`(text: String) {
        #expect(json(text) == "{\"a\":1}")
    }

    @Test(arguments: ["", "\n\n", "# nothing\n", " ", "\u{FEFF}"])
    func `an empty document is an error`(text: String) {
        #expect(json(text) == "empty-document")
    }

    @Test func `an explicit empty document is null`() {
        #expect(json("---\n") == "null")
    }

    @Test func `a file of the disk is read`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "writ-spec-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.yaml")
        try Data((String(repeating: "# 0123456789\n", count: 10_000) + "a: 1\n").utf8).write(to: file)
        let (document, diagnostics) = loadDocument(path: file.path)
        #expect(diagnostics.isEmpty)
        #expect(document?.root["a"]?.int == 1)
        #expect(document?.root["a"]?.location.line == 10_001)

        #expect(codes(loadDocument(path: folder.path).1) == ["file-unreadable"])
        #expect(loadDocument(path: folder.path).1.first?.message.contains("is a directory") == true)
        #expect(codes(loadDocument(path: folder.path + "/none.yaml").1) == ["file-missing"])
        #expect(codes(loadDocument(path: file.path + "/none.yaml").1) == ["file-unreadable"])
        #expect(codes(loadDocument(path: "a\0b").1) == ["file-missing"])
        let size = 130_005
        for (most, isRead) in [(size + 1, true), (size, true), (size - 1, false)] {
            let (document, diagnostics) = loadDocument(path: file.path, options: limits { $0.documentBytesMax = most })
            #expect((document != nil) == isRead)
            #expect(codes(diagnostics) == (isRead ? [] : ["document-too-large"]))
        }
    }

    @Test func `strings are escaped in JSON`() {
        #expect(
            json(#"["\0\a\b\t\n\v\f\r\e\"\\/é😀\u2028"]"#) == #"["\u0000\u0007\u0008\t\n\u000b\u000c\r\u001b\"\\/é😀"#
                + "\u{2028}\"]")
    }
}
