// The trace that a request belongs to (W3C Trace Context level 1).

/// What the fields `traceparent` and `tracestate` tell: to be passed on with requests that are made for this one.
///
///     if let trace = context.traceContext?.child() {
///         request.setField("traceparent", trace.traceParent)
///         request.setField("tracestate", trace.traceState)
///     }
public struct TraceContext: Sendable, Hashable {
    private let traceHigh: UInt64
    private let traceLow: UInt64
    private let parent: UInt64
    /// Whether who asked has recorded his part of the trace.
    public let isSampled: Bool
    /// What tracing systems have added, as it came: `vendor=value` with commas between; empty where there is nothing, or something
    /// malformed.
    public let traceState: String

    /// Reads both fields; nil where `traceparent` is malformed.
    ///
    /// - Parameters:
    ///   - traceParent: Such as `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01`; of a later version, what this one knows.
    ///   - traceState: The field's lines, joined by commas. It is left out where it is malformed.
    public init?(traceParent: String, traceState: String = "") {
        var (traceParent, traceState) = (traceParent, traceState)
        // The strings lend their bytes for the closures.
        let trace = traceParent.withUTF8 { parent in
            traceState.withUTF8 { state in
                unsafe TraceContext(UnsafeRawBufferPointer(parent), state: UnsafeRawBufferPointer(state))
            }
        }
        guard let trace else { return nil }
        self = trace
    }

    /// The same for the bytes of fields; nil: there is no such field.
    package init?(_ bytes: UnsafeRawBufferPointer, state: UnsafeRawBufferPointer?) {
        guard bytes.count >= 55 else { return nil }
        // All places lie within the 55 bytes that are there, and byte 55 is looked at only where there is one.
        guard let version = unsafe Self.number(bytes, 0..<2), version != 0xFF,
            unsafe bytes.count == 55 || version > 0 && bytes[55] == Self.hyphen,
            unsafe bytes[2] == Self.hyphen && bytes[35] == Self.hyphen && bytes[52] == Self.hyphen,
            let high = unsafe Self.number(bytes, 3..<19), let low = unsafe Self.number(bytes, 19..<35),
            let parent = unsafe Self.number(bytes, 36..<52), let flags = unsafe Self.number(bytes, 53..<55),
            high | low > 0, parent > 0
        else { return nil }
        (traceHigh, traceLow, self.parent, isSampled) = (high, low, parent, flags & 1 == 1)
        traceState = unsafe state.map { unsafe TraceState.accepts($0) ? String(decoding: $0, as: UTF8.self) : "" } ?? ""
    }

    private init(_ trace: TraceContext, parent: UInt64) {
        (traceHigh, traceLow, isSampled, traceState) = (trace.traceHigh, trace.traceLow, trace.isSampled, trace.traceState)
        self.parent = parent
    }

    /// The trace's name: 32 hexadecimal digits.
    public var traceID: String { Self.digits(traceHigh) + Self.digits(traceLow) }

    /// The name of who asked within the trace: 16 hexadecimal digits.
    public var parentID: String { Self.digits(parent) }

    /// The field `traceparent`.
    public var traceParent: String { "00-\(traceID)-\(parentID)-\(isSampled ? "01" : "00")" }

    /// The same trace with a name of one's own, made at random, for a request that is made for this one.
    public func child() -> TraceContext { TraceContext(self, parent: .random(in: 1 ... .max)) }

    private static let hyphen = UInt8(ascii: "-")

    /// Nil unless all are small hexadecimal digits, of which there are 16 at most.
    private static func number(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt64? {
        var number: UInt64 = 0
        // The caller's ranges lie within the bytes.
        for index in range {
            let byte = unsafe bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return number
    }

    private static func digits(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
