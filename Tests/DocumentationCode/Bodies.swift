// What the documentation shows of bodies that come and go piece by piece.

import ShowcaseExample
import WritServer

struct Pieces {
    func count(_ input: SendStream.Input) async throws -> Int {
        guard let body = input.body else { return 0 }
        var byteCount = 0
        for try await chunk in body { byteCount += chunk.count }
        return byteCount
    }

    func add(_ lines: BodySequence<Int>) async throws -> Int {
        var total = 0
        for try await line in lines { total += line }
        return total
    }

    func collect(_ input: SendPhotos.Input) async throws -> Int {
        let form = try await input.body.collect()
        return form.photo.bytes.count
    }

    func takeParts(_ input: SendPhotos.Input) async throws -> (titles: [String], byteCount: Int) {
        var titles: [String] = []
        var byteCount = 0
        for try await part in input.body {
            switch part {
            case .title(let title): titles.append(title)
            case .photo(let photo): for try await chunk in photo { byteCount += chunk.count }
            default: break
            }
        }
        return (titles, byteCount)
    }

    func picture(_ png: [UInt8], of size: Int) -> [AnswerBytes] {
        [
            AnswerBytes(png),
            AnswerBytes(png, contentType: "image/png"),
            AnswerBytes(length: size) { body in try await body.write(png) },
        ]
    }

    func ticks(_ changes: AsyncStream<Int>, context: RequestContext) -> [AnswerSequence<Int>] {
        [
            AnswerSequence(changes),
            AnswerSequence { items in try await items.write(1) },
        ]
    }

    func events(context: RequestContext) -> AnswerSequence<ServerSentEvent<Int>> {
        AnswerSequence { events in
            var number = 0
            while !context.isDraining {
                try await events.write(ServerSentEvent(number, event: "tick", id: "\(number)"))
                number += 1
                try await Task.sleep(for: .seconds(1))
            }
        }
    }
}
