// Reads answers one after the other from the bytes that a server has sent.

import WritServer

/// Knows as much of HTTP/1.1 as it takes to read what our own server writes.
struct AnswerReader {
    private var rest: ArraySlice<UInt8>
    /// A body ended before its end.
    private(set) var isCut = false

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    /// The next answer, behind the interim ones; nil at the end, and where no answer starts.
    mutating func next(to method: String) -> TestAnswer? {
        let start = rest
        while let head = takeHead() {
            if (100..<200).contains(head.status) { continue }
            let body = Self.hasBody(head.status, method) ? takeBody(head.fields) : []
            return TestAnswer(
                status: head.status, reason: head.reason, fields: head.fields, body: body,
                rawBytes: Array(start[..<rest.startIndex]))
        }
        return nil
    }

    /// The first head that is no interim one, where all of it is there, and the bytes up to its end.
    static func head(in bytes: [UInt8]) -> (status: Int, fields: [HeaderField], byteCount: Int)? {
        var reader = AnswerReader(bytes)
        while reader.rest.firstRange(of: [13, 10, 13, 10]) != nil, let head = reader.takeHead() {
            if !(100..<200).contains(head.status) { return (head.status, head.fields, reader.rest.startIndex) }
        }
        return nil
    }

    /// RFC 9112 section 6.3.
    static func hasBody(_ status: Int, _ method: String) -> Bool {
        method != "HEAD" && status != 204 && status != 304
    }

    private mutating func takeHead() -> (status: Int, reason: String, fields: [HeaderField])? {
        guard let words = takeLine()?.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false),
            words.count == 3, words[0] == "HTTP/1.1", let status = Int(words[1])
        else { return nil }
        var fields: [HeaderField] = []
        while let line = takeLine() {
            if line.isEmpty { return (status, String(words[2]), fields) }
            guard let colon = line.firstIndex(of: ":") else { return nil }
            fields.append(
                HeaderField(name: String(line[..<colon]), value: String(line[line.index(after: colon)...].drop { $0 == " " })))
        }
        return nil
    }

    /// The bytes to the next line's end, as text.
    private mutating func takeLine() -> String? {
        guard let end = rest.firstRange(of: [13, 10]) else { return nil }
        defer { rest = rest[end.upperBound...] }
        return String(decoding: rest[..<end.lowerBound], as: UTF8.self)
    }

    private mutating func takeBody(_ fields: [HeaderField]) -> [UInt8] {
        func value(_ name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }
        if value("transfer-encoding") == "chunked" { return takeChunks() }
        return take(value("content-length").flatMap { Int($0) } ?? rest.count)
    }

    private mutating func takeChunks() -> [UInt8] {
        var body: [UInt8] = []
        while let line = takeLine(), let count = Int(line.prefix { $0 != ";" }, radix: 16), count > 0 {
            body += take(count)
            _ = takeLine()
        }
        // Trailer fields, to the empty line.
        while let line = takeLine() {
            if line.isEmpty { return body }
        }
        isCut = true
        return body
    }

    private mutating func take(_ count: Int) -> [UInt8] {
        guard count >= 0 else {
            isCut = true
            return []
        }
        let taken = Array(rest.prefix(count))
        if taken.count < count { isCut = true }
        rest = rest.dropFirst(count)
        return taken
    }
}
