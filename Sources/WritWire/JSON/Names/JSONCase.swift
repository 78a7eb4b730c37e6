// What one case of a union takes, as far as it tells the case from the others.

/// An alternative of a union: the index of its case, and the values that belong to it. Tables of these are made once, in
/// `static let`s of generated code.
public struct JSONCase: Sendable {
    enum Shape: Sendable {
        case any, boolean, integer, number
        case string
        /// One of these texts.
        case choice(JSONKeys)
        case format(JSONTextFormat)
        /// An array whose first item fits one of these; none listed: any array.
        case array([JSONCase])
        case object(JSONObjectShape)
    }

    let index: Int
    let shape: Shape

    public static func any(_ index: Int) -> JSONCase { JSONCase(index: index, shape: .any) }
    public static func boolean(_ index: Int) -> JSONCase { JSONCase(index: index, shape: .boolean) }
    public static func integer(_ index: Int) -> JSONCase { JSONCase(index: index, shape: .integer) }
    public static func number(_ index: Int) -> JSONCase { JSONCase(index: index, shape: .number) }
    public static func string(_ index: Int) -> JSONCase { JSONCase(index: index, shape: .string) }

    /// - Parameter choices: A list of texts as `JSONKeys` takes it.
    public static func string(_ index: Int, _ choices: StaticString) -> JSONCase {
        JSONCase(index: index, shape: .choice(JSONKeys(choices)))
    }

    /// Text that is of a format.
    public static func format(_ index: Int, _ format: JSONTextFormat) -> JSONCase {
        JSONCase(index: index, shape: .format(format))
    }

    public static func array(_ index: Int, _ items: [JSONCase] = []) -> JSONCase {
        JSONCase(index: index, shape: .array(items))
    }

    /// An object of which nothing is known.
    public static func object(_ index: Int) -> JSONCase {
        JSONCase(index: index, shape: .object(JSONObjectShape(names: nil, tags: [], isClosed: false)))
    }

    /// - Parameters:
    ///   - names: The known properties as `JSONKeys` takes them, `!` behind those that are required.
    ///   - tags: Pairs of a property's name and the JSON text of a value that it has here, in the same form. An object
    ///     with another value in such a property is of another case.
    public static func object(
        _ index: Int, _ names: StaticString, tags: StaticString = "", isClosed: Bool = false
    ) -> JSONCase {
        let words = JSONKeys(tags)
        var pairs: [JSONTag] = []
        for word in stride(from: 0, to: words.count - 1, by: 2) {
            let name = ExactName(words.name(word))
            let value = JSONChoices.value(of: words.name(word + 1)) ?? .null
            let tag = pairs.firstIndex { $0.name == name } ?? pairs.count
            if tag == pairs.count { pairs.append(JSONTag(name: name)) }
            pairs[tag].values.append(JSONDigest(value))
            let shown = if case .string(let text) = value { text } else { words.name(word + 1) }
            pairs[tag].texts.append(shown)
        }
        return JSONCase(index: index, shape: .object(JSONObjectShape(names: JSONKeys(names), tags: pairs, isClosed: isClosed)))
    }
}

/// Formats of text that tell cases apart.
public enum JSONTextFormat: Sendable {
    case dateTime, date, time, duration, uuid, base64, base64URL, uri, ipv4, ipv6, decimal

    func matches(_ text: String) -> Bool {
        switch self {
        case .dateTime: DateTime(text) != nil
        case .date: CalendarDate(text) != nil
        case .time: TimeOfDay(text) != nil
        case .duration: CalendarDuration(text) != nil
        case .uuid: UniqueID(text) != nil
        case .base64: Base64(text) != nil
        case .base64URL: Base64URL(text) != nil
        case .uri: URI(text) != nil
        case .ipv4: IPv4Address(text) != nil
        case .ipv6: IPv6Address(text) != nil
        case .decimal: DecimalNumber(text) != nil
        }
    }
}

struct JSONObjectShape: Sendable {
    /// Nil: nothing is known of the object.
    let names: JSONKeys?
    let tags: [JSONTag]
    let isClosed: Bool
}

/// A property that has one of a few values.
struct JSONTag: Sendable {
    let name: ExactName
    var values: [JSONDigest] = []
    /// The values as messages show them.
    var texts: [String] = []
}
