// Header fields that are more than a primitive or a list: written as JSON, and said in the style `simple`.

internal import WritEngine
public import WritWire

/// How a header field says a value that is written as JSON.
public enum WrittenField: Sendable {
    /// The JSON itself.
    case json
    /// Names and values in turn, with commas between: `limit,10,left,3`.
    case pieces
    /// Pairs of them: `limit=10,left=3`.
    case pairs
}

extension OperationRequest {
    /// Adds a header field to the answer that is to come, of what `write` writes.
    public func addField(_ name: StaticString, as form: WrittenField, _ write: (inout OutputBuffer) -> Void) {
        var output = OutputBuffer(minimumCapacity: 128)
        write(&output)
        // The buffer lives until its bytes are copied.
        let json = unsafe String(decoding: output.bytes, as: UTF8.self)
        guard form != .json, let value = JSONValue(text: json) else { return exchange.addField(name, json) }
        exchange.addField(name, value.simpleText(isExploded: form == .pairs))
    }
}

extension JSONValue {
    /// OpenAPI's style `simple`. Of values inside others, which the style leaves open, the JSON.
    fileprivate func simpleText(isExploded: Bool) -> String {
        switch self {
        case .array(let items): return items.map(\.pieceText).joined(separator: ",")
        case .object(let object):
            let members = object.names.map { name in (name, (object[name] ?? .null).pieceText) }
            return members.map { isExploded ? "\($0)=\($1)" : "\($0),\($1)" }.joined(separator: ",")
        default: return pieceText
        }
    }

    private var pieceText: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.text
        case .string(let text): text
        case .array, .object: text
        }
    }
}
