// Names for requests, and a logger that knows them.

public import Logging
internal import WritEngine

extension RequestContext {
    /// A name for the request that logs can be searched for: what the client or the proxy in front sent as
    /// `X-Request-Id`, as far as `ServerConfiguration.requestIDSource` lets them, else 32 random hexadecimal digits.
    ///
    /// A name that was sent is taken where there is one field of it, of 1 to 128 letters, digits and `-._~:/+=@`; so it
    /// can be written into logs and answers as it is. It is made when it is asked for and stays the same for the request.
    /// Answers carry it where `RequestIDField` is among the middleware.
    public var requestID: String {
        guard let exchange = live else { return "" }
        let storage = ContextStorage.of(exchange)
        if let known = storage.requestID { return known }
        let requestID = sentRequestID(exchange) ?? Self.randomRequestID()
        storage.requestID = requestID
        return requestID
    }

    /// The server's logger with the ids of the request, its operation and its trace as metadata: `request-id`, `operation` and
    /// `trace-id`, the last two where there are such.
    public var logger: Logger {
        guard let exchange = live else { return shared.logger }
        let storage = ContextStorage.of(exchange)
        if let known = storage.logger { return known }
        var logger = shared.logger
        logger[metadataKey: "request-id"] = .string(requestID)
        if let operation { logger[metadataKey: "operation"] = .string(operation.id) }
        if let traceContext { logger[metadataKey: "trace-id"] = .string(traceContext.traceID) }
        storage.logger = logger
        return logger
    }

    private func sentRequestID(_ exchange: Exchange) -> String? {
        switch shared.requestIDSource {
        case .everybody: break
        case .trustedProxies: guard isBehindTrustedProxy else { return nil }
        case .server: return nil
        }
        var index = 0
        // The value is looked at and copied before anything is awaited.
        guard let value = unsafe exchange.field("X-Request-Id", from: &index),
            unsafe exchange.field("X-Request-Id", from: &index) == nil,
            1...128 ~= value.count, unsafe value.allSatisfy(Self.isRequestIDByte)
        else { return nil }
        return unsafe text(value)
    }

    private static func isRequestIDByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            // `-`, `.`, `/`, the digits and `:` stand in this order in ASCII.
            UInt8(ascii: "-")...UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "+"),
            UInt8(ascii: "="), UInt8(ascii: "@"):
            true
        default: false
        }
    }

    /// 128 bits of the system's random number generator.
    private static func randomRequestID() -> String {
        let halves = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
        // All 32 bytes are written, each a digit.
        return unsafe String(unsafeUninitializedCapacity: 32) { bytes in
            for index in 0..<32 {
                let half = index < 16 ? halves.0 : halves.1
                let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - index % 16 * 4)) & 15
                unsafe bytes[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            }
            return 32
        }
    }
}
