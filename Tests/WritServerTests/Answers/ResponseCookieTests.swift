// Cookies that answers set: what is written, and what is refused.

import Testing
import WritServer
import WritWire

@Suite struct `Cookies of answers` {
    @Test func `have all of their attributes`() throws {
        #expect(try ResponseCookie("a", "b").field == "a=b; Secure; HttpOnly; SameSite=Lax")
        let all = try ResponseCookie(
            "__Secure-a", "b=c", path: "/x y", domain: "example.com", maxAge: .seconds(60),
            expires: DateTime(secondsSinceEpoch: 0),
            sameSite: .none, isPartitioned: true)
        #expect(
            all.field
                == "__Secure-a=b=c; Path=/x y; Domain=example.com; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; "
                + "HttpOnly; SameSite=None; Partitioned")
        let bare = try ResponseCookie("a", "", isSecure: false, isHTTPOnly: false, sameSite: .unset)
        #expect(bare.field == "a=")
        #expect(!all.description.contains("b=c"))
    }

    @Test func `are kept for whole seconds, and never for none by rounding`() throws {
        for (duration, text) in [
            (Duration.milliseconds(1), "1"), (.milliseconds(1001), "2"), (.seconds(2), "2"), (.zero, "0"), (.seconds(-5), "0"),
            (Duration(attoseconds: .max), "85070591730234615866"),
        ] {
            #expect(try ResponseCookie("a", "b", maxAge: duration).field.contains("; Max-Age=\(text);"))
        }
    }

    @Test func `are taken away by one that is over`() throws {
        let gone = try ResponseCookie.deletion(of: "__Host-a", path: "/")
        #expect(gone.field == "__Host-a=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly")
    }

    @Test func `are refused where clients would ignore them or read another one`() {
        typealias Cookie = ResponseCookie
        let wrong: [(Cookie.Fault, () throws -> Cookie)] = [
            (.name, { try Cookie("", "b") }), (.name, { try Cookie("a b", "b") }), (.name, { try Cookie("a=", "b") }),
            (.name, { try Cookie("ä", "b") }), (.value, { try Cookie("a", "b;c") }),
            (.value, { try Cookie("a", "b\r\nSet-Cookie: c") }),
            (.value, { try Cookie("a", "b c") }), (.value, { try Cookie("a", "b,c") }), (.value, { try Cookie("a", "\"b\"") }),
            (.value, { try Cookie("a", "é") }), (.path, { try Cookie("a", "b", path: "x") }),
            (.path, { try Cookie("a", "b", path: "") }), (.path, { try Cookie("a", "b", path: "/;Domain=evil") }),
            (.path, { try Cookie("a", "b", path: "/\n") }), (.domain, { try Cookie("a", "b", domain: "") }),
            (.domain, { try Cookie("a", "b", domain: "a..b") }), (.domain, { try Cookie("a", "b", domain: "a;b") }),
            (.domain, { try Cookie("a", "b", domain: String(repeating: "a.", count: 127) + "a") }),
            (.tooLong, { try Cookie("a", String(repeating: "b", count: 4096)) }),
            (.tooLong, { try Cookie("a", "b", path: "/" + String(repeating: "b", count: 1024)) }),
            (.notSecure, { try Cookie("a", "b", isSecure: false, sameSite: .none) }),
            (.notSecure, { try Cookie("a", "b", isSecure: false, isPartitioned: true) }),
            (.notSecure, { try Cookie("__secure-a", "b", isSecure: false) }),
            (.notSecure, { try Cookie("__Host-a", "b", path: "/", isSecure: false) }),
            (.hostPrefix, { try Cookie("__Host-a", "b") }), (.hostPrefix, { try Cookie("__HOST-a", "b", path: "/x") }),
            (.hostPrefix, { try Cookie("__Host-a", "b", path: "/", domain: "example.com") }),
        ]
        for (fault, make) in wrong { #expect(throws: fault) { try make() } }
        #expect(throws: Never.self) { try Cookie("a", String(repeating: "b", count: 4095)) }
        #expect(throws: Never.self) { try Cookie("__Host-a", "b", path: "/") }
    }
}
