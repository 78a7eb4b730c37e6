// Which bytes the grammars of RFC 9110, 9112 and 3986 allow where, as bit sets that live in registers.

/// A set of ASCII bytes: bit n of `low` stands for byte n, bit n of `high` for byte 64 + n.
struct ByteClass {
    let low: UInt64
    let high: UInt64

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        let bits = byte & 64 == 0 ? low : high
        return byte < 128 && (bits >> UInt64(byte & 63)) & 1 != 0
    }

    /// `tchar`: what method and field names are made of (RFC 9110 section 5.6.2).
    static var token: ByteClass { ByteClass(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE) }

    /// What a request target may hold, apart from `%` and `?`, which are looked at one by one: everything visible but
    /// `"`, `#`, `<`, `>` and `\`. Browsers send `[ ] { } | ^` and the grave accent as they are, so they pass.
    static var target: ByteClass { ByteClass(low: 0x2FFF_FFD2_0000_0000, high: 0x7FFF_FFFF_EFFF_FFFF) }

    /// `reg-name` without `%`: unreserved and sub-delims (RFC 3986 section 3.2.2).
    static var registeredName: ByteClass { ByteClass(low: 0x2BFF_7FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE) }
}

extension UInt8 {
    static var carriageReturn: UInt8 { 13 }
    static var lineFeed: UInt8 { 10 }
    static var space: UInt8 { 32 }

    /// Space or horizontal tab.
    @inline(__always)
    var isBlank: Bool { self == 32 || self == 9 }

    /// What a field value may hold: tab, visible characters, space and bytes above 127 (RFC 9110 section 5.5).
    @inline(__always)
    var isFieldText: Bool { (self >= 32 && self != 127) || self == 9 }

    @inline(__always)
    var isDigit: Bool { self &- 48 < 10 }

    /// The letter in lower case; other bytes as they are.
    @inline(__always)
    var lowercasedASCII: UInt8 { self &- 65 < 26 ? self | 32 : self }

    /// The value of a hexadecimal digit.
    @inline(__always)
    var hexadecimalValue: UInt8? {
        if self &- 48 < 10 { return self &- 48 }
        let letter = (self | 32) &- 97
        return letter < 6 ? letter + 10 : nil
    }
}
