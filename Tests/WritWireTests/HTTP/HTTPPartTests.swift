// Bodies handed out part by part: the same bytes as when they are collected, in no more memory than the read buffer.

import Testing
import WritInputs
import WritWire

/// What a stream of requests came to.
private enum StreamEvent: Equatable {
    case request(path: String, body: [UInt8], trailers: [String])
    case refused(Int)
    case unfinished
}

private enum BodyReading: CaseIterable {
    case collected, inParts, halfAndHalf
}

/// A request stream that is fed with pieces, each as the next read of a socket.
private struct FedStream: ~Copyable {
    var stream = RequestStream(limits: HeadLimits(fieldBytesMax: 20_000))
    var pieces: ArraySlice<[UInt8]>
    var bytesMax = 1 << 20
    var largestRoom = 0

    init(_ pieces: [[UInt8]]) { self.pieces = pieces[...] }

    /// Receives the next piece or as much of it as there is room for; false at the end.
    mutating func receive() -> Bool {
        guard let piece = pieces.first else { return false }
        let room = unsafe stream.makeRoom()
        largestRoom = max(largestRoom, room.count)
        let count = min(room.count, piece.count)
        // `count` bytes are there on both sides.
        unsafe room.copyBytes(from: piece[..<count])
        stream.didReceive(count)
        if count == piece.count {
            pieces.removeFirst()
        } else {
            pieces[pieces.startIndex].removeFirst(count)
        }
        return true
    }

    mutating func events(_ reading: BodyReading) -> [StreamEvent] {
        var events: [StreamEvent] = []
        while true {
            switch stream.nextHead() {
            case .incomplete:
                if !receive() { return events + (stream.isEmpty ? [] : [.unfinished]) }
            case .refused(let refusal): return events + [.refused(refusal.answer.status)]
            case .complete:
                let before = path
                let event = readBody(reading)
                #expect(path == before, "the head stays")
                events.append(event)
                guard case .request = event else { return events }
                stream.finishRequest()
            }
        }
    }

    private var path: String {
        unsafe String(decoding: stream.head.path.slice(of: stream.requestBytes), as: UTF8.self)
    }

    private mutating func readBody(_ reading: BodyReading) -> StreamEvent {
        var body: [UInt8] = []
        var hasPart = false
        while true {
            if reading == .inParts || (reading == .halfAndHalf && !hasPart) {
                switch stream.nextPart(upTo: bytesMax) {
                case .part:
                    #expect(unsafe !stream.part.isEmpty)
                    unsafe body += stream.part
                    hasPart = true
                    continue
                case .complete: return .request(path: path, body: body, trailers: trailers)
                case .refused(let refusal): return .refused(refusal.answer.status)
                case .incomplete: break
                }
            } else {
                switch stream.collectBody(upTo: bytesMax) {
                case .complete: return unsafe .request(path: path, body: body + stream.body, trailers: trailers)
                case .refused(let refusal): return .refused(refusal.answer.status)
                case .incomplete: break
                }
            }
            if !receive() { return .unfinished }
        }
    }

    private var trailers: [String] {
        var trailers: [String] = []
        unsafe stream.forEachTrailer { name, value in
            unsafe trailers.append("\(String(decoding: name, as: UTF8.self))=\(String(decoding: value, as: UTF8.self))")
        }
        return trailers
    }
}

private func events(_ pieces: [[UInt8]], _ reading: BodyReading, bytesMax: Int = 1 << 20) -> [StreamEvent] {
    var fed = FedStream(pieces)
    fed.bytesMax = bytesMax
    return fed.events(reading)
}

/// `input` in pieces of one to `largest` bytes, chosen by `seed`.
private func randomPieces(_ input: [UInt8], largest: UInt64, seed: UInt64) -> [[UInt8]] {
    var state = seed
    var pieces: [[UInt8]] = []
    var rest = input[...]
    while !rest.isEmpty {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let count = min(Int(1 + (state >> 33) % largest), rest.count)
        pieces.append(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
    }
    return pieces
}

/// The events of `input`, which must be the same whole, cut at every byte, byte by byte and in random pieces, collected
/// and in parts.
private func eventsOfEveryCut(_ input: [UInt8], bytesMax: Int = 1 << 20) -> [StreamEvent] {
    let wanted = events([input], .collected, bytesMax: bytesMax)
    for reading in BodyReading.allCases {
        #expect(events([input], reading, bytesMax: bytesMax) == wanted, "\(reading), whole")
        #expect(events(input.map { [$0] }, reading, bytesMax: bytesMax) == wanted, "\(reading), byte by byte")
        for seed in 1...8 as ClosedRange<UInt64> {
            let pieces = randomPieces(input, largest: 3 * seed, seed: seed)
            #expect(events(pieces, reading, bytesMax: bytesMax) == wanted, "\(reading), in random pieces \(seed)")
        }
        for cut in 0...input.count {
            let pieces = [Array(input[..<cut]), Array(input[cut...])].filter { !$0.isEmpty }
            #expect(events(pieces, reading, bytesMax: bytesMax) == wanted, "\(reading), cut at \(cut)")
        }
    }
    return wanted
}

@Suite struct `Bodies in parts` {
    private let post = "POST /a HTTP/1.1\r\nHost: a\r\n"

    @Test func `hold the same bytes as collected ones, and the next request follows`() {
        let text =
            post + "Content-Length: 5\r\n\r\nhello" + post
            + "Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"
            + "GET /b HTTP/1.1\r\nHost: a\r\n\r\n"
        let hello = StreamEvent.request(path: "/a", body: [UInt8]("hello".utf8), trailers: [])
        #expect(eventsOfEveryCut([UInt8](text.utf8)) == [hello, hello, .request(path: "/b", body: [], trailers: [])])
    }

    @Test(
        .enabled(if: PublishedRequests.arePresent, "the corpus is not in ../shared beside the repository; set WRIT_CORPUS to it"),
        arguments: PublishedRequests.all)
    func `of published requests hold the same bytes as collected ones`(published: PublishedRequests) {
        for input in [published.bytes, published.bytesWithHost] where input.count <= 2048 { _ = eventsOfEveryCut(input) }
    }

    @Test(arguments: [
        "x\r\n", "5\r\nhello", "5\r\nhelloX", "5\r\nhello\r\n0\r\nX : y\r\n\r\n", "5\r\nhello\r\n", "8000000000000000\r\n",
    ])
    func `that are malformed or cut off never end well`(chunks: String) {
        let events = eventsOfEveryCut([UInt8]((post + "Transfer-Encoding: chunked\r\n\r\n" + chunks).utf8))
        #expect(events.last == .refused(400) || events.last == .unfinished)
        #expect(events.count == 1)
    }

    @Test(arguments: [(9, true), (10, true), (11, false)])
    func `are refused beyond the limit, whatever way they come`(count: Int, isFine: Bool) {
        let body = String(repeating: "x", count: count)
        let wanted: [StreamEvent] =
            isFine ? [.request(path: "/a", body: [UInt8](body.utf8), trailers: [])] : [.refused(413)]
        let sized = post + "Content-Length: \(count)\r\n\r\n\(body)"
        #expect(eventsOfEveryCut([UInt8](sized.utf8), bytesMax: 10) == wanted)
        let size = String(count - 4, radix: 16)
        let chunked = post + "Transfer-Encoding: chunked\r\n\r\n4\r\nxxxx\r\n\(size)\r\n\(body.dropFirst(4))\r\n0\r\n\r\n"
        #expect(eventsOfEveryCut([UInt8](chunked.utf8), bytesMax: 10) == wanted)
    }

    @Test func `need no more memory than the read buffer`() {
        let data = [UInt8](repeating: 7, count: 5_000_000)
        let chunk = [UInt8]("\(String(data.count, radix: 16))\r\n".utf8) + data + [13, 10]
        for head in [post, post + "X: \(String(repeating: "x", count: 12_000))\r\n"] {
            let sized = [UInt8]((head + "Content-Length: \(data.count)\r\n\r\n").utf8) + data
            let chunked = [UInt8]((head + "Transfer-Encoding: chunked\r\n\r\n").utf8) + chunk + [UInt8]("0\r\n\r\n".utf8)
            for input in [sized, chunked] {
                var fed = FedStream([input])
                fed.bytesMax = data.count
                let events = fed.events(.inParts)
                #expect(events == [.request(path: "/a", body: data, trailers: [])])
                let largestRoom = fed.largestRoom
                #expect(largestRoom <= (head.utf8.count > 8000 ? 2 : 1) * RequestStream.standardCapacity)
            }
        }
    }

    @Test func `come with trailers, without those that have no place there`() {
        let text =
            post + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX-Sum:  abc \r\nhost: evil\r\nContent-length: 7\r\n"
            + "If-Match: *\r\nauthorization: me\r\nSet-Cookie: a=b\r\nX-Empty:\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n"
        #expect(
            eventsOfEveryCut([UInt8](text.utf8)) == [
                .request(path: "/a", body: [UInt8]("x".utf8), trailers: ["X-Sum=abc", "X-Empty="]),
                .request(path: "/b", body: [], trailers: []),
            ])
    }

    @Test(arguments: [(19_999, true), (20_000, true), (20_001, false)])
    func `come with trailers within the limit of a field`(count: Int, isFine: Bool) {
        let line = "X: \(String(repeating: "y", count: count - 3))\r\n"
        let event = events([[UInt8]((post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\(line)\r\n").utf8)], .inParts)
        let trailer = "X=\(String(repeating: "y", count: count - 3))"
        #expect(event == (isFine ? [.request(path: "/a", body: [], trailers: [trailer])] : [.refused(431)]))
    }

    @Test func `leave what follows the request to whoever takes over the connection`() {
        var fed = FedStream([[UInt8]("GET / HTTP/1.1\r\nHost: a\r\n\r\nraw".utf8), [UInt8](" bytes".utf8)])
        guard fed.receive(), case .complete = fed.stream.nextHead() else {
            Issue.record("the head is complete")
            return
        }
        var taken: [UInt8] = []
        repeat {
            while fed.stream.takeUnread() { unsafe taken += fed.stream.part }
        } while fed.receive()
        #expect(taken == [UInt8]("raw bytes".utf8))
    }
}
