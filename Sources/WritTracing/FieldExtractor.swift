// How tracers read the trace out of a request's fields.

internal import Instrumentation
internal import WritRuntime
internal import WritServer

struct FieldExtractor: Extractor {
    func extract(key: String, from carrier: RequestContext) -> String? {
        let values = carrier.fields(named: key)
        // Two of these name no trace (W3C Trace Context, section 3.2); lines of others are a list.
        if values.count > 1, key.lowercased() == "traceparent" { return nil }
        return values.isEmpty ? nil : values.joined(separator: ",")
    }
}
