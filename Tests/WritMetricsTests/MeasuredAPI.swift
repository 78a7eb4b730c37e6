// An API whose answers differ in what is measured of them.

import WritEngine
import WritRuntime
import WritServer

struct MeasuredAPI: WritAPI {
    static let description = APIDescription(
        title: "Measured", version: "1", summary: "", basePath: "/api",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        routes: """
            GET /pets/{petId} showPet
            POST /pets createPet
            GET /fails fails
            GET /stream stream
            """)

    struct Failure: Error {}

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        let preconditions =
            operation.id == "createPet" ? RequestPreconditions(takes: "text/plain") : RequestPreconditions()
        return operation.serve(preconditions) { exchange in
            for request in operation.requests(on: exchange) { try await answer(operation.id, request) }
        }
    }

    private func answer(_ name: String, _ request: OperationRequest) async throws {
        switch name {
        case "fails": throw Failure()
        case "stream":
            try await request.answer(
                200, "text/plain",
                bytes: AnswerBytes { body in
                    for _ in 0..<3 {
                        try await body.write("0123456789")
                        try await body.flush()
                    }
                })
        default: request.answer(name == "showPet" ? 200 : 201, "text/plain", text: "hello")
        }
    }
}
