// Buckets of requests: what they hold, and where others than the server keep them.

internal import WritEngine
internal import WritRuntime
internal import WritWire

extension RequestRateLimit {
    /// How many requests in which time.
    public struct Policy: Sendable, Hashable {
        /// What the limit is called in fields; what can't stand there is a hyphen.
        public let name: String
        /// How many requests a bucket gets in a window.
        public let quota: Int
        /// The time for that.
        public let window: Duration
        /// How many a bucket holds.
        public let burst: Int

        /// Values out of their ranges become the next ones that are within.
        public init(name: String = "default", quota: Int, window: Duration, burst: Int? = nil) {
            self.name = String(
                decoding: name.utf8.prefix(64).map { byte in
                    0x20...0x7E ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") ? byte : UInt8(ascii: "-")
                }, as: UTF8.self)
            self.quota = min(max(quota, 1), 1_000_000)
            self.window = min(max(window, .milliseconds(1)), .seconds(100 * 86_400))
            self.burst = min(max(burst ?? self.quota, 1), 1_000_000)
        }

        /// The time in which one more request is there.
        public var interval: Duration { max(window / quota, .nanoseconds(1)) }
    }

    /// A bucket after a request was taken from it, or was not there to be taken.
    public struct Bucket: Sendable, Hashable {
        /// Whether the request was there.
        public let isAllowed: Bool
        /// Requests that are left.
        public let remaining: Int
        /// The time until the bucket is full.
        public let reset: Duration
        /// The time until a request is there; zero where one is.
        public let retryAfter: Duration

        /// What a store tells.
        public init(isAllowed: Bool, remaining: Int, reset: Duration, retryAfter: Duration) {
            self.isAllowed = isAllowed
            self.remaining = remaining
            self.reset = reset
            self.retryAfter = retryAfter
        }
    }

    /// Keeps the buckets of several servers, such as a database does.
    ///
    ///     struct SharedBuckets: RequestRateLimit.Store {
    ///         func take(_ policy: RequestRateLimit.Policy, for key: String) async throws -> RequestRateLimit.Bucket {
    ///             try await database.takeRequest(policy.name, key, interval: policy.interval, burst: policy.burst)
    ///         }
    ///     }
    ///
    /// A store that throws limits nobody, and is logged.
    public protocol Store: Sendable {
        /// Takes a request from the bucket with that key, which is full where nobody has asked for it before.
        ///
        /// - Parameter key: At most 256 bytes, unless a closure or code has made it.
        func take(_ policy: Policy, for key: String) async throws -> Bucket
    }

    /// Thrown by `take(for:in:)`: 429 with `Retry-After`, and nothing in the log.
    public struct UsedUp: Error, Sendable {
        /// The bucket that is empty.
        public let bucket: Bucket

        /// Seconds after which there is a request again, rounded up.
        var seconds: Int { RequestRateLimit.seconds(bucket.retryAfter) }

        func answer(_ exchange: Exchange) {
            exchange.answerProblem(429, "There were too many requests. Try again in \(seconds) s.") {
                $0.add("Retry-After", decimal: seconds)
            }
        }
    }
}
