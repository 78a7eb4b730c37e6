// What the docs page tells of an API, taken from its document.

internal import WritRuntime
internal import WritWire

/// An API as the docs page shows it. All texts are the document's own, as they stand there: pages escape them.
struct IndexContent: Sendable {
    var title: String
    var version: String
    var summary: String?
    /// CommonMark, as all descriptions.
    var description: String?
    /// There are WebSockets or event streams, and a document of AsyncAPI for them.
    var hasStreams = false
    var facts: [Fact] = []
    var servers: [Server] = []
    var groups: [Group] = []

    /// Who is behind the API and under which terms.
    struct Fact: Sendable, Equatable {
        let name: String
        let text: String
        /// Where it leads, if anywhere.
        var address: String?
    }

    struct Server: Sendable, Equatable {
        let url: String
        let description: String?
    }

    /// The operations of a tag; those without one come last, and webhooks behind them.
    struct Group: Sendable, Equatable {
        /// Nil for operations without a tag.
        let tag: String?
        let title: String
        var description: String?
        var operations: [Operation] = []
    }

    struct Operation: Sendable, Equatable {
        /// In capitals.
        let method: String
        let path: String
        let id: String?
        let summary: String?
        let isDeprecated: Bool
        /// Whether nobody may call it without credentials.
        let isSecured: Bool
        /// Webhooks are shown, and not linked: no interface has a place for them.
        let isWebhook: Bool
    }
}

extension IndexContent {
    /// Reads a document of OpenAPI or Swagger 2.0. What can't be read is left out: the title and the version are known.
    init(_ document: DocsDocument) {
        title = document.title
        version = document.version
        description = document.description
        hasStreams = document.asyncJSON != nil
        guard case .object(let root)? = readJSON(document.json) else { return }
        summary = root.object("info")?.text("summary")
        readFacts(root)
        readServers(root)
        readGroups(root)
    }

    private mutating func readFacts(_ root: JSONObject) {
        guard let info = root.object("info") else { return }
        if let contact = info.object("contact") {
            let email = contact.text("email")
            let address = contact.text("url") ?? email.map { "mailto:" + $0 }
            if let text = contact.text("name") ?? email ?? contact.text("url") {
                facts.append(Fact(name: "Contact", text: text, address: address))
            }
        }
        if let license = info.object("license"), let text = license.text("name") {
            let address = license.text("url") ?? license.text("identifier").map { "https://spdx.org/licenses/\($0).html" }
            facts.append(Fact(name: "Licence", text: text, address: address))
        }
        if let terms = info.text("termsOfService") {
            facts.append(Fact(name: "Terms of service", text: terms, address: terms))
        }
        if let outside = root.object("externalDocs"), let address = outside.text("url") {
            facts.append(Fact(name: "More", text: outside.text("description") ?? address, address: address))
        }
    }

    private mutating func readServers(_ root: JSONObject) {
        for case .object(let server) in root.list("servers") {
            guard let url = server.text("url") else { continue }
            servers.append(Server(url: url, description: server.text("description")))
        }
        // Swagger 2.0
        if root["swagger"] != nil, let host = root.text("host") {
            let schemes = root.list("schemes").compactMap(\.text)
            for scheme in schemes.isEmpty ? ["https"] : schemes {
                servers.append(Server(url: "\(scheme)://\(host)\(root.text("basePath") ?? "")", description: nil))
            }
        }
    }

    private mutating func readGroups(_ root: JSONObject) {
        var places: [String: Int] = [:]
        var rest = Group(tag: nil, title: "Operations")
        for case .object(let tag) in root.list("tags") {
            guard let name = tag.text("name"), places[name] == nil else { continue }
            places[name] = groups.count
            groups.append(Group(tag: name, title: tag.text("summary") ?? name, description: tag.text("description")))
        }
        let isSecured = root["security"].map(Self.isSecured) ?? false
        for operation in Self.operations(under: "paths", of: root, isSecured: isSecured, isWebhook: false) {
            if operation.tags.isEmpty { rest.operations.append(operation.shown) }
            for tag in operation.tags {
                if let place = places[tag] {
                    groups[place].operations.append(operation.shown)
                } else {
                    places[tag] = groups.count
                    groups.append(Group(tag: tag, title: tag, operations: [operation.shown]))
                }
            }
        }
        groups.removeAll { $0.operations.isEmpty }
        if !rest.operations.isEmpty { groups.append(rest) }
        let webhooks = Self.operations(under: "webhooks", of: root, isSecured: isSecured, isWebhook: true)
        if !webhooks.isEmpty { groups.append(Group(tag: nil, title: "Webhooks", operations: webhooks.map(\.shown))) }
    }

    private static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]

    private static func operations(
        under member: String, of root: JSONObject, isSecured: Bool, isWebhook: Bool
    ) -> [(shown: Operation, tags: [String])] {
        guard let paths = root.object(member) else { return [] }
        return paths.names.flatMap { path -> [(shown: Operation, tags: [String])] in
            guard let item = root.resolved(paths.object(path)) else { return [] }
            var operations = methods.compactMap { method in item.object(method).map { (method.uppercased(), $0) } }
            if let more = item.object("additionalOperations") {
                operations += more.names.compactMap { method in more.object(method).map { (method, $0) } }
            }
            return operations.map { method, operation in
                let shown = Operation(
                    method: method, path: path, id: operation.text("operationId"), summary: operation.text("summary"),
                    isDeprecated: operation["deprecated"] == .boolean(true),
                    isSecured: operation["security"].map(Self.isSecured) ?? isSecured, isWebhook: isWebhook)
                return (shown, operation.list("tags").compactMap(\.text))
            }
        }
    }

    /// Whether there is a list of requirements, none of which is empty.
    private static func isSecured(_ value: JSONValue) -> Bool {
        guard case .array(let needs) = value else { return false }
        return !needs.isEmpty && !needs.contains(.object(JSONObject()))
    }
}

extension JSONObject {
    func object(_ name: String) -> JSONObject? { if case .object(let object)? = self[name] { object } else { nil } }

    func list(_ name: String) -> [JSONValue] { if case .array(let items)? = self[name] { items } else { [] } }

    /// A text that is not blank.
    func text(_ name: String) -> String? { self[name]?.text }

    /// The object that a `$ref` into this document leads to, or the object itself; references are followed a few times.
    fileprivate func resolved(_ object: JSONObject?) -> JSONObject? {
        var object = object
        for _ in 0..<8 {
            guard let reference = object?.text("$ref") else { return object }
            guard reference.hasPrefix("#/") else { return nil }
            object = reference.utf8.dropFirst(2).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
                .reduce(self as JSONObject?) { holder, token in
                    let name = String(Substring(token)).replacing("~1", with: "/").replacing("~0", with: "~")
                    return holder?.object(name) ?? holder?.object(percentDecodedText(name))
                }
        }
        return nil
    }

    private func percentDecodedText(_ name: String) -> String {
        percentDecoded(Array(name.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? name
    }
}

extension JSONValue {
    fileprivate var text: String? {
        guard case .string(let text) = self, text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
        return text
    }
}

/// The value of a document's JSON; nil where it is none.
func readJSON(_ bytes: [UInt8]) -> JSONValue? {
    unsafe bytes.withUnsafeBytes { text in
        // The buffer lives as long as the closure, and so does the reader.
        var json = unsafe JSONReader(text, limits: JSONLimits(depthMax: 512))
        let value = json.readValue()
        return json.finish() == nil ? value : nil
    }
}
