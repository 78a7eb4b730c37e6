// The document for RapiDoc, which shows the raw HTML of descriptions: with descriptions that hold none of their authors'.

internal import WritRuntime
internal import WritWire

/// Replaces each description by the HTML of our own that it stands for, and keeps all else.
struct ReadableDocument {
    /// The document as JSON; an empty one where it can't be read.
    static func json(_ document: DocsDocument) -> [UInt8] {
        var value = readJSON(document.json) ?? ["openapi": "3.1.0", "info": ["title": "", "version": ""], "paths": [:]]
        clean(&value, as: .object)
        var buffer = OutputBuffer(minimumCapacity: document.json.count + document.json.count / 4 + 1_024)
        buffer.write(value)
        // The buffer outlives the copy.
        return unsafe Array(buffer.bytes)
    }

    /// What the members of an object are.
    private enum Kind {
        /// Keywords of OpenAPI or JSON Schema.
        case object
        /// Names that the author gave to objects.
        case names
        /// Named examples, each with a value that is data.
        case examples
    }

    private static func clean(_ value: inout JSONValue, as kind: Kind) {
        switch value {
        case .object(var object):
            value = .null
            for name in object.names {
                guard var member = object[name] else { continue }
                object[name] = .null
                clean(&member, name, of: kind)
                object[name] = member
            }
            if kind == .object { nameOperation(&object) }
            value = .object(object)
        case .array(var items):
            value = .null
            for index in items.indices { clean(&items[index], as: kind == .names ? .object : kind) }
            value = .array(items)
        default: break
        }
    }

    private static func clean(_ member: inout JSONValue, _ name: String, of kind: Kind) {
        switch (kind, member) {
        case (.names, _): clean(&member, as: .object)
        case (.examples, _): clean(&member, as: .object)
        case (.object, .string(let text)):
            if name == "description", isMarked(text) { member = .string(Markdown.htmlLine(text)) }
        case (.object, .array) where name == "examples": break
        case (.object, _) where data.contains(name) || name.hasPrefix("x-"): break
        case (.object, .object) where name == "examples": clean(&member, as: .examples)
        case (.object, .object) where maps.contains(name): clean(&member, as: .names)
        case (.object, _): clean(&member, as: .object)
        }
    }

    /// Whether a text might be more than text to a reader of Markdown.
    private static func isMarked(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "&") }
    }

    /// RapiDoc lists an operation without a summary by its description.
    private static func nameOperation(_ object: inout JSONObject) {
        guard object["responses"] != nil, object["summary"] == nil, object["description"] != nil else { return }
        if case .string(let id)? = object["operationId"] { object["summary"] = .string(id) }
    }

    /// Members whose values are the author's data.
    private static let data: Set<String> = ["example", "default", "const", "enum", "value", "dataValue", "serializedValue"]

    /// Members whose own members are names.
    private static let maps: Set<String> = [
        "properties", "patternProperties", "dependentSchemas", "$defs", "definitions", "paths", "webhooks", "pathItems",
        "schemas",
        "responses", "parameters", "requestBodies", "headers", "securitySchemes", "securityDefinitions", "links", "callbacks",
        "mediaTypes", "content", "encoding", "variables", "mapping", "scopes", "dependentRequired", "additionalOperations",
    ]
}
