// An API whose answers are worth coding, and some that are not.

import CWritCompression
import WritEngine
import WritRuntime
import WritServer

@testable import WritCompression

/// Answers by the path's last word.
struct CodedAPI: WritAPI {
    static let description = APIDescription(
        title: "Coded", version: "1", summary: "", basePath: "",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        traits: "9 uncompressed",
        routes: """
            GET /text text
            GET /picture picture
            GET /tagged tagged
            GET /events events
            GET /lines lines
            GET /fails fails
            POST /count count
            POST /echo echo
            GET /promised promised
            GET /secret secret
            """)

    static func text(_ count: Int) -> String {
        String(repeating: "All animals are equal, but some animals are more equal than others. ", count: count / 68 + 1)
    }

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        let preconditions =
            operation.id == "echo" ? RequestPreconditions(takes: "text/plain") : RequestPreconditions()
        return operation.serve(preconditions) { exchange in
            for request in operation.requests(on: exchange) { try await answer(operation.id, request, exchange) }
        }
    }

    private func answer(_ name: String, _ request: OperationRequest, _ exchange: Exchange) async throws {
        let context = request.context
        switch name {
        case "text", "secret":
            request.answer(200, "text/plain; charset=utf-8", text: Self.text(Int(context.query ?? "") ?? 5_000))
        case "picture":
            try await request.answer(200, "image/png", bytes: AnswerBytes(Array(repeating: 7, count: 5_000)))
        case "tagged":
            exchange.addField("ETag", "\"1\"")
            if context.field("If-None-Match") == "W/\"1\"" { return request.answer(304) }
            request.answer(200, "application/problem+json", text: Self.text(5_000))
        case "events":
            try await request.answer(
                200, "text/event-stream",
                bytes: AnswerBytes { body in
                    for number in 1...3 {
                        try await body.write("data: \(number)\n\n")
                        try await body.flush()
                    }
                })
        case "lines":
            try await request.answer(
                200, "text/plain",
                bytes: AnswerBytes { body in
                    for number in 0..<20_000 { try await body.write("line \(number)\n") }
                })
        case "promised":
            try await request.answer(
                200, "text/plain", bytes: AnswerBytes(length: 5) { body in try await body.write("four") })
        case "fails":
            try await request.answer(200, "text/plain", bytes: AnswerBytes { _ in throw BodyError.tooLarge })
        case "count":
            var (count, sum) = (0, 0)
            for try await chunk in request.stream() {
                count += chunk.count
                for byte in chunk { sum = (sum &* 31 &+ Int(byte)) % 1_000_003 }
            }
            request.answer(200, "text/plain", text: "\(count) \(sum)")
        default:
            request.answer(200, "text/plain", text: unsafe String(decoding: exchange.receivedBody, as: UTF8.self))
        }
    }
}

/// What a body in a coding says; nil where it is malformed or ends too early.
func decoded(_ bytes: [UInt8], _ coding: ContentCoding, isWhole: Bool = true) -> [UInt8]? {
    guard let decoder = unsafe writ_decoder_make(coding.kind) else { return nil }
    defer { unsafe writ_decoder_free(decoder) }
    var (all, taken, isDone) = ([UInt8](), 0, false)
    while true {
        var room = [UInt8](repeating: 0, count: 65_536)
        // Both arrays lend their bytes for the call.
        let progress = unsafe bytes[taken...].withUnsafeBytes { input in
            unsafe room.withUnsafeMutableBytes { output in
                unsafe writ_decode(decoder, input.baseAddress, input.count, output.baseAddress, output.count)
            }
        }
        if progress.has_failed { return nil }
        all += room[..<progress.written]
        taken += progress.taken
        isDone = progress.is_done
        if progress.written == 0 && progress.taken == 0 { break }
    }
    return isDone || !isWhole ? all : nil
}

/// A body in a coding.
func encoded(_ bytes: [UInt8], _ coding: ContentCoding, level: Int32 = 5) -> [UInt8] {
    guard let encoder = unsafe writ_encoder_make(coding.kind, level, 18) else { return [] }
    defer { unsafe writ_encoder_free(encoder) }
    var (all, taken) = ([UInt8](), 0)
    while true {
        var room = [UInt8](repeating: 0, count: 65_536)
        // Both arrays lend their bytes for the call.
        let progress = unsafe bytes[taken...].withUnsafeBytes { input in
            unsafe room.withUnsafeMutableBytes { output in
                unsafe writ_encode(encoder, WRIT_FINISH, input.baseAddress, input.count, output.baseAddress, output.count)
            }
        }
        all += room[..<progress.written]
        taken += progress.taken
        if progress.is_done || progress.has_failed { return all }
    }
}
