// Entity tags: how they are made, and how If-None-Match is held against them.

import Testing

@testable import WritServer

@Suite("Entity tags")
struct EntityTagTests {
    static func matches(_ ifNoneMatch: String, etag: String = #""abc""#) -> Bool {
        etagMatches(ifNoneMatch: Array(ifNoneMatch.utf8).span, etag: etag)
    }

    @Test(arguments: [
        #""abc""#, #"W/"abc""#, #""x", "abc""#, #""x","abc" , "y""#, #"  "abc"  "#, "*", " * ", #", ,"abc""#,
        #""with,comma", "abc""#, "\"x\",\t\"abc\"",
    ])
    func `a list with the tag matches, weak or strong`(value: String) {
        #expect(Self.matches(value))
    }

    @Test(arguments: [
        "", " ", ",", "abc", #""abc"#, #"abc""#, #""ABC""#, #""abcd""#, #""ab""#, #"w/"abc""#, "W", "W/", #"W"abc""#,
        #""x" "y""#, "**", #"*, "abc""#, #"x, "abc""#, "\"a\u{1}\", \"abc\"", #""x, "abc"#,
    ])
    func `anything else does not match`(value: String) {
        #expect(!Self.matches(value))
    }

    @Test func `the weakness of the answer's own tag does not count`() {
        #expect(Self.matches(#""abc""#, etag: #"W/"abc""#))
    }

    @Test func `every length and every changed byte gives another tag`() {
        var tags: Set<String> = []
        var count = 0
        for length in 0...40 {
            var bytes = [UInt8](repeating: 0, count: length)
            for position in -1..<length {
                if position >= 0 { bytes[position] = 1 }
                tags.insert(unsafe bytes.withUnsafeBytes { unsafe ContentHash($0).etag })
                count += 1
                if position >= 0 { bytes[position] = 0 }
            }
        }
        #expect(tags.count == count)
        #expect(tags.allSatisfy { $0.utf8.count == 34 && $0.hasPrefix("\"") && $0.hasSuffix("\"") })
    }
}
