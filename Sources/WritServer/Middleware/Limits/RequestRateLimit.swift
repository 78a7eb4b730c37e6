// How many requests each client has in a time.

internal import Logging
internal import WritEngine
internal import WritRuntime

/// Holds each client to so many requests in a time: by its address, by a key that it sends, or by what the application says.
///
///     RequestRateLimit(600, per: .seconds(60))
///     RequestRateLimit(10, per: .seconds(60), by: .field("X-API-Key"), name: "orders").on(tags: "orders")
///
/// Each client has a bucket of `burst` requests, which fills up again evenly, by `quota` in a window. Answers tell of it in
/// `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers); who has used it up gets 429 with `Retry-After`.
///
/// The buckets are in memory, as many as `bucketsMax`; where there are more clients, those are forgotten that have used the least.
/// A `Store` of the application's can keep them for several servers.
public struct RequestRateLimit: Middleware {
    /// Who has a bucket of his own.
    public enum Key: Sendable {
        /// Each IPv4 address, and each /64 of IPv6 addresses, which is what one client has; that of the client behind
        /// `ServerConfiguration.trustedProxies`.
        case clientAddress
        /// Each value of a request's field, of which 256 bytes count; a request without the field goes by its address. Who may
        /// send any value has a bucket for each: it is for keys that are checked, or beside a limit by address.
        case field(String)
        /// What the closure says; nil is not limited.
        case value(@Sendable (RequestContext) -> String?)
        /// All requests have one bucket.
        case everybody
        /// The code that calls `take(for:in:)`, such as the authenticator, which knows who asks.
        case code
    }

    let policy: Policy
    let key: Key
    let store: (any Store)?
    private let buckets: RateLimitTable
    private let policyField: String

    /// So many requests in a window.
    ///
    /// - Parameters:
    ///   - quota: 1 to 1,000,000.
    ///   - window: The time in which an empty bucket gets as many again: a millisecond to 100 days.
    ///   - burst: How many a bucket holds, which may be used at once; nil: `quota`.
    ///   - key: Who has a bucket.
    ///   - name: What the fields call the limit, where there are several.
    ///   - bucketsMax: Buckets in memory, of 16 bytes each; there is room for 128 at least.
    ///   - store: Keeps the buckets in the server's place.
    public init(
        _ quota: Int, per window: Duration, burst: Int? = nil, by key: Key = .clientAddress, name: String = "default",
        bucketsMax: Int = 65_536, store: (any Store)? = nil
    ) {
        self.init(
            Policy(name: name, quota: quota, window: window, burst: burst), by: key, bucketsMax: bucketsMax, store: store,
            now: { ContinuousClock.now })
    }

    /// The same by another clock, for tests.
    package init(
        _ policy: Policy, by key: Key, bucketsMax: Int = 65_536, store: (any Store)? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.policy = policy
        self.key = key
        self.store = store
        buckets = RateLimitTable(bucketsMax: store == nil ? bucketsMax : 0, now: now)
        policyField = "\"\(policy.name)\";q=\(policy.quota);w=\(max(policy.window.components.seconds, 1))"
    }

    /// Has the request answered where its client has not used up its bucket.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        if case .code = key { return await answer(taking: context, next) }
        guard let bucket = await takeByKey(context) else { return await next() }
        guard bucket.isAllowed else { return refuse(context, bucket) }
        let answer = await next()
        addFields(bucket, context)
        return answer
    }

    /// Takes a request from somebody's bucket, for code that knows who asks: an authenticator or a handler.
    ///
    ///     try await limit.take(for: "user \(user.id)", in: context)
    ///
    /// Among the server's middleware, by `.code` as its key, the limit tells of itself in fields.
    ///
    /// - Throws: `UsedUp`, which is answered with 429, where the bucket is empty.
    public func take(for key: String, in context: RequestContext) async throws {
        guard let bucket = await take(named: key, context) else { return }
        context.values[LastBucket.self] = bucket
        if !bucket.isAllowed { throw UsedUp(bucket: bucket) }
    }

    // MARK: Answering

    private func answer(taking context: RequestContext, _ next: NextStep) async -> ServerAnswer {
        let answer = await next()
        if let usedUp = answer.error as? UsedUp { return refuse(context, usedUp.bucket) }
        if let bucket = context.values[LastBucket.self] { addFields(bucket, context) }
        return answer
    }

    private func refuse(_ context: RequestContext, _ bucket: Bucket) -> ServerAnswer {
        // In place of what is there, if anything is.
        let answer = ServerAnswer(to: context, status: 429)
        if let exchange = context.live, exchange.takeBackAnswer() { UsedUp(bucket: bucket).answer(exchange) }
        addFields(bucket, context)
        return answer
    }

    private func addFields(_ bucket: Bucket, _ context: RequestContext) {
        guard let exchange = context.live else { return }
        exchange.addField("RateLimit-Policy", policyField)
        exchange.addField("RateLimit") { field in
            field.append(UInt8(ascii: "\""))
            field.append(policy.name)
            field.append("\";r=")
            field.append(decimal: max(bucket.remaining, 0))
            field.append(";t=")
            field.append(decimal: Self.seconds(bucket.reset))
        }
    }

    /// Whole seconds, rounded up; none of a time that is over.
    static func seconds(_ duration: Duration) -> Int {
        let (seconds, rest) = duration.components
        return max(Int(clamping: seconds) + (rest > 0 ? 1 : 0), 0)
    }

    // MARK: Buckets

    /// Takes a request from the bucket that it belongs to; nil where it is not limited.
    private func takeByKey(_ context: RequestContext) async -> Bucket? {
        switch key {
        case .clientAddress: return await takeByAddress(context)
        case .field(let name):
            guard let value = context.field(name) else { return await takeByAddress(context) }
            return await take(named: String(decoding: value.utf8.prefix(256), as: UTF8.self), context)
        case .value(let value):
            guard let value = value(context) else { return nil }
            return await take(named: value, context)
        case .everybody: return await take(named: "", context)
        case .code: return nil
        }
    }

    private func takeByAddress(_ context: RequestContext) async -> Bucket? {
        let client = context.clientNetworkAddress?.client
        // A text is made for a store alone.
        guard let store else { return buckets.take(policy, client) }
        return await take(client.map { "\($0)" } ?? "unix:", from: store, context)
    }

    private func take(named name: String, _ context: RequestContext) async -> Bucket? {
        guard let store else { return buckets.take(policy, name) }
        return await take(name, from: store, context)
    }

    /// A store that fails holds up nobody.
    private func take(_ name: String, from store: any Store, _ context: RequestContext) async -> Bucket? {
        do {
            return try await store.take(policy, for: name)
        } catch {
            context.logger.warning("a store of rate limits failed", metadata: ["error": "\(String(reflecting: error))"])
            return nil
        }
    }

    private enum LastBucket: ContextKey {
        typealias Value = Bucket
    }
}
