// The answer of an operation, on its way to the values that the contract declares.

public import WritRuntime

/// What came, and for which operation. Whatever is read of it is what the contract says, or an `UndeclaredAnswer` is thrown.
public struct OperationAnswer: Sendable {
    let operation: DeclaredAnswers
    let answer: ClientAnswer

    /// The status code.
    public var status: Int { answer.status }

    /// The media type, in small letters and without parameters; empty where there is none.
    public var mediaType: String {
        let type = answer["Content-Type"]?.split(separator: ";").first ?? ""
        return type.lowercased().filter { $0 != " " && $0 != "\t" }
    }

    /// The answer as none that is declared.
    public func undeclared(_ reason: String? = nil) -> UndeclaredAnswer {
        let reason = reason ?? "declared are \(operation.list)"
        return UndeclaredAnswer(operation: operation.operation, reason: reason, answer: answer)
    }

    /// Whether it is of one of these media types or ranges.
    public func isOf(_ mediaTypes: String...) -> Bool {
        let type = mediaType
        return mediaTypes.contains { wanted in
            let wanted = wanted.split(separator: ";").first.map { $0.lowercased() } ?? ""
            return wanted == type || wanted == "*/*" || wanted.hasSuffix("/*") && type.hasPrefix(wanted.dropLast())
        }
    }

    /// Refuses an answer that has a body where none is declared.
    public func checkEmpty() throws {
        if !answer.body.isEmpty { throw undeclared("it has a body, and none is declared") }
    }

    /// The body as JSON, read by its schema.
    public func json<Value>(_ read: (inout JSONReader) -> Value?) throws -> Value {
        try value(of: answer.body, "the body", read)
    }

    /// The body as text.
    public func text() throws -> String {
        guard let text = String(validating: answer.body, as: UTF8.self) else { throw undeclared("the body is no UTF-8") }
        return text
    }

    /// The body as text that stands for a value.
    public func text<Value>(_ read: (inout JSONReader) -> Value?) throws -> Value {
        try scalar(text(), "the body", read)
    }

    /// The body as it is.
    public var bytes: [UInt8] { answer.body }

    /// The items of a stream that has ended.
    public func items<Item>(_ format: StreamFormat, _ read: (inout JSONReader) -> Item?) throws -> [Item] {
        let separator: UInt8 = format == .records ? 0x1E : UInt8(ascii: "\n")
        return try answer.body.split(separator: separator).filter { !$0.allSatisfy { $0 <= 0x20 } }.map { line in
            try value(of: Array(line), "an item", read)
        }
    }

    /// The events of a stream that has ended; `isText`: their data are text, and no JSON.
    public func events<Item>(isText: Bool = false, _ read: (inout JSONReader) -> Item?) throws -> [ServerSentEvent<Item>] {
        try EventLines.events(of: text()).map { event in
            let data = isText ? Array(JSONValue.string(event.data).text.utf8) : Array(event.data.utf8)
            return ServerSentEvent(
                try value(of: data, "the data of an event", read), event: event.name, id: event.id, retry: event.retry)
        }
    }

    // MARK: Fields

    /// A header field that has to be there.
    public func field<Value>(_ name: StaticString, _ form: FieldForm = .scalar, _ read: (inout JSONReader) -> Value?) throws
        -> Value
    {
        guard let value = try optionalField(name, form, read) else { throw undeclared("the field \(name) is missing") }
        return value
    }

    /// A header field that may be absent.
    public func optionalField<Value>(
        _ name: StaticString, _ form: FieldForm = .scalar, _ read: (inout JSONReader) -> Value?
    ) throws -> Value? {
        guard let text = answer["\(name)"] else { return nil }
        switch form {
        case .json: return try value(of: Array(text.utf8), "the field \(name)", read)
        case .scalar: return try scalar(text, "the field \(name)", read)
        case .list:
            let items = text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed }
            return try spelled(items, "the field \(name)", read) { "[\($0.joined(separator: ","))]" }
        case .pieces, .pairs:
            var words = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed }
            if form == .pairs { words = words.flatMap { $0.split(separator: "=", maxSplits: 1).map(String.init) } }
            let names = words.indices.filter { $0 % 2 == 0 }.map { JSONValue.string(words[$0]).text }
            let values = words.indices.filter { $0 % 2 == 1 }.map { words[$0] }
            return try spelled(values, "the field \(name)", read) { values in
                "{\(zip(names, values).map { "\($0):\($1)" }.joined(separator: ","))}"
            }
        }
    }

    // MARK: Values

    private func value<Value>(of bytes: [UInt8], _ place: String, _ read: (inout JSONReader) -> Value?) throws -> Value {
        switch Self.result(of: bytes, read) {
        case .success(let value): return value
        case .failure(let error): throw undeclared("\(place) \(error)")
        }
    }

    private static func result<Value>(of bytes: [UInt8], _ read: (inout JSONReader) -> Value?) -> Result<Value, JSONReadError> {
        // The array lends its bytes for the closure.
        unsafe bytes.withUnsafeBytes { bytes in
            var json = unsafe JSONReader(bytes)
            let value = read(&json)
            if let error = json.finish() { return .failure(error) }
            return value.map { .success($0) } ?? .failure(.malformed(offset: 0, message: "there is no value"))
        }
    }

    /// A text that stands for a number, a boolean or a string: which one its schema says.
    private func scalar<Value>(_ text: String, _ place: String, _ read: (inout JSONReader) -> Value?) throws -> Value {
        try spelled([text], place, read) { $0[0] }
    }

    /// Texts as what they may be in JSON: strings first, then as they are.
    private func spelled<Value>(
        _ texts: [String], _ place: String, _ read: (inout JSONReader) -> Value?, _ json: ([String]) -> String
    ) throws -> Value {
        let quoted = Self.result(of: Array(json(texts.map { JSONValue.string($0).text }).utf8), read)
        if case .success(let value) = quoted { return value }
        if case .success(let value) = Self.result(of: Array(json(texts).utf8), read) { return value }
        // Of an object, some members may be texts and others none.
        let mixed = texts.map { JSONValue(text: $0).map(\.text) ?? JSONValue.string($0).text }
        switch Self.result(of: Array(json(mixed).utf8), read) {
        case .success(let value): return value
        case .failure(let error): throw undeclared("\(place) \(error)")
        }
    }
}

/// What an operation answers, in words.
struct DeclaredAnswers: Sendable {
    /// `listPets`
    let operation: String
    /// `200 application/json, any other status application/problem+json`
    let list: String
}

/// How items of a stream are told apart.
public enum StreamFormat: Sendable { case lines, records }

/// How a header field says its value.
public enum FieldForm: Sendable { case scalar, list, json, pieces, pairs }

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
