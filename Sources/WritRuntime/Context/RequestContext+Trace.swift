// The trace that a request belongs to.

internal import WritEngine
public import WritWire

extension RequestContext {
    /// The trace that the request belongs to by its field `traceparent`; nil where there is none, or a malformed one. It is read anew
    /// each time. The context's logger has its id as metadata, `trace-id`.
    public var traceContext: TraceContext? {
        guard let exchange = live else { return nil }
        var index = 0
        // The value is copied before anything is awaited. Two of them name no trace.
        guard let parent = unsafe exchange.field("traceparent", from: &index),
            unsafe exchange.field("traceparent", from: &index) == nil
        else { return nil }
        let trace = unsafe exchange.withField("tracestate", separator: ",") { unsafe TraceContext(parent, state: $0) }
        return unsafe trace ?? TraceContext(parent, state: nil)
    }
}
