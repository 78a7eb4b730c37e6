// Paths of requests as names of files.

import Testing

@testable import WritServer

private func path(_ text: String, showsHidden: Bool = false) -> FilePath? {
    var text = text
    // The string lends its bytes for the closure.
    return text.withUTF8 { unsafe FilePath(UnsafeRawBufferPointer($0), showsHidden: showsHidden) }
}

@Suite struct `Names of files in paths` {
    @Test(arguments: [
        ("", "", true), ("a", "a", false), ("a/", "a", true), ("a/b.txt", "a/b.txt", false), ("a%20b", "a b", false),
        ("%C3%A4", "ä", false), ("...", "...", false), ("a..b", "a..b", false), (".well-known/x", ".well-known/x", false),
        ("a%25", "a%", false), ("~a", "~a", false),
    ])
    func `are their segments`(text: String, name: String, namesFolder: Bool) throws {
        guard text != "..." else { return #expect(path(text) == nil) }
        let found = try #require(path(text))
        #expect(found.name == Array(name.utf8) && found.namesFolder == namesFolder)
    }

    @Test(arguments: [
        "..", "../", "../a", "a/..", "a/../b", "a/../../b", ".", "./a", "a/./b", "%2e%2e", "%2E%2E/a", ".%2e/a", "%2e./a",
        "a/%2e%2e/b",
        "//", "/a", "a//b", "a///", "%2Fa", "a%2Fb", "a%2fb", "..%2fa", "%2e%2e%2fa", "a%5Cb", "a\\b", "..\\a", "..%5ca", "%00",
        "a%00.txt",
        "a%", "a%4", "a%zz", "a%g0", ".git", ".git/config", "a/.env", "%2egit", ".ssh/id", "..;/a", "..%00/a", ".%00./a",
        "%c0%ae%c0%ae/../a",
    ])
    func `are none that lead elsewhere`(text: String) {
        #expect(path(text) == nil)
    }

    @Test func `may begin with a dot where that is wanted`() {
        #expect(path(".git/config", showsHidden: true)?.name == Array(".git/config".utf8))
        for text in ["..", "../a", ".", "a/..", "%2e%2e/a"] { #expect(path(text, showsHidden: true) == nil) }
    }

    @Test func `have bounded length`() {
        #expect(path(String(repeating: "a", count: 256)) == nil)
        #expect(path(String(repeating: "a/", count: 65)) == nil)
        #expect(path(String(repeating: "a/", count: 64))?.segments.count == 64)
    }
}

@Suite struct `Patterns of names` {
    @Test(arguments: [
        ("*.html", "a.html", true), ("*.html", "x/y/a.html", true), ("*.html", "a.htm", false), ("assets/**", "assets/a/b", true),
        ("assets/**", "assets", false), ("assets/*", "assets/a", true), ("assets/*", "assets/a/b", false),
        ("**/a.js", "x/y/a.js", true),
        ("a?c", "abc", true), ("a?c", "a/c", false), ("index.html", "x/index.html", true), ("index.html", "xindex.html", false),
        ("", "", true), ("a*b*c", "a1b2c", true),
        ("**", "anything/at/all", true), ("x/*.js", "x/a.js", true), ("x/*.js", "x/y/a.js", false),
    ])
    func `fit`(pattern: String, name: String, fits: Bool) {
        #expect(NamePattern(pattern).matches(Array(name.utf8)) == fits)
    }

    @Test func `take no more steps than name times pattern`() {
        let pattern = NamePattern("x/" + String(repeating: "*a", count: 50) + "b")
        #expect(!pattern.matches(Array(("x/" + String(repeating: "a", count: 200)).utf8)))
    }
}
