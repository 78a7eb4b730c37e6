// A reader of answers that takes nothing but what RFC 9112 allows a server to send.

/// One answer of a server.
package struct ReadAnswer: Equatable, Sendable {
    package var status: Int
    package var fields: [Field] = []
    package var body: [UInt8] = []

    package struct Field: Equatable, Sendable {
        /// In lower case.
        package let name: String
        package let value: String
    }

    package func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// Whether the answer says that the connection ends behind it.
    package var announcesClose: Bool { values("connection") == ["close"] }

    /// Whether it is one of those that come before the answer.
    package var isInterim: Bool { status < 200 }

    /// Reads the answers at the start of `bytes` that are whole and well-formed.
    package static func leading(in bytes: [UInt8], isHead: (Int) -> Bool = { _ in false }) -> [ReadAnswer] {
        var reader = AnswerReader(bytes)
        var answers: [ReadAnswer] = []
        while !reader.isAtEnd, let answer = try? reader.next(toHead: isHead(answers.count { !$0.isInterim })) {
            answers.append(answer)
        }
        return answers
    }

    /// Reads the answers in `bytes`, to the last byte.
    ///
    /// - Parameter isHead: Whether the final answer of that number, counted from 0, is one to HEAD.
    package static func all(in bytes: [UInt8], isHead: (Int) -> Bool = { _ in false }) throws(AnswerFault) -> [ReadAnswer] {
        var reader = AnswerReader(bytes)
        var answers: [ReadAnswer] = []
        var finalCount = 0
        while !reader.isAtEnd {
            let answer = try reader.next(toHead: isHead(finalCount))
            if !answer.isInterim { finalCount += 1 }
            answers.append(answer)
        }
        return answers
    }
}

/// What is wrong with an answer, and where.
package struct AnswerFault: Error, Equatable, CustomStringConvertible {
    package let offset: Int
    package let description: String
}

private struct AnswerReader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { at == bytes.count }

    mutating func next(toHead: Bool) throws(AnswerFault) -> ReadAnswer {
        var answer = ReadAnswer(status: try statusLine())
        while let field = try fieldLine() { answer.fields.append(field) }
        try check(answer)
        if answer.isInterim || answer.status == 204 || answer.status == 304 || toHead { return answer }
        if answer.values("transfer-encoding").isEmpty {
            guard let length = answer.values("content-length").first.flatMap({ Int($0) }) else {
                // Without a length the connection's end is the body's.
                guard answer.announcesClose else { throw fault("a body without a length on an open connection") }
                return answer.with(body: try take(bytes.count - at))
            }
            return answer.with(body: try take(length))
        }
        return answer.with(body: try chunks())
    }

    private func check(_ answer: ReadAnswer) throws(AnswerFault) {
        let lengths = answer.values("content-length")
        let codings = answer.values("transfer-encoding")
        guard answer.isInterim || answer.values("date").count == 1 else { throw fault("not one Date") }
        guard answer.values("content-type").count <= 1, answer.values("connection").count <= 1 else {
            throw fault("a field that may come once came twice")
        }
        guard lengths.count + codings.count <= 1 else { throw fault("more than one framing") }
        guard codings.allSatisfy({ $0 == "chunked" }) else { throw fault("an unknown coding") }
        guard lengths.allSatisfy({ text in text.utf8.allSatisfy { (48...57).contains($0) } && Int(text) != nil }) else {
            throw fault("a malformed Content-Length")
        }
        if answer.isInterim || answer.status == 204 {
            guard lengths.isEmpty && codings.isEmpty else { throw fault("framing on an answer without a body") }
        }
    }

    /// `HTTP/1.1 200 reason CR LF`.
    private mutating func statusLine() throws(AnswerFault) -> Int {
        let line = try line()
        let text = line.latin1
        guard text.hasPrefix("HTTP/1.1 "), line.count >= 13, line[12] == 32 else { throw fault("no status line: \(text)") }
        guard let status = Int(line[9..<12].map { $0 }.latin1), (100...599).contains(status) else {
            throw fault("no status: \(text)")
        }
        return status
    }

    /// A field line, or nil for the empty line behind the last.
    private mutating func fieldLine() throws(AnswerFault) -> ReadAnswer.Field? {
        let line = try line()
        if line.isEmpty { return nil }
        guard let colon = line.firstIndex(of: 58), colon > 0 else { throw fault("no field line: \(line.latin1)") }
        let name = Array(line[..<colon])
        guard name.allSatisfy({ (97...122).contains($0 | 32) || (48...57).contains($0) || $0 == 45 || $0 == 95 }) else {
            throw fault("a field name that is no token: \(line.latin1)")
        }
        guard line[(colon + 1)...].allSatisfy({ $0 == 9 || ($0 >= 32 && $0 != 127) }) else {
            throw fault("a control byte in a field value: \(line.latin1)")
        }
        let value = Array(line[(colon + 1)...].drop { $0 == 32 })
        return ReadAnswer.Field(name: name.latin1.lowercased(), value: value.latin1)
    }

    private mutating func chunks() throws(AnswerFault) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let size = try line()
            guard !size.isEmpty, size.count <= 8, let count = Int(size.latin1, radix: 16) else {
                throw fault("no chunk size: \(size.latin1)")
            }
            if count == 0 { break }
            body += try take(count)
            guard try line().isEmpty else { throw fault("a chunk without CR LF behind it") }
        }
        while try fieldLine() != nil {}
        return body
    }

    private mutating func take(_ count: Int) throws(AnswerFault) -> [UInt8] {
        guard count <= bytes.count - at else { throw fault("a body that is cut off") }
        defer { at += count }
        return Array(bytes[at..<at + count])
    }

    /// The bytes up to CR LF, which is passed over; neither byte may stand alone.
    private mutating func line() throws(AnswerFault) -> [UInt8] {
        guard let end = bytes[at...].firstIndex(where: { $0 == 13 || $0 == 10 }), end + 1 < bytes.count else {
            throw fault("a line that does not end")
        }
        guard bytes[end] == 13, bytes[end + 1] == 10 else { throw fault("a line that does not end with CR LF") }
        defer { at = end + 2 }
        return Array(bytes[at..<end])
    }

    private func fault(_ description: String) -> AnswerFault { AnswerFault(offset: at, description: description) }
}

extension ReadAnswer {
    fileprivate func with(body: [UInt8]) -> ReadAnswer {
        var answer = self
        answer.body = body
        return answer
    }
}
