// What the documentation shows of browsers, proxies, limits and health.

import WritServer

let tenants: Set<String> = ["https://one.example"]

let origins: [CORS.Origin] = ["https://shop.example", "https://*.example.com", "http://localhost:*"]

let pages = [
    CORS(origins: ["https://shop.example", "https://*.example.com"], credentials: true),
    CORS.anyOrigin(),
    CORS(where: { origin in tenants.contains(origin) }, credentials: true),
]

func guarded<API: WritAPI>(_ api: API) -> [APIServer<API>] {
    [
        APIServer(api, middleware: [AccessLog(), CORS.anyOrigin().on(tags: "store")]),
        APIServer(
            api,
            middleware: [
                AccessLog(),
                CORS(origins: ["https://shop.example", "https://*.example.com"], credentials: true),
                DefaultFields.security,
                StrictTransportSecurity(maxAge: .seconds(63_072_000), includesSubdomains: true),
                RequestRateLimit(600, per: .seconds(60)),
                RequestRateLimit(10, per: .seconds(60), by: .field("X-API-Key"), name: "orders").on(tags: "orders"),
                ConcurrentRequestsLimit(50, retryAfter: .seconds(2)).on(tags: "reports"),
                HandlerTimeLimit(.seconds(2)).on(operations: "searchPets"),
                HandlerTimeLimit(.seconds(300)).on(tags: "reports"),
            ]),
    ]
}

struct Account: Sendable {
    let id: Int
}

struct SharedDatabase: Sendable {
    func ping() async throws {}
    func takeRequest(
        _ policy: String, _ key: String, interval: Duration, burst: Int
    ) async throws -> RequestRateLimit.Bucket {
        RequestRateLimit.Bucket(isAllowed: true, remaining: burst, reset: .zero, retryAfter: .zero)
    }
}

let database = SharedDatabase()

struct SharedBuckets: RequestRateLimit.Store {
    func take(_ policy: RequestRateLimit.Policy, for key: String) async throws -> RequestRateLimit.Bucket {
        try await database.takeRequest(policy.name, key, interval: policy.interval, burst: policy.burst)
    }
}

func known(_ user: Account, _ limit: RequestRateLimit, _ context: RequestContext) async throws {
    try await limit.take(for: "user \(user.id)", in: context)
}

let proxies: [NetworkAddressRange] = ["10.0.0.0/8", "fd00::/8", "192.0.2.1", "unix:"]

func guardedConfiguration() -> ServerConfiguration {
    var configuration = ServerConfiguration(host: "0.0.0.0", port: 8080)
    configuration.trustedProxies = TrustedProxies(["10.0.0.0/8", "fd00::/8"], fields: .forwarded)
    configuration.requestIDSource = .trustedProxies
    configuration.listening.proxyProtocol = ProxyProtocol(from: ["10.0.0.0/8"])
    configuration.health = ServerHealth(checks: [
        ServerHealth.Check("database", timeout: .seconds(2)) { try await database.ping() }
    ])
    return configuration
}

struct OutgoingRequest {
    var fields: [String: String] = [:]
    mutating func setField(_ name: String, _ value: String) { fields[name] = value }
}

func continued(_ context: RequestContext) -> OutgoingRequest {
    var request = OutgoingRequest()
    if let trace = context.traceContext?.child() {
        request.setField("traceparent", trace.traceParent)
        request.setField("tracestate", trace.traceState)
    }
    return request
}

func serveBoth(_ shop: some WritAPI, _ staff: some WritAPI) async throws {
    let pages = APIServer(shop, configuration: ServerConfiguration(host: "0.0.0.0", port: 8080))
    let admin = APIServer(staff, configuration: ServerConfiguration(port: 8081))
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await pages.run() }
        group.addTask { try await admin.run() }
        // Where one has ended, or can't start, the other ends, too.
        try await group.next()
        group.cancelAll()
    }
}
