// An address of the Internet Protocol, version 4: `format: ipv4`.

/// An IPv4 address, four decimal numbers with points between (RFC 791, RFC 2673 section 3.2): `192.0.2.1`.
public struct IPv4Address: Hashable, Sendable {
    /// The address as a number, its first byte highest.
    public let bits: UInt32

    /// The address whose first byte is the highest of `bits`.
    public init(bits: UInt32) {
        self.bits = bits
    }

    /// The address of these four bytes.
    public init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
        bits = UInt32(first) << 24 | UInt32(second) << 16 | UInt32(third) << 8 | UInt32(fourth)
    }

    /// Reads four numbers with dots between, without leading zeros; nil for any other text.
    public init?(_ text: String) {
        self.init(string: text)
    }
}

extension IPv4Address: Comparable {
    /// Compares the bytes from the first on.
    public static func < (left: IPv4Address, right: IPv4Address) -> Bool { left.bits < right.bits }
}

extension IPv4Address: LosslessStringConvertible {
    /// The address as `192.0.2.1`.
    public var description: String { string }
}

extension IPv4Address: TextFormat {
    static var noun: StaticString { "an IPv4 address such as 192.0.2.1" }

    init?(text: UnsafeRawBufferPointer) {
        var index = 0
        var bits: UInt32 = 0
        for number in 0..<4 {
            if number > 0 {
                // Looked at only where there is a byte.
                guard index < text.count, unsafe text[index] == UInt8(ascii: ".") else { return nil }
                index += 1
            }
            let start = index
            var value = 0
            // A zero in front makes a number octal for some readers: it is none here.
            while index < text.count, index - start < 3, case let digit = unsafe text[index] &- UInt8(ascii: "0"), digit < 10 {
                guard index == start || value > 0 else { return nil }
                value = value * 10 + Int(digit)
                index += 1
            }
            guard index > start, value < 256 else { return nil }
            bits = bits << 8 | UInt32(value)
        }
        guard index == text.count else { return nil }
        self.init(bits: bits)
    }

    func append(to output: inout OutputBuffer) {
        for shift in [24, 16, 8, 0] as [UInt32] {
            output.append(decimal: bits >> shift & 0xFF)
            if shift > 0 { output.append(UInt8(ascii: ".")) }
        }
    }
}
