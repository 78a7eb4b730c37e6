// The operations of the tag `clients`: versions of a media type, bodies that may be missing, names that look alike, cookies.

import StylesExample
import WritServer

struct EchoClients: ClientsHandlers {
    func showVersion(_ input: ShowVersion.Input, context: RequestContext) async throws -> ShowVersion.Success {
        if input.missing == true { throw ShowVersion.Failure.default(statusCode: 404, Problem()) }
        // The first where both are as good: only who asks for the second by name gets it.
        let asksForSecond = context.fields(named: "Accept").contains { $0.contains(/version="?2/) }
        if asksForSecond, context.accepts("application/vnd.acme+json; version=2") {
            return .okVndAcmeJSONVersion2(SecondVersion(names: ["Ada"]), vary: "Origin")
        }
        return .okVndAcmeJSONVersion1(FirstVersion(name: "Ada"), vary: "Origin")
    }

    func changeVersion(_ input: ChangeVersion.Input, context: RequestContext) async throws -> Heard {
        switch input.body {
        case .vndAcmeJSONVersion1(let first): Heard(said: "1 \(first.name)")
        case .vndAcmeJSONVersion2(let second): Heard(said: "2 " + second.names.joined(separator: " "))
        }
    }

    func showNote(_ input: ShowNote.Input, context: RequestContext) async throws -> Heard { Heard(said: "note") }

    func patchNote(_ input: PatchNote.Input, context: RequestContext) async throws -> Heard {
        input.body ?? Heard(said: "nothing")
    }

    func putNote(_ input: PutNote.Input, context: RequestContext) async throws -> Heard {
        switch input.body {
        case .text(let text): Heard(said: text)
        case .json(let heard): heard
        case nil: Heard(said: "nothing")
        }
    }

    func readNames(_ input: ReadNames.Input, context: RequestContext) async throws -> JSONMap<Int> {
        var counts = input.deep?.additionalProperties.map { ("deep \($0.key)", $0.value) } ?? []
        for (name, value) in [("\u{E9}", input.é), ("e\u{301}", input.e)] { counts += value.map { [(name, $0)] } ?? [] }
        for (name, value) in [("deep \u{E9}", input.deep?.é), ("deep e\u{301}", input.deep?.e)] {
            counts += value.map { [(name, $0)] } ?? []
        }
        return JSONMap(uniqueKeysWithValues: counts)
    }

    func echoNames(_ input: EchoNames.Input, context: RequestContext) async throws -> Accents { input.body }
    func showComposed(_ input: ShowComposed.Input, context: RequestContext) async throws -> Heard { Heard(said: "composed") }
    func showDecomposed(_ input: ShowDecomposed.Input, context: RequestContext) async throws -> Heard {
        Heard(said: "decomposed")
    }

    func readClientCookies(_ input: ReadClientCookies.Input, context: RequestContext) async throws -> JSONMap<String> {
        var read: JSONMap<String> = [:]
        read["token"] = input.token
        read["ids"] = input.ids?.joined(separator: " ")
        read["list"] = input.list?.joined(separator: " ")
        for (name, value) in input.object ?? [:] { read["object \(name)"] = value }
        read["shade R"] = input.shade?.r
        read["shade G"] = input.shade?.g
        return read
    }

    func watch(_ input: Watch.Input, context: RequestContext) async throws -> Watch.Success {
        .ok(AnswerSequence([ServerSentEvent("now")]), cacheControl: input.kept.map { "max-age=\($0)" })
    }

    func takeForm(_ input: TakeForm.Input, context: RequestContext) async throws -> Heard {
        switch input.body {
        case .multipart(let form): Heard(said: form.title)
        case .form(let form): Heard(said: form.title)
        }
    }
}
