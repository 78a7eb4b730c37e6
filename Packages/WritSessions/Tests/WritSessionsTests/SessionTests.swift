// Sessions in cookies: whose they are, how long they are good, and what nobody can make.

import Testing
import WritServer
import WritSessions
import WritTesting

@Suite struct `Sessions in cookies` {
    let key: SessionKey
    let other: SessionKey

    init() throws {
        key = try SessionKey(id: "a", secret: Array(0..<32))
        other = try SessionKey(id: "b", secret: Array(1..<33))
    }

    @Test func `carry their content for their time`() async throws {
        let sessions = try SessionCookies(keys: [key], lifetime: .seconds(60))
        let time = TestTime("2026-03-14T09:26:53.5Z")
        try await time.run { () async throws in
            let cookie = try sessions.begin("ada é;\"")
            #expect(cookie.field.hasPrefix("__Host-session=a."))
            #expect(cookie.field.hasSuffix("; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax"))
            let opened = try #require(sessions.session(cookie.value))
            #expect(opened.content == "ada é;\"" && opened.isOfFirstKey && !opened.isToBeRenewed)
            #expect(opened.began.description == "2026-03-14T09:26:53Z" && opened.end - opened.began == .seconds(60))
            time.advance(by: .seconds(31))
            #expect(sessions.session(APIKey(cookie.value))?.isToBeRenewed == true)
            time.advance(by: .seconds(28))
            #expect(sessions.session(cookie.value) != nil)
            time.advance(by: .seconds(1))
            #expect(sessions.session(cookie.value) == nil)
        }
        #expect(try sessions.end().field.contains("Max-Age=0"))
    }

    @Test func `are good under old keys, and signed with the first`() throws {
        let old = try SessionCookies(keys: [key], lifetime: .seconds(60)).begin("ada").value
        let both = try SessionCookies(keys: [other, key], lifetime: .seconds(60))
        #expect(both.session(old)?.isToBeRenewed == true && both.session(old)?.content == "ada")
        let new = try both.begin("ada").value
        #expect(new.hasPrefix("b.") && both.session(new)?.isToBeRenewed == false)
        #expect(try SessionCookies(keys: [other], lifetime: .seconds(60)).session(old) == nil)
        #expect(try SessionCookies(keys: [key], lifetime: .seconds(60)).session(new) == nil)
    }

    @Test func `are none where a single character is another`() throws {
        let sessions = try SessionCookies(keys: [key], lifetime: .seconds(60))
        let good = try sessions.begin("ada").value
        #expect(sessions.session(good) != nil)
        for index in good.indices {
            for character in ["A", "B", ".", "", "=", "a."] {
                var text = good
                text.replaceSubrange(index...index, with: character)
                // The last digit of Base64 has bits that mean nothing, and readers refuse those that aren't zero.
                if text != good { #expect(sessions.session(text) == nil, "\(text)") }
            }
        }
        for text in ["", ".", "..", "a..", good + ".", good + "=", String(repeating: "a.", count: 10_000)] {
            #expect(sessions.session(text) == nil)
        }
    }

    @Test func `of another name, or under another secret, are none`() throws {
        let value = try SessionCookies(name: "one", keys: [key], lifetime: .seconds(60)).begin("ada").value
        #expect(try SessionCookies(name: "two", keys: [key], lifetime: .seconds(60)).session(value) == nil)
        let thief = try SessionKey(id: "a", secret: [UInt8](repeating: 7, count: 32))
        #expect(try SessionCookies(name: "one", keys: [thief], lifetime: .seconds(60)).session(value) == nil)
    }

    @Test func `need keys that nobody guesses, and that are told apart`() throws {
        #expect(throws: SessionKey.Fault.tooShort) { try SessionKey(id: "a", secret: Array(0..<31)) }
        for id in ["", "a.b", "ä", String(repeating: "a", count: 33)] {
            #expect(throws: SessionKey.Fault.id) { try SessionKey(id: id, secret: Array(0..<32)) }
        }
        #expect(throws: SessionCookies.Fault.noKey) { try SessionCookies(keys: [], lifetime: .seconds(60)) }
        #expect(throws: SessionCookies.Fault.sameKeyID) { try SessionCookies(keys: [key, key], lifetime: .seconds(60)) }
        #expect(throws: SessionCookies.Fault.lifetime) { try SessionCookies(keys: [key], lifetime: .zero) }
        #expect(throws: ResponseCookie.Fault.tooLong) {
            try SessionCookies(keys: [key], lifetime: .seconds(60)).begin(String(repeating: "a", count: 3100))
        }
        #expect("\(key)" == "SessionKey(hidden)")
    }
}
