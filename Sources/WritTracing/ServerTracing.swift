// A span for each request.

internal import WritEngine
internal import WritRuntime
public import WritServer
public import Tracing

/// Opens a span for each request, by OpenTelemetry's semantic conventions for HTTP servers: `GET /pets/{petId}`, of the kind server.
///
///     InstrumentationSystem.bootstrap(tracer)
///     APIServer(api, middleware: [ServerTracing(), AccessLog()])
///
/// The trace that the client's fields name (`traceparent` and `tracestate`, or what else the tracer reads) goes on. While middleware
/// behind this one and the handler run, the span is the task's: spans that they open, and clients that pass the trace on, are its
/// children. What runs in `offload`, and the writer of a stream, is no part of that task's work: hand `ServiceContext.current` on there.
///
/// An answer from 500 on is an error, and the span has what was thrown. A stream's span ends when it has been written to its end.
/// Without a tracer nothing is done for a request.
public struct ServerTracing: Middleware {
    let tracer: (any Tracer)?
    let recordsQuery: Bool

    /// Opens spans by that tracer.
    ///
    /// - Parameters:
    ///   - tracer: Opens the spans. Bootstrap the system before the middleware is made, or say it here.
    ///   - recordsQuery: Whether spans have the query, which may hold what is nobody's business.
    public init(tracer: any Tracer = InstrumentationSystem.tracer, recordsQuery: Bool = false) {
        self.tracer = tracer is NoOpTracer ? nil : tracer
        self.recordsQuery = recordsQuery
    }

    /// Has the request answered within a span.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        guard let tracer else { return await next() }
        let span = begin(context, tracer)
        let answer = await ServiceContext.$current.withValue(span.context) { await next() }
        guard answer.isStream else {
            Self.end(span, status: answer.status, byteCount: answer.bodyByteCount, error: answer.error)
            return answer
        }
        let error = answer.error
        answer.whenSent { sent in Self.end(span, status: sent.status, byteCount: sent.streamedByteCount, error: error) }
        return answer
    }

    /// The fields by which another server learns of the span that the caller's task is in, for clients that don't add them.
    ///
    ///     for field in tracing.outgoingFields() { request.setField(field.name, field.value) }
    public func outgoingFields(of context: ServiceContext? = ServiceContext.current) -> [HeaderField] {
        var fields: [HeaderField] = []
        if let tracer, let context { tracer.inject(context, into: &fields, using: FieldInjector()) }
        return fields
    }

    private func begin(_ context: RequestContext, _ tracer: any Tracer) -> any Span {
        var parent = ServiceContext.current ?? .topLevel
        tracer.extract(context, into: &parent, using: FieldExtractor())
        let isKnown = context.operation != nil || context.method != .other
        let method = isKnown ? context.methodName : "_OTHER"
        let name = isKnown ? method : "HTTP"
        let span = tracer.startSpan(
            context.operation.map { "\(name) \($0.servedPath)" } ?? name, context: parent, ofKind: .server)
        span.updateAttributes { attributes in
            attributes["http.request.method"] = method
            if !isKnown { attributes["http.request.method_original"] = context.methodName }
            if let operation = context.operation { attributes["http.route"] = operation.servedPath }
            attributes["url.path"] = context.path
            if recordsQuery, let query = context.query { attributes["url.query"] = query }
            attributes["url.scheme"] = context.scheme
            attributes["network.protocol.version"] = context.live?.minorVersion == 0 ? "1.0" : "1.1"
            Self.set(context.host, "server.address", "server.port", &attributes)
            Self.set(context.clientAddress, "client.address", "client.port", &attributes)
            Self.set(context.peerAddress, "network.peer.address", "network.peer.port", &attributes)
            if let agent = context.field("User-Agent") { attributes["user_agent.original"] = agent }
        }
        return span
    }

    /// Sets a host or an address, and its port where it has one.
    private static func set(_ text: String, _ addressName: String, _ portName: String, _ attributes: inout SpanAttributes) {
        guard !text.isEmpty else { return }
        let address = AddressAndPort(text)
        attributes[addressName] = address.address
        if let port = address.port { attributes[portName] = port }
    }

    private static func end(_ span: any Span, status: Int, byteCount: Int?, error: (any Error)?) {
        span.attributes["http.response.status_code"] = status
        if let byteCount { span.attributes["http.response.body.size"] = byteCount }
        if status >= 500 {
            span.attributes["error.type"] = error.map { "\(type(of: $0))" } ?? "\(status)"
            if let error { span.recordError(error) }
            span.setStatus(SpanStatus(code: .error))
        }
        span.end()
    }
}
