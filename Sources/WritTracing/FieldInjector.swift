// How tracers write the trace into fields.

internal import Instrumentation
internal import WritRuntime
internal import WritServer

struct FieldInjector: Injector {
    func inject(_ value: String, forKey key: String, into carrier: inout [HeaderField]) {
        carrier.append(HeaderField(name: key, value: value))
    }
}
