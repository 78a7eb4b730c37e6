// Security schemes of OpenAPI as those of AsyncAPI.

internal import WritSpec

struct AsyncSecurity {
    private let root: Node

    init(_ root: Node) { self.root = root }

    func schemes(_ names: [String]) -> MappingSketch {
        var result = MappingSketch(at: root.location)
        for name in names {
            guard let scheme = root[.components]?[.securitySchemes]?[name], let type = scheme[.type]?.string else { continue }
            var converted = MappingSketch(at: scheme.location)
            for entry in scheme.mapping?.entries ?? [] { convert(entry, type, in: &converted) }
            result.set(name, converted.node)
        }
        return result
    }

    private func convert(_ entry: Mapping.Entry, _ type: String, in result: inout MappingSketch) {
        switch Keyword(key: entry.key) {
        case .type: result.set(.type, ["apiKey": "httpApiKey", "mutualTLS": "X509"][type] ?? type)
        case .flows:
            result.take(
                entry,
                entry.value.mapValues { flow in
                    var written = MappingSketch(at: flow.value.location)
                    for entry in flow.value.mapping?.entries ?? [] {
                        if entry.key == Keyword.scopes {
                            written.set("availableScopes", entry.value)
                        } else {
                            written.take(entry)
                        }
                    }
                    return written.node
                })
        case .deprecated, .oauth2MetadataUrl: break
        default: result.take(entry)
        }
    }
}
