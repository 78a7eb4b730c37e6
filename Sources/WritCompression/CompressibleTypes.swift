// Media types whose bodies get smaller by a content coding.

enum CompressibleTypes {
    /// Whether a media type, without parameters and in small letters, is one of text, or built on such a one (RFC 6839).
    static func contains(_ type: String) -> Bool {
        if type.hasPrefix("text/") { return true }
        if ["+json", "+xml", "+text", "+yaml", "+json-seq"].contains(where: type.hasSuffix) { return true }
        return names.contains(type)
    }

    private static let names: Set<String> = [
        "application/json", "application/ld+json", "application/x-ndjson", "application/ndjson", "application/jsonl",
        "application/json-seq", "application/xml", "application/xml-dtd", "application/yaml", "application/x-yaml",
        "application/toml", "application/javascript", "application/x-javascript", "application/ecmascript",
        "application/graphql", "application/sql", "application/rtf", "application/wasm", "application/x-www-form-urlencoded",
        "application/vnd.ms-fontobject", "font/ttf", "font/otf", "font/collection", "application/x-font-ttf",
        "image/bmp", "image/x-icon", "image/vnd.microsoft.icon", "image/svg+xml", "application/msgpack", "application/cbor",
        "application/protobuf",
    ]
}
