// An address of the Internet Protocol, version 6: `format: ipv6`.

/// An IPv6 address (RFC 4291 section 2.2), without a zone. It is written in RFC 5952's form: `2001:db8::1`.
public struct IPv6Address: Hashable, Sendable {
    /// The first eight bytes, the first one highest.
    public let high: UInt64
    /// The last eight bytes.
    public let low: UInt64

    /// The address of these two halves, the first eight bytes and the last.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads an address by RFC 4291 section 2.2, without a zone; nil for any other text.
    public init?(_ text: String) {
        self.init(string: text)
    }

    /// The IPv4 address that the address stands for (`::ffff:192.0.2.1`), if it does.
    public var mapped: IPv4Address? {
        high == 0 && low >> 32 == 0xFFFF ? IPv4Address(bits: UInt32(truncatingIfNeeded: low)) : nil
    }
}

extension IPv6Address: Comparable {
    /// Compares the bytes from the first on.
    public static func < (left: IPv6Address, right: IPv6Address) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension IPv6Address: LosslessStringConvertible {
    /// The address in the form of RFC 5952, such as `2001:db8::1`.
    public var description: String { string }
}

extension IPv6Address: TextFormat {
    static var noun: StaticString { "an IPv6 address such as 2001:db8::1" }

    init?(text: UnsafeRawBufferPointer) {
        var groups: [UInt16] = []
        var gap: Int?
        var index = 0
        func isColon(_ index: Int) -> Bool {
            // Looked at only where there is a byte.
            guard index < text.count else { return false }
            return unsafe text[index] == UInt8(ascii: ":")
        }
        if isColon(0) {
            guard isColon(1) else { return nil }
            (gap, index) = (0, 2)
        }
        while index < text.count {
            guard groups.count < 8 else { return nil }
            let start = index
            // The rest of the text begins at `start`, which is inside it.
            if let address = unsafe IPv4Address(text: UnsafeRawBufferPointer(rebasing: text[start...])) {
                guard groups.count <= 6 else { return nil }
                groups += [UInt16(truncatingIfNeeded: address.bits >> 16), UInt16(truncatingIfNeeded: address.bits)]
                break
            }
            var group: UInt16 = 0
            while index < text.count, index - start < 4, let digit = unsafe hexadecimalValue(text[index]) {
                group = group << 4 | UInt16(digit)
                index += 1
            }
            guard index > start else { return nil }
            groups.append(group)
            if index == text.count { break }
            guard isColon(index) else { return nil }
            index += 1
            if isColon(index) {
                guard gap == nil else { return nil }
                gap = groups.count
                index += 1
            } else if index == text.count {
                return nil
            }
        }
        guard gap == nil ? groups.count == 8 : groups.count < 8 else { return nil }
        if let gap { groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap) }
        func joined(_ groups: ArraySlice<UInt16>) -> UInt64 { groups.reduce(0) { $0 << 16 | UInt64($1) } }
        self.init(high: joined(groups[..<4]), low: joined(groups[4...]))
    }

    private var groups: [UInt16] {
        (0..<8).map { UInt16(truncatingIfNeeded: ($0 < 4 ? high : low) >> UInt64((3 - $0 % 4) * 16)) }
    }

    func append(to output: inout OutputBuffer) {
        if let mapped {
            output.raw("::ffff:")
            return mapped.append(to: &output)
        }
        let groups = groups
        guard let gap = longestGap(groups) else { return append(groups[...], to: &output) }
        append(groups[..<gap.lowerBound], to: &output)
        output.raw("::")
        append(groups[gap.upperBound...], to: &output)
    }

    private func append(_ groups: ArraySlice<UInt16>, to output: inout OutputBuffer) {
        for index in groups.indices {
            if index > groups.startIndex { output.append(UInt8(ascii: ":")) }
            append(groups[index], to: &output)
        }
    }

    private func append(_ group: UInt16, to output: inout OutputBuffer) {
        var isBegun = false
        for shift in [12, 8, 4, 0] as [UInt16] {
            let digit = UInt8(truncatingIfNeeded: group >> shift & 0xF)
            guard digit > 0 || isBegun || shift == 0 else { continue }
            isBegun = true
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    /// The first of the longest runs of zeros, of two at least (RFC 5952 section 4.2).
    private func longestGap(_ groups: [UInt16]) -> Range<Int>? {
        var longest: Range<Int>?
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(longest?.count ?? 0, 1) { longest = start..<end }
            start = max(end, start + 1)
        }
        return longest
    }
}
