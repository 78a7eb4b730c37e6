// Handlers of the showcase's bodies and answers that are not just JSON: they tell what they got.

import ShowcaseExample
import WritServer

struct EchoMedia: MediaHandlers {
    func sendChoice(_ input: SendChoice.Input, context: RequestContext) async throws -> String {
        switch input.body {
        case .json(let numbers): "json \(numbers)"
        case .text(let text): "text \(text)"
        case .bytes(let body): "\(body.contentType ?? "nothing") \(try await body.bytes(upTo: 1_000).count)"
        }
    }

    func sendStream(_ input: SendStream.Input, context: RequestContext) async throws -> String {
        guard let body = input.body else { return "nothing" }
        var (count, sum) = (0, 0)
        for try await chunk in body {
            count += chunk.count
            sum = chunk.reduce(sum) { $0 &+ Int($1) }
        }
        return "\(body.contentType ?? "untyped") \(count) \(sum)"
    }

    // The contract lets no number in that has no next one.
    func sendNumber(_ input: SendNumber.Input, context: RequestContext) async throws -> Int { input.body + 1 }

    func sendForm(_ input: SendForm.Input, context: RequestContext) async throws -> String {
        let form = input.body
        return [
            form.name, form.count.map { "\($0)" } ?? "-", form.tags?.joined(separator: "+") ?? "-",
            form.colour?.rawValue ?? "-", form.owner.map { "\($0.id)" } ?? "-", form.size.rawValue,
        ].joined(separator: " ")
    }

    func sendPhotos(_ input: SendPhotos.Input, context: RequestContext) async throws -> String {
        guard input.streamed else {
            let form = try await input.body.collect()
            let files = [form.photo] + (form.more ?? [])
            let texts = files.map { "\($0.filename ?? "-") \($0.contentType ?? "-") \($0.bytes.count)" }
            return ([form.title, form.note ?? "-"] + texts).joined(separator: "|")
        }
        var texts: [String] = []
        for try await part in input.body {
            switch part {
            case .title(let title): texts.append("title \(title)")
            case .note(let note): texts.append("note \(note)")
            case .photo(let file):
                var count = 0
                for try await chunk in file { count += chunk.count }
                texts.append("photo \(file.filename ?? "-") \(count)")
            // Passed over, unread.
            case .more(let file): texts.append("more \(file.filename ?? "-")")
            }
        }
        return texts.joined(separator: "|")
    }

    func answerHeaders(_ input: AnswerHeaders.Input, context: RequestContext) async throws -> AnswerHeaders.Success {
        if let raw = context.field("X-Raw") { return .ok("raw", xCount: 0, xRaw: raw + "\r\nX-Other: 1") }
        if context.field("X-Missing") != nil { throw AnswerHeaders.Failure.notFound(retryAfter: 5) }
        if !input.all { return .ok("few", xCount: 1) }
        return .ok("all", xCount: 2, xDay: CalendarDate("2024-02-29"), xList: [1, 2], xColour: .darkBlue)
    }

    func answerMoved(_ input: AnswerMoved.Input, context: RequestContext) async throws -> AnswerMoved.Success {
        .found(location: "/api/v1/media/headers")
    }

    func answerPicture(_ input: AnswerPicture.Input, context: RequestContext) async throws -> AnswerBytes {
        // No contract keeps a handler from saying something else.
        AnswerBytes([1, 2, 3], contentType: context.field("X-Type")?.replacing("CRLF", with: "\r\n") ?? input.type.rawValue)
    }

    func answerDownload(_ input: AnswerDownload.Input, context: RequestContext) async throws -> AnswerBytes {
        AnswerBytes(length: input.known ? input.length : nil) { body in
            var left = input.length
            while left > 0 {
                let chunk = [UInt8](repeating: 7, count: min(left, 10_000))
                try await body.write(chunk)
                left -= chunk.count
            }
        }
    }

    func answerNegotiated(_ input: AnswerNegotiated.Input, context: RequestContext) async throws -> AnswerNegotiated.Success {
        context.accepts("application/json") || context.accepts("application/hal+json") ? .okJSON([1, 2]) : .okCSV("1,2")
    }

    func answerEvents(
        _ input: AnswerEvents.Input, context: RequestContext
    ) async throws -> AnswerSequence<ServerSentEvent<Owner>> {
        AnswerSequence([
            .comment("begins"), ServerSentEvent(Owner(tree: Tree(name: "a\nb")), event: "grown\r\nid: 7", id: "1", retry: 50),
            ServerSentEvent(Owner()),
        ])
    }

    func answerTalk(_ input: AnswerTalk.Input, context: RequestContext) async throws -> AnswerSequence<ServerSentEvent<String>> {
        AnswerSequence([ServerSentEvent("one\ntwo\r\nthree\rfour"), ServerSentEvent("")])
    }

    func answerLines(_ input: AnswerLines.Input, context: RequestContext) async throws -> AnswerSequence<[Int]> {
        let (ended, isEndless) = (ended, context.field("X-Endless") != nil)
        return AnswerSequence { lines in
            defer { ended?() }
            var number = 0
            while isEndless || number < input.count {
                try await lines.write([number])
                number += 1
            }
        }
    }

    func answerRecords(_ input: AnswerRecords.Input, context: RequestContext) async throws -> AnswerSequence<String> {
        AnswerSequence(["a", "b"])
    }

    /// Called when a stream of lines has ended.
    var ended: (@Sendable () -> Void)?
}
