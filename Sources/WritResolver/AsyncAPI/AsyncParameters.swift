// The parameters of one channel: those of its address, and those that a binding has.

internal import WritSpec

struct AsyncParameters {
    /// Those of the address, by name.
    private(set) var path: MappingSketch
    private let document: AsyncDocument
    private var query: MappingSketch
    private var headers: MappingSketch
    private var required: [String: [Node]] = [:]

    init(_ parameters: [Node], _ document: AsyncDocument) {
        self.document = document
        path = document.sketch
        query = document.sketch
        headers = document.sketch
        for parameter in parameters {
            guard let name = parameter[.name]?.string, let place = parameter[.in]?.string else { continue }
            switch place {
            case "path": if !path.has(name) { path.set(name, described(parameter)) }
            case "query" where !query.has(name): query.set(name, schema(of: parameter))
            case "header" where !headers.has(name): headers.set(name, schema(of: parameter))
            default: continue
            }
            if place != "path", parameter[.required]?.boolean == true { required[place, default: []].append(document.text(name)) }
        }
    }

    /// What the query and the header fields are, for a protocol.
    func binding(_ name: String, version: String) -> Node {
        var binding = document.sketch
        binding.set("method", document.text("GET"))
        binding.set(.query, object(query, "query"))
        if !headers.isEmpty, name == "ws" { binding.set(.headers, object(headers, "header")) }
        binding.set("bindingVersion", document.text(version))
        var all = document.sketch
        all.set(name, binding.node)
        return all.node
    }

    private func schema(of parameter: Node) -> Node {
        parameter[.schema].map { document.schemas.converted($0) } ?? document.sketch.node
    }

    private func object(_ fields: MappingSketch, _ place: String) -> Node {
        var object = document.sketch
        object.set(.type, "object")
        object.set(.properties, fields.node)
        if let names = required[place] { object.set(.required, document.list(names)) }
        return object.node
    }

    /// AsyncAPI has texts in addresses, and no schemas.
    private func described(_ parameter: Node) -> Node {
        var result = document.sketch
        if let description = parameter[.description]?.string { result.set(.description, description) }
        let schema = document.followed(parameter[.schema])
        if let values = schema?[.enum]?.sequence {
            result.set(.enum, document.list(values.map { document.text(AsyncDocument.plain($0)) }))
        }
        if let value = schema?[.default], value.isScalar { result.set(.default, AsyncDocument.plain(value)) }
        if let example = parameter[.example] ?? schema?[.example], example.isScalar {
            result.set(.examples, document.list([document.text(AsyncDocument.plain(example))]))
        }
        return result.node
    }
}

extension AsyncDocument {
    /// A scalar as it stands in an address.
    static func plain(_ value: Node) -> String { value.string ?? String(decoding: value.json(), as: UTF8.self) }
}
