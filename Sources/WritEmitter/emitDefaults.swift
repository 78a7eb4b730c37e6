// Default values as Swift expressions.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    /// Types are spelled out wherever the compiler would have to look for them.
    func literal(_ value: DefaultValue) -> Code {
        switch value {
        case .boolean(let value): value ? "true" : "false"
        case .number(let literal): "\(number: literal)"
        case .string(let text): "\(quoted: text)"
        case .text(let format, let text): "\(Identifier(format.typeName))(checked: \(quoted: text))"
        case .json(let text): "JSONValue(checked: \(quoted: text))"
        case .enumerationCase(let name): ".\(Identifier(name))"
        case .unknownCase(let text): ".unknown(\(quoted: text))"
        case .array(let values): "[\(values.map(literal).joined(", "))]"
        case .map(let members) where members.isEmpty: "[:]"
        case .map(let members): "[\(members.map { "\(quoted: $0.name): \(literal($0.value))" as Code }.joined(", "))]"
        case .object(let type, let members):
            "\(name(type))(\(members.map { "\(label: Identifier($0.name)): \(literal($0.value))" as Code }.joined(", ")))"
        case .wrapper(let type, let value): "\(name(type))(\(literal(value)))"
        case .unionCase(let type, let name, let value): "\(self.name(type)).\(Identifier(name))(\(literal(value)))"
        case .present(let value): value.map { ".value(\(literal($0)))" } ?? ".null"
        case .null: "nil"
        }
    }
}

extension TextFormat {
    /// The type of the runtime.
    var typeName: String {
        switch self {
        case .dateTime: "DateTime"
        case .date: "CalendarDate"
        case .time: "TimeOfDay"
        case .duration: "CalendarDuration"
        case .uuid: "UniqueID"
        case .base64: "Base64"
        case .base64URL: "Base64URL"
        case .uri: "URI"
        case .ipv4: "IPv4Address"
        case .ipv6: "IPv6Address"
        case .decimal: "DecimalNumber"
        }
    }

    /// What the readers' methods are called behind `read`.
    var readerName: Code { self == .decimal ? "DecimalText" : "\(Identifier(typeName))" }
}

extension CustomType {
    /// What text must be, for messages.
    var noun: String { "a valid \(subject)" }
}
