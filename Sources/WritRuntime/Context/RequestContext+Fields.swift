// The request's head as it came.

internal import WritEngine
internal import WritWire

/// A field line of a head.
public struct HeaderField: Sendable, Hashable {
    /// As it was sent; the case of its letters means nothing (RFC 9110 section 5.1).
    public let name: String
    /// Without the blanks around it. Bytes that are not UTF-8 are replaced.
    public let value: String

    /// A field line. What can't be sent is refused where it is added to an answer.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    package init(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        self.name = unsafe String(decoding: name, as: UTF8.self)
        self.value = unsafe String(decoding: value, as: UTF8.self)
    }
}

extension RequestContext {
    /// The value of the first header field of that name, whatever its case.
    public func field(_ name: String) -> String? {
        guard let exchange = live else { return nil }
        var name = name
        // The string lends its bytes for the closure, and the value's are copied at once.
        return name.withUTF8 { name in
            for index in 0..<exchange.fieldCount {
                let line = unsafe exchange.field(at: index)
                if unsafe line.name.equalsIgnoringCase(UnsafeRawBufferPointer(name)) { return unsafe text(line.value) }
            }
            return nil
        }
    }

    /// The values of all header fields of that name, whatever its case, in the order they were sent.
    public func fields(named name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    /// All header fields in the order they were sent.
    public var fields: [HeaderField] {
        guard let exchange = live else { return [] }
        return (0..<exchange.fieldCount).map { index in
            // The bytes are copied at once.
            let line = unsafe exchange.field(at: index)
            return unsafe HeaderField(name: line.name, value: line.value)
        }
    }

    /// The bytes of the head, from the request line to the empty line behind the fields.
    public var rawHead: [UInt8] { live.map { unsafe Array($0.headBytes) } ?? [] }
}
