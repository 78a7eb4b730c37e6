// Entity tags: how they are made, and how If-None-Match is held against them.

import Testing

@testable import WritRuntime
@testable import WritServer

@Suite("Entity tags")
struct EntityTagTests {
    static func matches(_ ifNoneMatch: String, etag: String = #""abc""#) -> Bool {
        EntityTagCondition(ifNoneMatch).holds(EntityTag(field: etag), exists: true, by: { $0.isWeakly($1) })
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

    @Test func `are made of parts that they tell apart`() {
        #expect(EntityTag(7, 3).field == "\"7-3\"" && EntityTag("a", isWeak: true).field == "W/\"a\"")
        #expect(EntityTag("a-b", "c") != EntityTag("a", "b-c") && EntityTag("a%2Db") != EntityTag("a-b"))
        #expect(EntityTag("a\"b", "c d", "ä", "x,y", "\n", "\\").opaque == "a%22b-c%20d-%C3%A4-x%2Cy-%0A-%5C")
        #expect(EntityTag().field == "\"\"")
        #expect(EntityTag(hashOf: [1]) != EntityTag(hashOf: [2]) && EntityTag(hashOf: [1]) == EntityTag(hashOf: [1]))
    }

    @Test(arguments: [#""""#, #""a""#, #"W/"a,b""#, "\"ä\"", #""a\b""#])
    func `are read as they are written`(field: String) throws {
        #expect(try #require(EntityTag(field: field)).field == field)
    }

    @Test(arguments: [
        "", "a", #""a"#, #"a""#, #""a" "#, #" "a""#, #"w/"a""#, #"W/ "a""#, #""a","b""#, "\"a b\"", "\"\u{7F}\"", "*",
    ])
    func `are nothing else`(field: String) {
        #expect(EntityTag(field: field) == nil)
    }

    @Test func `are compared strongly and weakly`() throws {
        // RFC 9110 section 8.8.3.2.
        let rows = [
            (#"W/"1""#, #"W/"1""#, false, true), (#"W/"1""#, #"W/"2""#, false, false), (#"W/"1""#, #""1""#, false, true),
            (#""1""#, #""1""#, true, true),
        ]
        for (left, right, isStrong, isWeak) in rows {
            let (one, two) = (try #require(EntityTag(field: left)), try #require(EntityTag(field: right)))
            #expect(one.isStrongly(two) == isStrong && two.isStrongly(one) == isStrong)
            #expect(one.isWeakly(two) == isWeak && two.isWeakly(one) == isWeak)
        }
    }
}
