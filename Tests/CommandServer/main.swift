// A server as a program, for the tests of its verbs: it fails to start in the ways that its setting names.

import Glibc
import WritCommandLine
import WritRuntime
import WritServer

struct StartFailure: Error, CustomStringConvertible {
    let description = "The store is not there."
}

struct GreetingAPI: WritAPI {
    static let description = APIDescription(
        title: "Greeting", version: "1", summary: "", basePath: "",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        routes: """
            GET /hello hello
            GET /slow slow
            """)
    let greeting: String

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            let request = OperationRequest(exchange, operation)
            if operation.id == "slow" { try await Task.sleep(for: .milliseconds(500)) }
            request.answer(200, "text/plain", text: "\(greeting) \(getpid())")
        }
    }
}

let start = CommandSetting("start", "How it starts: well, throw, crash, hang.", default: "well")
let greeting = CommandSetting.secret("greeting", "What it answers.", default: "hello")

await ServerCommand(
    "greeter", version: "1.2.3", settings: [start, greeting],
    onReload: { values in print("the greeting is now \(values[greeting] ?? "")") }
) { values throws -> GreetingAPI in
    switch values[start] {
    case "throw": throw StartFailure()
    case "crash": fatalError("The store is gone.")
    case "hang": while true { sleep(1) }
    default: break
    }
    return GreetingAPI(greeting: values[greeting] ?? "")
}.main()
