// Forms of the type application/x-www-form-urlencoded, from the client's side.

internal import WritRuntime

/// How a field of a form is spelled where the document says so.
public enum FormFieldEncoding: Sendable {
    /// JSON in one text.
    case json
    /// One text with separators.
    case style(ParameterText.Style)
    /// A pair for each item or property.
    case exploded

    /// The pairs of a form, those of an object's members.
    static func pairs(of value: JSONValue, _ encodings: [String: FormFieldEncoding]) -> [String] {
        guard case .object(let object) = value else { return [] }
        return object.names.flatMap { name in
            let value = object[name] ?? .null
            switch encodings[name] {
            case .json?: return ["\(PercentEncoding.encoded(name))=\(PercentEncoding.encoded(value.text))"]
            case .style(let style)?: return ParameterText(name: name, value: value, style: style, isExploded: false).pairs
            case .exploded?: return ParameterText(name: name, value: value, style: .form, isExploded: true).pairs
            case nil: return ParameterText(name: name, value: value, style: .deepObject, isExploded: true).formPairs
            }
        }
    }
}
