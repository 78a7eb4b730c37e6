// What values with a text form have in common: the same bytes serve JSON strings, paths, queries and headers.

/// A value that is one short text on the wire.
public protocol WireText: Sendable, Hashable, CustomStringConvertible {
    /// Reads the whole of `text`; `nil` where it is not such a value.
    @unsafe
    init?(text: UnsafeRawBufferPointer)

    /// What the value is, for messages: "a date such as 2026-05-17".
    static var noun: StaticString { get }
    /// The name of the format in a schema.
    static var format: StaticString { get }

    /// Appends the text, without quotes.
    func append(to output: inout OutputBuffer)
}

extension WireText {
    public init?(_ text: String) {
        var text = text
        // `withUTF8` lends a buffer that is valid for the closure.
        guard let value = text.withUTF8({ unsafe Self(text: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = value
    }

    public var description: String {
        var output = OutputBuffer(minimumCapacity: 64)
        append(to: &output)
        // The bytes are copied before the buffer goes.
        return unsafe String(decoding: output.bytes, as: UTF8.self)
    }
}
