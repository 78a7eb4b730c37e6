// Unpacking gzip files, whole and damaged.

import Foundation
import Testing

@testable import WritServer

@Suite("Unpacking gzip files")
struct GunzipTests {
    static let stored = "H4sIAAAAAAAC/wEbAOT/SGVsbG8sIEhlbGxvLCBIZWxsbywgSGVsbG8haZDalxsAAAA="
    static let fixed = "H4sIAAAAAAAC//NIzcnJ11HwwKQUAWmQ2pcbAAAA"
    /// Of the numbers to 119 with their squares, a line each, and 700 times the letter a.
    static let dynamic = """
        H4sIAAAAAAAC/+2Ty3VEMQhD966CEszXUE76byKXSRU5Z94m8RhkJKQr96joMYnjMidE66RYnhKv8yTmtFSckdajV/TSQIdxMtGIo07PHKV16ijNdGuB\
        wemJNXctblQOmLx1JUAxlQhOPN1xzCVtjoXkq2MpBYqV1J6evL1reVvJKPT5lQHFVQZMZ5bLE84wlxedaZQBPBkVJC/+Mp4/UWda752d+hFNuATMCriA\
        WsE0wHvQDvAaDWLZIUhA74IX8FOkCgja5b7F/FI/YnH15IU/eKlitWcTe9ynIwj1GWKzUqf44iVyM9jJt0pxj2LO+4lkwTx1kQ68UvHHvGXizfzl4gOf\
        CjSFX6XE8q2ScPgXGwz0qJYo9KmReOj12MHK91TyouYzSYiexxocrR97oPC8lNxNvGIve36Ss/eY4m79sCj6+2IS8FqlEvw2Nsd77VLN+x3yLvN0skrw\
        uuQx+GlWm8zf7PbBp0fewG8ufgNvVNrgP8bS14YuXegzId3oNYkLwJsS2jg/GYQ409gCvWdk+q5zP9Zd815dq3x+W9MEVXrXNkUf5zUQSHqxji42N/xn\
        vr9hH3yzdRhIq7YXC2lvOjYe9heQTYhvRjYklhuTzYm9TcpGxWbDQlrUP3khMOqxkdGPRTc1xEZ9NjgkR0PR9ef7fb9/+v0CHp0uzGwGAAA=
        """

    static let files = [stored, fixed, dynamic]

    static func unpacked(_ file: [UInt8]) -> [UInt8]? { gunzip(file.span) }

    static func bytes(_ base64: String) throws -> [UInt8] { try Array(#require(Data(base64Encoded: base64))) }

    @Test func `gives what was packed, in blocks of each kind`() throws {
        let greeting = Array("Hello, Hello, Hello, Hello!".utf8)
        #expect(try Self.unpacked(Self.bytes(Self.stored)) == greeting)
        #expect(try Self.unpacked(Self.bytes(Self.fixed)) == greeting)
        let lines = (0..<120).map { "\($0) \($0 * $0)\n" }.joined() + String(repeating: "a", count: 700)
        #expect(try Self.unpacked(Self.bytes(Self.dynamic)) == Array(lines.utf8))
    }

    @Test(arguments: files) func `gives nothing of a file that is cut off`(file: String) throws {
        let bytes = try Self.bytes(file)
        for end in bytes.indices { #expect(Self.unpacked(Array(bytes[..<end])) == nil) }
    }

    @Test(arguments: files) func `survives any damage, and never makes more than the file says`(file: String) throws {
        let bytes = try Self.bytes(file)
        let length = try #require(Self.unpacked(bytes)).count
        for place in bytes.indices.dropLast(4) {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[place] ^= 1 << bit
                if let output = Self.unpacked(damaged) { #expect(output.count == length) }
            }
        }
    }

    @Test func `gives nothing of a file that claims more than it can hold`() throws {
        var bytes = try Self.bytes(Self.fixed)
        bytes.replaceSubrange(bytes.count - 4..<bytes.count, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(Self.unpacked(bytes) == nil)
    }

    @Test(arguments: DocsAsset.allCases.filter { $0.isGzip && $0.isEmbedded })
    func `gives the files that were fetched`(asset: DocsAsset) throws {
        let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../").standardizedFileURL
        let fetched = try Data(contentsOf: root.appendingPathComponent("Assets/\(asset.fileName)"))
        #expect(try Data(#require(asset.unpacked)) == fetched)
    }
}
