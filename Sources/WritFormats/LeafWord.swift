// What the properties of a model are whose values need no type of the contract: a word for each, in one text.

/// Kinds of values that the runtime knows by itself. A list of them is `[` and the word, an object of them `{` and the word; `?` in
/// front lets null pass, and `:` and a number behind is the line of what the value must keep besides.
package enum LeafWord: String, Sendable, CaseIterable {
    case boolean, int, int8, int16, int32, int64, uint8, uint16, uint32, uint64
    case float, double, decimal, string, json
    case dateTime, date, time, duration, uuid, base64, base64URL, uri, ipv4, ipv6

    /// Stands for a property of any other kind.
    package static let other: Character = "_"
}
