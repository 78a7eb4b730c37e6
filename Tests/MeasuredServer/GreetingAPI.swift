// An API that costs next to nothing, so that what is around it shows.

import WritRuntime
import WritServer

struct GreetingAPI: WritAPI {
    static let description = APIDescription(
        title: "Greeting", version: "1", summary: "", basePath: "",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        routes: """
            GET /hello hello
            GET /hello/{name} greet
            POST /fails fails
            """)

    struct Failure: Error {}

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            for request in operation.requests(on: exchange) {
                if operation.id == "fails" { throw Failure() }
                request.answer(200, "text/plain", text: "hello")
            }
        }
    }
}
