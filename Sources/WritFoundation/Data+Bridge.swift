// Bytes of Writ and of Foundation.

public import FoundationEssentials
public import WritWire

extension Data {
    /// The bytes, not their text.
    ///
    ///     let data = Data(input.signature)
    public init(_ bytes: Base64) { self.init(bytes.bytes) }

    /// The bytes, not their text.
    public init(_ bytes: Base64URL) { self.init(bytes.bytes) }
}

extension Base64 {
    /// Bytes to be written as text.
    ///
    ///     let signature = Base64(Data([1, 2, 3]))
    public init(_ data: Data) { self.init([UInt8](data)) }
}

extension Base64URL {
    /// Bytes to be written as text.
    public init(_ data: Data) { self.init([UInt8](data)) }
}
