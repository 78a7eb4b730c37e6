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
        checkStreamed(pieces, conversation)
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

/// A handler that sends each part of a body back as it comes: whole requests come back whole, a broken one never does.
private func checkStreamed(_ pieces: [[UInt8]], _ conversation: Conversation) {
    let sent = bytesSent(pieces, StreamingResponder())
    let answers = ReadAnswer.leading(in: sent, isHead: isHead(conversation)).filter { !$0.isInterim }
    // An answer may end the connection: one without a length to HTTP/1.0 does, and one to a client that waits for 100.
    let isEnded = answers.last?.announcesClose == true
    expect(isEnded || answers.count >= conversation.requests.count, "\(answers.count) answers are too few")
    expect(answers.count <= conversation.requests.count + 1, "\(answers.count) answers are too many")
    for (answer, request) in zip(answers, conversation.requests) where answer.status == 200 && request.method != "HEAD" {
        expect(answer.body == request.body, "the handler saw another body")
    }
}

private func serve(_ pieces: [[UInt8]], _ responder: some Responder, _ conversation: Conversation) -> [ReadAnswer] {
    let sent = bytesSent(pieces, responder)
    do {
        let answers = try ReadAnswer.all(in: sent, isHead: isHead(conversation))
        expect(answers.dropLast().allSatisfy { !$0.announcesClose }, "an answer behind the last")
        return answers.filter { !$0.isInterim }
    } catch {
        fail("\(error): \(sent.latin1.debugDescription)")
    }
}

private func bytesSent(_ pieces: [[UInt8]], _ responder: some Responder) -> [UInt8] {
    var chance = InputChance(pieces.first ?? [])
    let transport = MemoryConnection(pieces: pieces, sendBytesMax: Bool.random(using: &chance) ? .max : 300)
    FuzzExecutor().run { _ = await transport.serve(with: responder) }
    return transport.sent
}

/// The head of an answer tells nothing of the request's method: the requests do, and the last may be one without an end.
private func isHead(_ conversation: Conversation) -> (Int) -> Bool {
    { index in
        index < conversation.requests.count ? conversation.requests[index].method == "HEAD" : conversation.endsInHEAD
    }
}

private struct StreamingResponder: Responder {
    func respond(to exchange: Exchange) async {
        try? await exchange.answerStream(status: 200, contentType: "text/plain") { writer in
            // The writer is through with a part before the next one is asked for.
            while let part = unsafe try await exchange.nextBodyPart(upTo: 1 << 20) { unsafe try await writer.write(part) }
        }
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
