// What a browser asks before it sends a page's request (the Fetch standard, section 3.2.2).

internal import WritEngine
internal import WritRuntime
internal import WritWire

extension CORS {
    /// Answers a preflight for a path of the contract; nil for all other requests.
    ///
    /// Methods and fields are those of all operations at the path, so that a browser need not ask for each.
    func preflight(_ context: RequestContext, _ exchange: Exchange) -> ServerAnswer? {
        // The fields and the path are looked at before anything is awaited.
        guard unsafe exchange.field("Origin") != nil, unsafe exchange.field("Access-Control-Request-Method") != nil,
            let resource = unsafe context.shared.resource(at: exchange.path, where: selectsOperation)
        else { return nil }
        guard allowsOrigin(of: exchange) || isAny else {
            let answer = ServerAnswer(to: context, status: 403, problem: "Pages of this origin may not use the API.")
            addVary(exchange)
            return answer
        }
        let answer = ServerAnswer(to: context, status: 204)
        addOrigin(exchange)
        addVary(exchange)
        exchange.addField("Access-Control-Allow-Methods", resource.methods.joined(separator: ", "))
        let fields = Self.list(resource.operations.flatMap(\.requestFields))
        if !fields.isEmpty { exchange.addField("Access-Control-Allow-Headers", fields) }
        if !requestFields.isEmpty { exchange.addField("Access-Control-Allow-Headers", requestFields) }
        exchange.addField("Access-Control-Max-Age", maxAge)
        if privateNetwork, let wish = unsafe exchange.field("Access-Control-Request-Private-Network"),
            unsafe wish.spellsIgnoringCase("true")
        {
            exchange.addField("Access-Control-Allow-Private-Network", "true")
        }
        return answer
    }

    private func addVary(_ exchange: Exchange) {
        if !isAny { exchange.addVary("Origin") }
        exchange.addVary("Access-Control-Request-Method")
        if privateNetwork { exchange.addVary("Access-Control-Request-Private-Network") }
    }

    private var isAny: Bool { if case .any = origins { true } else { false } }
}
