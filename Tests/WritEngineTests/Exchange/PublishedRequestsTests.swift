// Published parser tests: what each input means, and that it means the same however it arrives.

import Testing
import WritEngine
import WritInputs
import WritWire

@Suite(.enabled(if: PublishedRequests.arePresent, "the corpus is not in ../shared beside the repository; set WRIT_CORPUS to it"))
struct `Published requests` {
    @Test func `are there in full, and every deviation is of one of them`() {
        #expect(PublishedRequests.all.count { $0.name.hasPrefix("llhttp/") } >= 160)
        #expect(PublishedRequests.all.count { $0.name.hasPrefix("gunicorn/") } >= 130)
        #expect(Set(deviations.keys).isSubset(of: PublishedRequests.all.map(\.name)))
    }

    @Test(arguments: PublishedRequests.all)
    func `are taken and refused as their source says, unless a deviation is listed`(published: PublishedRequests) {
        let conversation = Conversation([published.bytesWithHost])
        let outcome = outcome(of: conversation)
        if let deviation = deviations[published.name] {
            #expect(outcome == deviation.outcome)
            #expect(!agrees(conversation, with: published.expectation), "this is no deviation any more")
        } else {
            #expect(agrees(conversation, with: published.expectation), "\(outcome), but \(published.expectation)")
        }
    }

    @Test(arguments: PublishedRequests.all)
    func `mean the same whole, cut anywhere and byte by byte, and are never read past their end`(published: PublishedRequests) {
        for bytes in Set([published.bytes, published.bytesWithHost]) {
            let whole = Conversation([bytes])
            for pieces in pieces(of: bytes) { #expect(Conversation(pieces) == whole) }
        }
    }

    @Test(arguments: PublishedRequests.all)
    func `are answered the same whole, cut anywhere and byte by byte`(published: PublishedRequests) async throws {
        for bytes in Set([published.bytes, published.bytesWithHost]) {
            let conversation = Conversation([bytes])
            let wanted = wantedAnswers(to: conversation)
            for pieces in [[bytes]] + pieces(of: bytes) {
                let transport = MemoryConnection(pieces: pieces)
                _ = await transport.serve(with: EchoResponder())
                let isHead = { index in
                    index < conversation.requests.count
                        ? conversation.requests[index].method == "HEAD" : conversation.endsInHEAD
                }
                let answers = try ReadAnswer.all(in: transport.sent, isHead: isHead).filter { !$0.isInterim }
                #expect(answers.map(\.status) == wanted.map(\.status))
                #expect(zip(answers, wanted).allSatisfy { $0.status != 200 || $0.body == $1.body })
            }
        }
    }

    /// Byte by byte and cut at every byte; where an input is long, at every byte of its start and at some later ones.
    private func pieces(of bytes: [UInt8]) -> [[[UInt8]]] {
        let later = stride(from: 2048, to: max(bytes.count, 2048), by: max(bytes.count / 40, 1))
        let cuts = Array(0..<min(bytes.count, 2048)) + Array(later)
        let cut = cuts.map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
        return bytes.count <= 4096 ? [bytes.map { [$0] }] + cut : cut
    }

    /// The answers that a server has to give: the echo of each request, and a refusal where there is one.
    private func wantedAnswers(to conversation: Conversation) -> [(status: Int, body: [UInt8])] {
        let echoes = conversation.requests.map { request in
            (status: 200, body: request.method == "HEAD" ? [] : EchoResponder.answer(to: request))
        }
        switch conversation.end {
        case .resting, .closed: return echoes
        // The input ends where more should come.
        case .incompleteHead, .incompleteBody: return echoes + [(400, [])]
        case .refused(let status): return echoes + [(status, [])]
        }
    }

    private func agrees(_ conversation: Conversation, with expectation: PublishedRequests.Expectation) -> Bool {
        switch expectation {
        case .requests(let requests, let wantsWhole):
            let isWhole = conversation.end == .resting || conversation.end == .closed
            let isCutOff = conversation.end == .incompleteHead || conversation.end == .incompleteBody
            let read = conversation.requests.map {
                PublishedRequests.Request(method: $0.method, target: $0.target, body: $0.body)
            }
            return (wantsWhole ? isWhole : isCutOff) && read == requests
        case .refused(let count):
            if conversation.requests.count != count { return false }
            return conversation.end != .resting
        }
    }

    private func outcome(of conversation: Conversation) -> String {
        let end =
            switch conversation.end {
            case .resting: "resting"
            case .closed: "closed"
            case .incompleteHead, .incompleteBody: "incomplete"
            case .refused(let status): "\(status)"
            }
        return (conversation.requests.map { _ in "200" } + [end]).joined(separator: " ")
    }
}
