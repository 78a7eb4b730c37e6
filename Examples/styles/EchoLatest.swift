// The operations of the tag `latest`: queries as a whole, QUERY, streams of items, and XML as it came.

import StylesExample
import WritServer

struct EchoLatest: LatestHandlers {
    func searchByForm(_ input: SearchByForm.Input, context: RequestContext) async throws -> Read { Read(paint: input.criteria) }
    func search(_ input: Search.Input, context: RequestContext) async throws -> Read { Read(paint: input.body) }
    func select(_ input: Select.Input, context: RequestContext) async throws -> Read { Read(paint: input.selector) }

    func findPaint(_ input: FindPaint.Input, context: RequestContext) async throws -> Read { Read(color: input.name) }

    func copyPaint(_ input: CopyPaint.Input, context: RequestContext) async throws -> Read {
        Read(color: "\(input.name) to \(input.destination)")
    }

    func mSearchPaintsByName(_ input: MSearchPaintsByName.Input, context: RequestContext) async throws -> Read {
        Read(color: input.name, paint: input.body)
    }

    func stream(_ input: Stream.Input, context: RequestContext) async throws -> Stream.Success {
        let paints = ["red", "green", "blue"].map { Paint(name: "\(input.kind) \($0)") }
        let types: [StaticString] = ["application/jsonl", "text/event-stream", "application/json-seq"]
        switch types.firstIndex(where: context.accepts) {
        case 1:
            return .okEvents(
                AnswerSequence(paints.enumerated().map { ServerSentEvent($0.element, event: "paint", id: "\($0.offset)") }))
        case 2: return .okJSONSeq(AnswerSequence(paints))
        default: return .okJsonl(AnswerSequence(paints))
        }
    }

    func gatherPaints(_ input: GatherPaints.Input, context: RequestContext) async throws -> [String] {
        var names: [String] = []
        switch input.body {
        case .jsonl(let paints), .jsonSeq(let paints):
            for try await paint in paints { names.append(paint.name) }
        case .events(let events):
            for try await event in events { names.append("\(event.event ?? "message") \(event.data?.name ?? "")") }
        }
        return names
    }

    func noteRemarks(_ input: NoteRemarks.Input, context: RequestContext) async throws -> [String] {
        var remarks: [String] = []
        for try await event in input.body {
            remarks.append("\(event.event ?? "message") \(event.id ?? "-") \(event.retry ?? 0) \(event.data ?? "")")
        }
        return remarks
    }

    func saveDocument(_ input: SaveDocument.Input, context: RequestContext) async throws -> AnswerBytes {
        AnswerBytes(try await input.body.bytes(upTo: 100_000))
    }
}
