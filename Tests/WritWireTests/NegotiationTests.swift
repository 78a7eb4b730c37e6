// Accept and Content-Type: which media types fit. Accept-Encoding: whether gzip does.

import Testing

@testable import WritWire

@Suite struct `Media types` {
    static func accepts(_ accept: String, _ offered: StaticString) -> Bool {
        var accept = accept
        // The string lends its bytes for the closure.
        return accept.withUTF8 { unsafe MediaTypes.accepts(UnsafeRawBufferPointer($0), offered: offered) }
    }

    static func matches(_ contentType: String, _ taken: StaticString) -> Bool {
        var contentType = contentType
        // The string lends its bytes for the closure.
        return contentType.withUTF8 { unsafe MediaTypes.matches(UnsafeRawBufferPointer($0), taken: taken) }
    }

    @Test(arguments: [
        "application/json", "Application/JSON", "*/*", "application/*", "APPLICATION/*", "", " \t",
        "text/html, application/json", "text/html,*/*;q=0.1", "application/json;q=1", "application/json; q=0.001",
        "application/json;q=1.0", "application/json;q=1.", "application/json ;q=0.5", "application/json;charset=utf-8",
        "application/json;charset=utf-8;q=0.5", "application/json;Q=0.5", "*/*;q=0, application/json",
        "application/*;q=0, application/json;q=0.2", "application/json, */*;q=0", ",,application/json,,",
        "text/html;x=\"a,b;q=0\", application/json", "text/html;x=\"\\\"\", application/json",
        "text/html;level=1, text/html;q=0.7, */*;q=0.5", "application/json;q=2", "application/json;q=1.5",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "*/*;q=.8", "*", "*;q=.001", "*/*; q = 0.5", "*/*; q=\"0.5\"",
        "*/*;q=00.5", "*/*;q=0.123456", ",", ", ,", " , ", "application/json;version=3", "application/json;q=.5;ext=0",
    ])
    func `are accepted where the most specific range gives them weight`(accept: String) {
        #expect(Self.accepts(accept, "application/json"))
    }

    @Test(arguments: [
        "text/html", "text/*", "application/xml", "application/json;q=0", "application/json;q=0.0", "application/json; q=0.000",
        "*/*;q=0", "application/*;q=0", "*/*, application/json;q=0", "application/*, application/json;q=0",
        "*/*;q=1, application/*;q=0", "application/json;q=x", "application/json;q=", "application/json;q=-1",
        "application/json;q=0.0009", "garbage", "application", "application/", "/json", "/", "*;q=0", "*;q=.0", "json/*",
        "application/jso",
        "application/json2", "application/json/x", "app*/json", "*/json", "\"application/json\"", "\"", "\"\\", "\\",
        "text/html;x=\"application/json, */*", ";", ";q=1", "q=1", "**", "*/", "*/*;q=.", "*/*;q=1.2.3", "\u{0}",
        "application/json\u{0}",
        "appl/*", "applicatio/*",
    ])
    func `are not accepted otherwise, and garbage harms nobody`(accept: String) {
        #expect(!Self.accepts(accept, "application/json"))
    }

    @Test func `of several that are offered, one suffices`() {
        #expect(Self.accepts("text/plain", "application/json,text/plain"))
        #expect(Self.accepts("application/json", "application/json,text/plain"))
        #expect(!Self.accepts("text/html", "application/json,text/plain"))
        #expect(Self.accepts("application/json;q=0, */*", "application/json,text/plain"))
        #expect(!Self.accepts("application/json;q=0, text/*;q=0, */*", "application/json,text/plain"))
    }

    @Test(arguments: [
        "application/json", "APPLICATION/JSON", "application/json;charset=utf-8", "application/json; charset=UTF-8",
        "application/json ; charset=\"utf-8\"", "application/json;charset=us-ascii", "application/json; version=1",
        "application/json;x=\"a;charset=latin1\"", "application/json;", "application/json; ;", " application/json ",
        "application/json;charset=utf8", "application/json;charset=latin1", "application/json;charset=utf-16",
        "application/json; charset=\"iso-8859-1\"",
    ])
    func `of a body fit whatever their case and parameters`(contentType: String) {
        #expect(Self.matches(contentType, "text/plain,application/json"))
    }

    @Test(arguments: [
        "", ";", "text/html", "application/jsonx", "application/jso", "application", "application/*", "*/*",
        "application/json, text/plain", "\"application/json\"",
        "application / json", "application/json\u{0}",
    ])
    func `of a body that are others do not fit`(contentType: String) {
        #expect(!Self.matches(contentType, "text/plain,application/json"))
    }

    static func index(_ contentType: String, _ groups: StaticString) -> Int? {
        var contentType = contentType
        // The string lends its bytes for the closure.
        return contentType.withUTF8 { unsafe MediaTypes.index(of: UnsafeRawBufferPointer($0), among: groups) }
    }

    static func preferred(_ accept: String, _ offered: StaticString...) -> Int {
        var accept = accept
        // The string lends its bytes for the closure.
        return accept.withUTF8 { unsafe MediaTypes.preferred(UnsafeRawBufferPointer($0), offered: offered) }
    }

    @Test(arguments: [
        ("a/b;version=1", 0), ("a/b; Version=\"2\"", 1), ("A/B;version=2;x=y", 1), ("a/b;x=y;version=\"\\2\"", 1),
        ("a/b;version=3", nil), ("a/b;version=", nil), ("a/b", 0), ("a/b;charset=x", 1), ("a/b;charset=us-ascii", 0),
        ("a/c;version=1", 2), ("a/c", 2),
        ("a/c;kind=\"x|y,z\"", 3), ("a/c;kind=x", 2), ("text/plain;charset=utf8", 4), ("text/plain;charset=latin1", nil),
        ("a/b;version=1;version=2", 0),
    ])
    func `of a body that differ in a parameter are told apart by it`(contentType: String, index: Int?) {
        #expect(
            Self.index(contentType, "a/b;version=1|=a/b;version=2|a/c|a/c;kind=\"x|y,z\"|text/plain") == index, "\(contentType)")
    }

    @Test(arguments: [
        ("a/b;version=1", 0), ("a/b;version=\"2\"", 1), ("a/b", 0), ("*/*", 0), ("a/*;version=2", 1),
        ("a/b;version=1;q=.1, a/b;version=2;q=.2", 1), ("a/b;version=2, a/b;q=0.9", 1), ("a/b;q=0.9, */*", 0),
        ("a/b;version=2;q=0, a/b", 0), ("a/b;q=1;version=2", 0), ("a/b;charset=utf-8;version=2", 1), ("x/y", 0),
    ])
    func `of an answer that differ in a parameter are chosen by it`(accept: String, index: Int) {
        #expect(Self.preferred(accept, "a/b; version=1", "a/b; version=2") == index)
    }

    @Test(arguments: [("a/b;version=3", false), ("a/b;version=2", true), ("a/b;version=2;q=0, a/b", true), ("a/b;x=1", true)])
    func `of which none has the parameter that is asked for are none`(accept: String, isTaken: Bool) {
        #expect(Self.accepts(accept, "a/b; version=1,a/b; version=2") == isTaken)
    }

    @Test func `in very long lists are found in linear time`() {
        let list = String(repeating: "text/html;q=0.5,", count: 4000)
        #expect(Self.accepts(list + "application/json", "application/json"))
        #expect(!Self.accepts(list, "application/json"))
        #expect(!Self.accepts(String(repeating: "\"", count: 60_001), "application/json"))
        #expect(!Self.accepts(String(repeating: ";", count: 60_000), "application/json"))
    }
}

@Suite struct `Content codings` {
    static func prefersGzip(_ acceptEncoding: String) -> Bool {
        var acceptEncoding = acceptEncoding
        // The string lends its bytes for the closure.
        return acceptEncoding.withUTF8 { unsafe ContentCodings.prefersGzip(UnsafeRawBufferPointer($0)) }
    }

    @Test(arguments: [
        "gzip", "GZip", "x-gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8, *;q=0.1", "*", "deflate,\tgzip ; q=0.001",
        "identity, gzip", "identity;q=0.5, gzip;q=0.5", "*;q=0, gzip", "identity;q=0, *;q=0.1", ",,gzip,,",
    ])
    func `gzip is for those who like it no less than none`(acceptEncoding: String) {
        #expect(Self.prefersGzip(acceptEncoding))
    }

    @Test(arguments: [
        "", "identity", "br", "gzip;q=0", "gzip;q=0.000", "*;q=0", "*, gzip;q=0", "gzip;q=0.5, identity", "gzip2", "gzi",
        "gzip;q=x", "*;q=0.2, identity;q=0.3", "deflate, br;q=1", ";gzip", "\"gzip\"",
    ])
    func `gzip is not for others`(acceptEncoding: String) {
        #expect(!Self.prefersGzip(acceptEncoding))
    }
}
