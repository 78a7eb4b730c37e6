// Who answers at the paths for those who look after a server.

internal import Logging
internal import WritEngine
internal import WritRuntime
internal import WritWire

/// The answers at the paths of health, before middleware and routes.
final class HealthProbes: Sendable {
    enum Answer {
        /// It is another path.
        case otherPath
        case answered
        /// The checks have to be asked first.
        case late(ExchangeHandler)
    }

    private let readinessPath: [UInt8]?
    private let livePath: [UInt8]?
    private let readyPath: [UInt8]?
    private let checks: [RunningCheck]
    private let readiness: ServerReadiness

    /// Nil where there is no such path.
    init?(_ configuration: ServerConfiguration, _ readiness: ServerReadiness) {
        let health = configuration.health
        readinessPath = configuration.readinessPath.map { Array($0.utf8) }
        livePath = health?.livePath.map { Array($0.utf8) }
        readyPath = health?.readyPath.map { Array($0.utf8) }
        checks = (health?.checks ?? []).map { RunningCheck($0, logger: configuration.logger) }
        self.readiness = readiness
        if readinessPath == nil && livePath == nil && readyPath == nil { return nil }
    }

    func answer(_ exchange: Exchange) -> Answer {
        if isPath(of: exchange, readinessPath) {
            readiness.answer(exchange)
            return .answered
        }
        let isLive = isPath(of: exchange, livePath)
        guard isLive || isPath(of: exchange, readyPath) else { return .otherPath }
        guard exchange.method == .get || exchange.method == .head else {
            exchange.answerProblem(405, "The resource is there, but not for this method.") { $0.add("Allow", "GET, HEAD") }
            return .answered
        }
        if isLive {
            answer(exchange, 200, "alive", [])
        } else if !readiness.isReady {
            answer(exchange, 503, "ending", [])
        } else {
            var results: [Bool] = []
            for check in checks {
                guard let known = check.known else {
                    return .late(ExchangeHandler { [self] exchange in await answerReady(exchange) })
                }
                results.append(known)
            }
            answer(exchange, results)
        }
        return .answered
    }

    /// Asks the checks, all at once, and answers.
    func answerReady(_ exchange: Exchange) async {
        let results = await withTaskGroup(of: (Int, Bool).self) { group in
            for (index, check) in checks.enumerated() { group.addTask { (index, await check.passes()) } }
            var results = Array(repeating: false, count: checks.count)
            for await (index, passes) in group { results[index] = passes }
            return results
        }
        // It may have been told to end meanwhile.
        if readiness.isReady { answer(exchange, results) } else { answer(exchange, 503, "ending", []) }
    }

    private func answer(_ exchange: Exchange, _ results: [Bool]) {
        let isReady = zip(checks, results).allSatisfy { $1 || !$0.check.isRequired }
        answer(exchange, isReady ? 200 : 503, isReady ? "ready" : "failing", results)
    }

    private func answer(_ exchange: Exchange, _ status: Int, _ word: StaticString, _ results: [Bool]) {
        exchange.answer(
            status: status, contentType: "application/json", fields: { $0.add("Cache-Control", "no-store") }
        ) { json in
            json.append("{\"status\":\"")
            json.append(word)
            json.append("\",\"checks\":[")
            for (index, passes) in results.enumerated() {
                json.append(index == 0 ? "{\"name\":" : ",{\"name\":")
                json.write(checks[index].check.name)
                json.append(passes ? ",\"passes\":true}" : ",\"passes\":false}")
            }
            json.append("]}")
        }
    }

    private func isPath(of exchange: Exchange, _ wanted: [UInt8]?) -> Bool {
        guard let wanted else { return false }
        // The path's bytes stay in place while no answer is written.
        let path = unsafe exchange.path
        return unsafe path.count == wanted.count && path.elementsEqual(wanted)
    }
}
