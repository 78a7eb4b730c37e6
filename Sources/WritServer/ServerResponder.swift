// From a request to the operation that answers it, or to a docs page, or to a problem document.

package import WritEngine
internal import Logging
internal import WritWire

package struct ServerResponder<API: WritAPI>: Responder {
    private let api: API
    private let description: APIDescription
    private let docs: DocsPages
    private let shared: ServerShared
    private let readiness: ServerReadiness
    private let readinessPath: [UInt8]?

    package init(_ api: API, configuration: ServerConfiguration, readiness: ServerReadiness = ServerReadiness()) {
        self.api = api
        self.readiness = readiness
        readinessPath = configuration.readinessPath.map { Array($0.utf8) }
        description = API.description
        shared = ServerShared(
            bodyBytesMax: configuration.bodyBytesMax, logger: configuration.logger,
            operationIDs: API.description.operationIDs)
        docs = DocsPages(DocsDocument(API.description), configuration: configuration.docs)
    }

    package func respond(to exchange: Exchange) async {
        if let readinessPath, isPath(of: exchange, readinessPath) { return readiness.answer(exchange) }
        switch unsafe description.routes.match(exchange.method, exchange.path) {
        case .operation(let operation, let captures):
            let request = OperationRequest(
                exchange: exchange, captures: captures, operation: operation, shared: shared)
            do {
                try await api.serve(operation, request)
            } catch {
                request.fail(error)
            }
        case _ where exchange.method == .other:
            // A method that no contract can declare (RFC 9110 section 15.6.2).
            exchange.answerProblem(501, "The method is not known.")
        case .methodNotAllowed(let allow): refuseMethod(exchange, allow: allow)
        case .notFound: answerDocs(exchange)
        }
    }

    private func isPath(of exchange: Exchange, _ wanted: [UInt8]) -> Bool {
        // The path's bytes stay in place while no answer is written.
        let path = unsafe exchange.path
        return unsafe path.count == wanted.count && path.elementsEqual(wanted)
    }

    private func refuseMethod(_ exchange: Exchange, allow: String) {
        if exchange.method == .options {
            exchange.answerEmpty(status: 204) { $0.add("Allow", allow) }
        } else {
            exchange.answerProblem(405, "The resource is there, but not for this method.") { $0.add("Allow", allow) }
        }
    }

    private func answerDocs(_ exchange: Exchange) {
        // The path's bytes stay in place while no answer is written.
        let path = unsafe exchange.path
        if exchange.method == .options, path.count == 1, unsafe path[0] == UInt8(ascii: "*") {
            return exchange.answerEmpty(status: 204) { $0.add("Allow", "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE") }
        }
        guard let entry = unsafe docs.entry(at: path.assumingMemoryBound(to: UInt8.self).span) else {
            return exchange.answerProblem(404, "There is nothing at this path.")
        }
        switch exchange.method {
        case .get, .head: answer(entry, exchange)
        default: refuseMethod(exchange, allow: "GET, HEAD, OPTIONS")
        }
    }

    private func answer(_ entry: DocsEntry, _ exchange: Exchange) {
        let isKnown = unsafe exchange.withField("If-None-Match") { value in
            unsafe etagMatches(ifNoneMatch: value.assumingMemoryBound(to: UInt8.self).span, etag: entry.etag)
        }
        if isKnown == true {
            return exchange.answerEmpty(status: 304) { entry.addValidators(to: &$0) }
        }
        // Docs pages live in the responder, which lives as long as the engine that sends their bytes.
        unsafe entry.content.withUnsafeBytes { bytes in
            unsafe exchange.answer(status: 200, contentType: nil, fields: { entry.addFields(to: &$0) }, staticBody: bytes)
        }
    }
}

/// What every request of a server shares.
final class ServerShared: Sendable {
    let bodyBytesMax: Int
    let logger: Logger
    let operationIDs: [String]

    init(bodyBytesMax: Int, logger: Logger, operationIDs: [String]) {
        self.bodyBytesMax = bodyBytesMax
        self.logger = logger
        self.operationIDs = operationIDs
    }
}

extension DocsEntry {
    func addFields(to fields: inout FieldBlock) {
        fields.add("Content-Type", contentType)
        if let contentSecurityPolicy { fields.add("Content-Security-Policy", contentSecurityPolicy) }
        fields.add("X-Content-Type-Options", "nosniff")
        addValidators(to: &fields)
    }

    func addValidators(to fields: inout FieldBlock) {
        fields.add("ETag", etag)
        fields.add("Cache-Control", cacheControl)
    }
}

extension DocsDocument {
    init(_ description: APIDescription) {
        self.init(
            title: description.title, version: description.version,
            description: description.summary.isEmpty ? nil : description.summary,
            source: description.document.sourceBytes, json: description.document.jsonBytes)
    }
}
