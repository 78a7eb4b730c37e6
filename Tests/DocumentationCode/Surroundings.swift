// What the documentation shows of middleware.

import Logging
import WritServer

struct Timing: Middleware {
    func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let start = ContinuousClock.now
        let answer = await next()
        answer.setField("Server-Timing", "app;dur=\((ContinuousClock.now - start) / .milliseconds(1))")
        return answer
    }
}

struct User: Sendable {
    let name: String
}

enum UserKey: ContextKey {
    typealias Value = User
}

struct KeyRequired: Middleware {
    let users: [String: User]

    func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        guard let key = context.field("X-Key"), let user = users[key] else {
            return ServerAnswer(to: context, status: 401, problem: "There is no key.")
        }
        context.values[UserKey.self] = user
        return await next()
    }
}

struct Audit: Middleware {
    func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let answer = await next()
        let logger = context.logger
        answer.whenSent { sent in logger.notice("answered", metadata: ["status": "\(sent.status)"]) }
        return answer
    }
}

func surrounded<API: WritAPI>(_ api: API) -> [APIServer<API>] {
    [
        APIServer(api, middleware: [AccessLog(), Timing().on(tags: "store")]),
        APIServer(api, middleware: [AccessLog(), Audit().on(tags: "store", "users")]),
        APIServer(api, middleware: [AccessLog(), RequestIDField(), DefaultFields.security, Timing().on(tags: "store")]),
    ]
}

func conditional<API: WritAPI>(_ api: API) -> APIServer<API> {
    APIServer(api, middleware: [AccessLog(), ConditionalAnswers(hashesBodies: true).on(tags: "pets")])
}

let logs = [AccessLog(format: .line)]

func bootstrapForMachines() {
    LoggingSystem.bootstrap { ServerLogHandler(label: $0, format: .json) }
}

func bootstrapForPeople() {
    LoggingSystem.bootstrap { ServerLogHandler(label: $0, format: .automatic) }
}

let fields = [
    DefaultFields(["Server": "petstore", "Strict-Transport-Security": "max-age=63072000"]),
    DefaultFields.security,
]
