// Values of text that the generator has checked: the defaults of a contract.

extension DateTime {
    /// Text that is known to be valid.
    public init(checked text: StaticString) { self = DateTime("\(text)") ?? DateTime(secondsSinceEpoch: 0) }
}

extension CalendarDate {
    /// Text that is known to be valid.
    public init(checked text: StaticString) { self = CalendarDate("\(text)") ?? .epoch }
}

extension TimeOfDay {
    /// Text that is known to be valid.
    public init(checked text: StaticString) { self = TimeOfDay("\(text)") ?? .midnight }
}

extension CalendarDuration {
    /// Text that is known to be valid.
    public init(checked text: StaticString) { self = CalendarDuration("\(text)") ?? .zero }
}

extension UniqueID {
    /// Text that is known to be valid.
    public init(checked text: StaticString) { self = UniqueID("\(text)") ?? UniqueID(high: 0, low: 0) }
}

extension Base64 {
    /// Text that is known to be valid.
    public init(checked text: StaticString) { self = Base64("\(text)") ?? Base64([]) }
}

extension Base64URL {
    /// Text that is known to be valid.
    public init(checked text: StaticString) { self = Base64URL("\(text)") ?? Base64URL([]) }
}

extension URI {
    /// Text that is known to be valid.
    public init(checked text: StaticString) { self = URI("\(text)") ?? .blank }
}

extension IPv4Address {
    /// Text that is known to be valid.
    public init(checked text: StaticString) { self = IPv4Address("\(text)") ?? IPv4Address(bits: 0) }
}

extension IPv6Address {
    /// Text that is known to be valid.
    public init(checked text: StaticString) { self = IPv6Address("\(text)") ?? IPv6Address(high: 0, low: 0) }
}

extension DecimalNumber {
    /// Text that is known to be valid.
    public init(checked text: StaticString) { self = DecimalNumber("\(text)") ?? 0 }
}

extension JSONValue {
    /// The value of a JSON text; nil where it is none.
    public init?(text: String) {
        guard let value = JSONChoices.value(of: text) else { return nil }
        self = value
    }

    /// A JSON text that is known to be valid.
    public init(checked text: StaticString) { self = JSONChoices.value(of: "\(text)") ?? .null }
}
