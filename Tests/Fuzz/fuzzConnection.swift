// A whole connection in memory: however its bytes arrive, each request is answered once, in order, and nothing behind the end.

import WritEngine
import WritInputs
import WritWire

func fuzzConnection(_ input: [UInt8]) {
    let conversation = Conversation([input])
    for pieces in [[input]] + cuts(of: input) {
        expect(Conversation(pieces) == conversation, "the parsers read the pieces otherwise")
        checkEcho(pieces, conversation)
        checkEarly(pieces, conversation)
    }
}

/// A handler that reads bodies: the answers are those that the conversation asks for, no more and no fewer.
private func checkEcho(_ pieces: [[UInt8]], _ conversation: Conversation) {
    let answers = serve(pieces, EchoResponder(), conversation)
    var wanted = conversation.requests.map { _ in 200 }
    switch conversation.end {
    case .resting, .closed: break
    case .incompleteHead, .incompleteBody: wanted.append(400)
    case .refused(let status): wanted.append(status)
    }
    // A length or a chunk beyond the limit is refused before its bytes are looked at.
    let got = answers.map(\.status)
    let isTooLarge = got.last == 413 && got.count <= conversation.requests.count + 1 && got.dropLast().allSatisfy { $0 == 200 }
    // A fault may be found at an earlier byte in pieces, for another reason.
    let isRefused = got.count == wanted.count && got.dropLast() == wanted.dropLast() && (got.last ?? 0) >= 400
    expect(got == wanted || isTooLarge || (isRefused && (wanted.last ?? 0) >= 400), "answers \(got), wanted \(wanted)")
    for (answer, request) in zip(answers, conversation.requests) where answer.status == 200 && request.method != "HEAD" {
        expect(answer.body == EchoResponder.answer(to: request), "the handler saw another request")
    }
}

/// A handler that answers without reading: never more answers than heads, and none out of order.
private func checkEarly(_ pieces: [[UInt8]], _ conversation: Conversation) {
    let got = serve(pieces, EarlyResponder(), conversation).map(\.status)
    var wanted = conversation.requests.map { $0.method == "HEAD" ? 200 : 201 }
    if conversation.endsInBody { wanted.append(201) }
    // The connection may end behind each answer, for a body that nobody reads is not always worth waiting for.
    let isPrefix = got.count <= wanted.count && zip(got, wanted).allSatisfy { $0 == $1 || $0 == 413 || $1 == 201 && $0 == 200 }
    let isRefused = got.count == wanted.count + 1 && (got.last ?? 0) >= 400
    expect(isPrefix || isRefused, "answers \(got), at most \(wanted) and a refusal")
    expect(got.isEmpty == false || (conversation.requests.isEmpty && conversation.end == .resting), "no answer at all")
}

private func serve(_ pieces: [[UInt8]], _ responder: some Responder, _ conversation: Conversation) -> [ReadAnswer] {
    var chance = InputChance(pieces.first ?? [])
    let transport = MemoryTransport(pieces: pieces, sendBytesMax: Bool.random(using: &chance) ? .max : 300)
    let thread = FuzzExecutor()
    thread.run { _ = await transport.serve(with: responder) }
    let isHead = { (index: Int) -> Bool in
        index < conversation.requests.count ? conversation.requests[index].method == "HEAD" : conversation.endsInHEAD
    }
    do {
        let answers = try ReadAnswer.all(in: transport.sent, isHead: isHead)
        expect(answers.dropLast().allSatisfy { !$0.announcesClose }, "an answer behind the last")
        return answers.filter { !$0.isInterim }
    } catch {
        fail("\(error): \(transport.sent.latin1.debugDescription)")
    }
}

/// Answers at once with one status or another, and a body that depends on the request.
private struct EarlyResponder: Responder {
    func respond(to exchange: Exchange) async {
        if exchange.method == .head { return exchange.answerEmpty(status: 200) }
        exchange.answer(status: 201, contentType: "text/plain", fields: { $0.add("X-Count", decimal: exchange.fieldCount) }) {
            $0.append("early")
        }
    }
}
