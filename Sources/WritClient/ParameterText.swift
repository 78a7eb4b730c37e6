// Values as the text of parameters: the table of styles of the OpenAPI specification, from the client's side.

internal import WritRuntime

/// A parameter's value and how it is spelled.
public struct ParameterText {
    /// The styles of the specification.
    public enum Style: String, Sendable {
        case matrix, label, simple, form, spaceDelimited, pipeDelimited, deepObject, cookie
    }

    let name: String
    let value: JSONValue
    let style: Style
    let isExploded: Bool

    private var key: String { PercentEncoding.encoded(name) }

    /// In a path, with what the style puts in front.
    var inPath: String {
        switch (style, value) {
        case (.label, .array(let items)): ".\(items.map(encoded).joined(separator: isExploded ? "." : ","))"
        case (.label, .object(let object)):
            isExploded
                ? members(object).map { ".\($0)=\($1)" }.joined()
                : ".\(members(object).map { "\($0),\($1)" }.joined(separator: ","))"
        case (.label, _): ".\(encoded(value))"
        case (.matrix, .array(let items)):
            isExploded ? items.map { ";\(key)=\(encoded($0))" }.joined() : ";\(key)=\(items.map(encoded).joined(separator: ","))"
        case (.matrix, .object(let object)):
            isExploded
                ? members(object).map { ";\($0)=\($1)" }.joined()
                : ";\(key)=\(members(object).map { "\($0),\($1)" }.joined(separator: ","))"
        case (.matrix, _): encoded(value).isEmpty ? ";\(key)" : ";\(key)=\(encoded(value))"
        default: joined(",", encoded)
        }
    }

    /// In a header field: as it is.
    var inHeader: String { joined(",") { $0.scalarText } }

    /// In a query, or in a cookie, where names and values are percent-encoded.
    var pairs: [String] {
        switch (style, value) {
        case (.deepObject, .object(let object)): return nested(object, in: key)
        case (.spaceDelimited, .array) where !isExploded, (.spaceDelimited, .object) where !isExploded:
            return ["\(key)=\(joined("%20", encoded))"]
        case (.pipeDelimited, .array) where !isExploded, (.pipeDelimited, .object) where !isExploded:
            return ["\(key)=\(joined("%7C", encoded))"]
        case (_, .array(let items)) where isExploded: return items.map { "\(key)=\(encoded($0))" }
        case (_, .object(let object)) where isExploded: return members(object).map { "\($0)=\($1)" }
        default: return ["\(key)=\(joined(",", encoded))"]
        }
    }

    /// In a cookie of the style `cookie`, where nothing is encoded.
    var plainPairs: [String] {
        switch value {
        case .array(let items) where isExploded: items.map { "\(name)=\($0.scalarText)" }
        case .object(let object) where isExploded: object.names.map { "\($0)=\((object[$0] ?? .null).scalarText)" }
        default: ["\(name)=\(joined(",") { $0.scalarText })"]
        }
    }

    /// In a form's body: a pair for each item, brackets for what is deeper.
    var formPairs: [String] {
        switch value {
        case .array(let items): items.flatMap { deep($0, in: key) }
        default: deep(value, in: key)
        }
    }

    // MARK: Parts

    private func encoded(_ value: JSONValue) -> String { PercentEncoding.encoded(value.scalarText) }

    private func members(_ object: JSONObject) -> [(String, String)] {
        object.names.map { (PercentEncoding.encoded($0), encoded(object[$0] ?? .null)) }
    }

    private func joined(_ separator: String, _ text: (JSONValue) -> String) -> String {
        switch value {
        case .array(let items): return items.map(text).joined(separator: separator)
        case .object(let object):
            return object.names.map { name in
                let (name, value) = (text(.string(name)), text(object[name] ?? .null))
                return isExploded ? "\(name)=\(value)" : "\(name)\(separator)\(value)"
            }.joined(separator: separator)
        default: return text(value)
        }
    }

    private func nested(_ object: JSONObject, in name: String) -> [String] {
        object.names.flatMap { member in deep(object[member] ?? .null, in: "\(name)[\(PercentEncoding.encoded(member))]") }
    }

    private func deep(_ value: JSONValue, in name: String) -> [String] {
        switch value {
        case .object(let object): nested(object, in: name)
        case .array(let items): items.flatMap { deep($0, in: name) }
        default: ["\(name)=\(encoded(value))"]
        }
    }
}

extension JSONValue {
    /// A value as a parameter says it; of what is deeper, the JSON.
    var scalarText: String {
        switch self {
        case .null: ""
        case .boolean(let value): "\(value)"
        case .number(let number): number.text
        case .string(let text): text
        case .array, .object: text
        }
    }
}

/// RFC 3986: all but its unreserved characters.
enum PercentEncoding {
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count < 2 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}
