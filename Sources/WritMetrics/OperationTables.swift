// From a request to what it is recorded in, by indices.

internal import CoreMetrics
internal import WritRuntime
internal import WritWire

/// The tables of the servers that share the middleware; most often there is one.
final class OperationTables: Sendable {
    private let factory: any MetricsFactory
    private let first = LazySlot<OperationTable>()
    /// By method and scheme: the convention gives them no route.
    private let activeSlots: [LazySlot<ActiveRequests>]

    init(_ factory: any MetricsFactory) {
        self.factory = factory
        activeSlots = (0..<MethodName.count * 2).map { _ in LazySlot() }
    }

    /// The table of a server, made when it is asked for the first time.
    func table(of server: ServerShared) -> OperationTable {
        var table = first.value { OperationTable(server, factory) }
        while table.server !== server {
            table = table.next.value { OperationTable(server, factory) }
        }
        return table
    }

    func active(_ method: HTTPMethod, isSecure: Bool) -> ActiveRequests {
        activeSlots[MethodName.index(of: method) * 2 + (isSecure ? 1 : 0)].value {
            ActiveRequests(
                meter: factory.makeMeter(
                    label: "http.server.active_requests",
                    dimensions: [
                        ("http.request.method", MethodName.text(of: method)), ("url.scheme", isSecure ? "https" : "http"),
                    ]))
        }
    }
}

/// Requests of one method and scheme that are being answered.
final class ActiveRequests: Sendable {
    let meter: any MeterHandler

    init(meter: any MeterHandler) { self.meter = meter }
}

/// What the requests of one server are recorded in: a row for each operation, and for each method where none answers; each for two
/// schemes and two versions of HTTP.
final class OperationTable: Sendable {
    let server: ServerShared
    let next = LazySlot<OperationTable>()
    private let factory: any MetricsFactory
    private let operationCount: Int
    private let slots: [LazySlot<RequestRow>]

    init(_ server: ServerShared, _ factory: any MetricsFactory) {
        self.server = server
        self.factory = factory
        operationCount = server.description.operations.count
        slots = (0..<(operationCount + MethodName.count) * 4).map { _ in LazySlot() }
    }

    /// - Parameter operation: Its number; one beyond the contract's where none answers.
    func row(operation: Int, method: HTTPMethod, isSecure: Bool, minorVersion: Int) -> RequestRow {
        let isOperation = operation < operationCount
        let place = isOperation ? operation : operationCount + MethodName.index(of: method)
        return slots[place * 4 + (isSecure ? 2 : 0) + (minorVersion == 0 ? 0 : 1)].value {
            let description = isOperation ? server.description.operations[operation] : nil
            var attributes = [("http.request.method", description?.methodName ?? MethodName.text(of: method))]
            if let description { attributes.append(("http.route", description.servedPath)) }
            attributes.append(("network.protocol.version", minorVersion == 0 ? "1.0" : "1.1"))
            attributes.append(("url.scheme", isSecure ? "https" : "http"))
            return RequestRow(attributes, factory)
        }
    }
}
