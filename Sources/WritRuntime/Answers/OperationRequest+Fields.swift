// Header fields of answers, and the media type that suits the client best.

internal import WritEngine
internal import WritWire

extension OperationRequest {
    /// Adds a header field to the answer that is to come.
    public func addField(_ name: StaticString, _ value: some CustomStringConvertible) {
        exchange.addField(name, value.description)
    }

    /// Adds a header field that is a list: with commas between, without the blanks that `simple` has none of, or, for
    /// cookies, in lines of their own.
    public func addField(_ name: StaticString, list values: [some CustomStringConvertible]) {
        if "\(name)".lowercased() == "set-cookie" {
            for value in values { exchange.addField(name, value.description) }
        } else if !values.isEmpty {
            exchange.addField(name, values.map(\.description).joined(separator: ","))
        }
    }

    /// Which of the media types the client likes best; the first where it likes none.
    public func preferred(_ mediaTypes: StaticString...) -> StaticString {
        mediaTypes[unsafe exchange.withField("Accept") { unsafe MediaTypes.preferred($0, offered: mediaTypes) } ?? 0]
    }
}
