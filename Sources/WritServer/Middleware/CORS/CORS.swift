// Pages of other origins: what a browser lets them ask of this server, and read of its answers.

internal import WritEngine
internal import WritRuntime
internal import WritWire

/// Lets pages of other origins use the API (the Fetch standard's CORS protocol), as far as the contract goes.
///
///     CORS(origins: ["https://shop.example", "https://*.example.com"], credentials: true)
///     CORS.anyOrigin()
///
/// Methods, request fields and readable fields of answers are the contract's, path by path: header parameters, the fields of
/// security schemes, `Content-Type` where there is a body, and the headers that answers declare. Preflights are answered here,
/// before credentials are looked at and before handlers. Put it right behind `AccessLog`, so that errors of all others can be
/// read by the page, too.
///
/// It tells browsers what a page may read, and refuses no request but preflights: it is no protection of the server.
public struct CORS: Middleware {
    enum Origins: Sendable {
        case any
        case listed([Origin])
        case judged(@Sendable (String) -> Bool)
    }

    /// Bytes of an `Origin` field that a closure is asked about: a scheme, a name of at most 253 bytes and a port.
    static let originBytesMax = 1_024

    let origins: Origins
    let credentials: Bool
    /// Lists as they stand in fields.
    let requestFields: String
    let exposedFields: String
    let maxAge: String
    let privateNetwork: Bool
    /// Whether it is for an operation, and for a path; nil: for all, also those that no operation answers.
    var selectsOperation: (@Sendable (OperationDescription) -> Bool)?
    var selectsPath: (@Sendable (RequestContext) -> Bool)?

    /// For the pages of these origins.
    ///
    /// - Parameters:
    ///   - origins: Origins such as `https://shop.example` or `http://localhost:3000`, and patterns: see `Origin`.
    ///   - credentials: Whether pages may send cookies, and show what comes with them.
    ///   - requestFields: Names of request fields beyond the contract's, such as `traceparent`.
    ///   - exposedFields: Names of fields that pages may read beyond the contract's, such as `X-Request-Id`.
    ///   - maxAge: How long a browser may go by the answer to a preflight.
    ///   - privateNetwork: Whether pages from the internet may reach this server in a private network.
    public init(
        origins: [Origin], credentials: Bool = false, requestFields: [String] = [], exposedFields: [String] = [],
        maxAge: Duration = .seconds(600), privateNetwork: Bool = false
    ) {
        self.init(.listed(origins), credentials, requestFields, exposedFields, maxAge, privateNetwork)
    }

    /// For the pages of those origins that a closure lets in.
    ///
    ///     CORS(where: { origin in tenants.contains(origin) }, credentials: true)
    ///
    /// - Parameters:
    ///   - allows: Told the field `Origin` as it came, which may be `null`: what stands for pages without an origin, and for
    ///     sandboxed frames of anybody. Asked on a loop, once or twice for each request; it must not wait.
    ///   - credentials, requestFields, exposedFields, maxAge, privateNetwork: As for a list of origins.
    public init(
        where allows: @escaping @Sendable (_ origin: String) -> Bool, credentials: Bool = false, requestFields: [String] = [],
        exposedFields: [String] = [], maxAge: Duration = .seconds(600), privateNetwork: Bool = false
    ) {
        self.init(.judged(allows), credentials, requestFields, exposedFields, maxAge, privateNetwork)
    }

    /// For all pages of the world, without their cookies: they are told `*`, which never goes with credentials.
    public static func anyOrigin(
        requestFields: [String] = [], exposedFields: [String] = [], maxAge: Duration = .seconds(600),
        privateNetwork: Bool = false
    ) -> CORS {
        CORS(.any, false, requestFields, exposedFields, maxAge, privateNetwork)
    }

    private init(
        _ origins: Origins, _ credentials: Bool, _ requestFields: [String], _ exposedFields: [String], _ maxAge: Duration,
        _ privateNetwork: Bool
    ) {
        self.origins = origins
        self.credentials = credentials
        self.requestFields = Self.list(requestFields)
        self.exposedFields = Self.list(exposedFields)
        self.maxAge = String(max(maxAge.components.seconds, 0))
        self.privateNetwork = privateNetwork
    }

    /// Answers a preflight; has any other request answered, and adds what the browser has to know.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        guard let exchange = context.live, selectsPath?(context) ?? true else { return await next() }
        if exchange.method == .options, let answer = preflight(context, exchange) { return answer }
        let answer = await next()
        if let exchange = context.live { addFields(context, exchange) }
        return answer
    }

    // MARK: The answers to all but preflights

    func addFields(_ context: RequestContext, _ exchange: Exchange) {
        if let selectsOperation {
            guard let operation = context.operation, selectsOperation(operation) else { return }
        }
        addOrigin(exchange)
        guard exchange.hasField("Access-Control-Allow-Origin") else { return }
        exchange.removeField(named: "Access-Control-Expose-Headers")
        let declared = context.served.exposedFields
        if !declared.isEmpty { exchange.addField("Access-Control-Expose-Headers", declared) }
        if !exposedFields.isEmpty { exchange.addField("Access-Control-Expose-Headers", exposedFields) }
    }

    /// Says whose pages may read the answer, and that this depends on who asks. What a handler has said of it goes.
    func addOrigin(_ exchange: Exchange) {
        exchange.removeField(named: "Access-Control-Allow-Origin")
        exchange.removeField(named: "Access-Control-Allow-Credentials")
        if case .any = origins { return exchange.addField("Access-Control-Allow-Origin", "*") }
        exchange.addVary("Origin")
        guard allowsOrigin(of: exchange), let origin = unsafe exchange.field("Origin") else { return }
        // The request's bytes stay in place until the answer leaves; they are copied.
        unsafe exchange.addField("Access-Control-Allow-Origin", bytes: origin)
        if credentials { exchange.addField("Access-Control-Allow-Credentials", "true") }
    }

    /// Whether the request tells one origin, and its pages are let in.
    func allowsOrigin(of exchange: Exchange) -> Bool {
        var index = 0
        // The value is looked at before anything is awaited.
        guard let origin = unsafe exchange.field("Origin", from: &index),
            unsafe exchange.field("Origin", from: &index) == nil, 1...Self.originBytesMax ~= origin.count
        else { return false }
        switch origins {
        case .any: return true
        case .listed(let listed): return listed.contains { unsafe $0.matches(origin) }
        case .judged(let allows): return unsafe allows(String(decoding: origin, as: UTF8.self))
        }
    }

    /// What can be a name of a field, as a list.
    static func list(_ names: [String]) -> String {
        var known: Set<String> = []
        return names.filter { name in
            var name = name
            // The string lends its bytes for the closure.
            let isName = name.withUTF8 { unsafe FieldRule.acceptsName(UnsafeRawBufferPointer($0)) }
            return isName && known.insert(name.lowercased()).inserted
        }.joined(separator: ", ")
    }
}
