// The header of the PROXY protocol: each whole, cut at every byte, and with one byte changed.

import Testing
import WritInputs
import WritWire

/// What is read of bytes that end at a page that can't be read.
private func read(_ bytes: [UInt8]) -> ProxyHeader.Result {
    let guarded = GuardedBytes(bytes)
    defer { withExtendedLifetime(guarded) {} }
    return unsafe ProxyHeader.read(guarded.bytes)
}

private func node(_ text: String) -> ForwardedNode? {
    let guarded = GuardedBytes(Array(text.utf8))
    defer { withExtendedLifetime(guarded) {} }
    return unsafe ForwardedNode(guarded.bytes)
}

private let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]

private func version2(_ command: UInt8, _ family: UInt8, _ rest: [UInt8]) -> [UInt8] {
    signature + [command, family, UInt8(rest.count >> 8), UInt8(rest.count & 0xFF)] + rest
}

private let ends4: [UInt8] = [192, 0, 2, 1, 198, 51, 100, 2, 0x30, 0x39, 0x01, 0xBB]
private let ends6: [UInt8] =
    [0x20, 0x01, 0x0D, 0xB8] + Array(repeating: 0, count: 11) + [1] + Array(repeating: 0, count: 15) + [2, 0, 80, 1, 0]

private let plain4 = ProxyHeader(source: node("192.0.2.1:12345"), destination: node("198.51.100.2:443"))
private let plain6 = ProxyHeader(source: node("[2001:db8::1]:80"), destination: node("[::2]:256"))

@Suite struct `The PROXY header` {
    static let headers: [([UInt8], ProxyHeader)] = [
        (Array("PROXY TCP4 192.0.2.1 198.51.100.2 12345 443\r\n".utf8), plain4),
        (Array("PROXY TCP6 2001:db8::1 ::2 80 256\r\n".utf8), plain6),
        (
            Array("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n".utf8),
            ProxyHeader(source: node("255.255.255.255:65535"), destination: node("255.255.255.255:65535"))
        ),
        (Array(("PROXY UNKNOWN " + String(repeating: "x", count: 91) + "\r\n").utf8), ProxyHeader()),
        (Array("PROXY UNKNOWN\r\n".utf8), ProxyHeader()), (Array("PROXY UNKNOWN ffff::1 what ever 1\r\n".utf8), ProxyHeader()),
        (version2(0x21, 0x11, ends4), plain4), (version2(0x21, 0x21, ends6), plain6),
        // The balancer's own, and of families without addresses.
        (version2(0x20, 0x00, []), ProxyHeader()), (version2(0x20, 0x11, ends4), ProxyHeader()),
        (version2(0x20, 0xFF, [1, 2]), ProxyHeader()),
        (version2(0x21, 0x00, [1, 2, 3]), ProxyHeader()), (version2(0x21, 0x31, Array(repeating: 65, count: 216)), ProxyHeader()),
        // Extensions: none known, empty, TLS, TLS that is none.
        (version2(0x21, 0x11, ends4 + [4, 0, 3, 1, 2, 3, 5, 0, 0]), plain4),
        (
            version2(0x21, 0x11, ends4 + [0x20, 0, 5, 1, 0, 0, 0, 0]),
            ProxyHeader(source: plain4.source, destination: plain4.destination, isSecure: true)
        ),
        (version2(0x21, 0x11, ends4 + [0x20, 0, 5, 6, 0, 0, 0, 0]), plain4),
        (version2(0x21, 0x11, ends4 + [0x20, 0, 1, 1]), plain4),
        (version2(0x21, 0x11, ends4 + [4, 0x0F, 0xE1] + Array(repeating: 0, count: 4_065)), plain4),
    ]

    @Test(arguments: headers) func `is read whole, and not before`(bytes: [UInt8], header: ProxyHeader) {
        for count in bytes.indices {
            #expect(read(Array(bytes[..<count])) == .incomplete, "\(count)")
        }
        let expected = ProxyHeader.Result.complete(header, byteCount: bytes.count)
        #expect(read(bytes) == expected)
        #expect(read(bytes + Array("GET / HTTP/1.1\r\n".utf8)) == expected)
    }

    @Test(arguments: headers) func `that is damaged traps nothing and takes no byte that isn't there`(
        bytes: [UInt8], header: ProxyHeader
    ) {
        for index in bytes.indices.prefix(120) {
            for byte in [0, 1, 0x0A, 0x0D, 0x20, 0x39, 0xFF] as [UInt8] {
                var damaged = bytes
                damaged[index] = byte
                if case .complete(_, let count) = read(damaged) {
                    #expect(count <= damaged.count)
                }
            }
        }
    }

    static let malformed: [String] = [
        "GET / HTTP/1.1\r\n", "proxy TCP4", "PROXY  TCP4 1.1.1.1 1.1.1.1 1 1\r\n", "PROXY TCP4 1.1.1.1 1.1.1.1 1 1\n",
        "PROXY \r\n",
        "PROXY TCP4 1.1.1.1 1.1.1.1 1\r\n", "PROXY TCP4 1.1.1.1 1.1.1.1 1 1 \r\n", "PROXY TCP4 1.1.1.1 1.1.1.1 01 1\r\n",
        "PROXY TCP4 1.1.1.1 1.1.1.1 65536 1\r\n", "PROXY TCP4 1.1.1.1 1.1.1.1 -1 1\r\n", "PROXY TCP4 1.1.1.1 1.1.1.1 1 \r\n",
        "PROXY TCP4 1.1.1.01 1.1.1.1 1 1\r\n", "PROXY TCP4 ::1 ::1 1 1\r\n", "PROXY TCP6 1.1.1.1 1.1.1.1 1 1\r\n",
        "PROXY UDP4 1.1.1.1 1.1.1.1 1 1\r\n", "PROXY UNKNOWNS\r\n", "PROXY UNKNOWN " + String(repeating: "x", count: 92) + "\r\n",
        "PROXY TCP4 " + String(repeating: "1", count: 100), "\r\n\r\nGET",
    ]

    @Test(arguments: malformed) func `is refused where it is malformed`(text: String) {
        #expect(read(Array(text.utf8)) == .malformed)
    }

    static let malformed2: [[UInt8]] = [
        version2(0x11, 0x11, ends4), version2(0x22, 0x11, ends4), version2(0x2F, 0x11, ends4), version2(0x21, 0x12, ends4),
        version2(0x21, 0x41, ends4), version2(0x21, 0x11, Array(ends4.dropLast())), version2(0x21, 0x21, ends4),
        version2(0x21, 0x31, ends6), version2(0x21, 0x11, ends4 + [4]), version2(0x21, 0x11, ends4 + [4, 0, 1]),
        version2(0x21, 0x11, ends4 + Array(repeating: 0, count: 4_069)), version2(0x20, 0x00, Array(repeating: 0, count: 65_535)),
    ]

    @Test(arguments: malformed2) func `of version 2 is refused where it is malformed or too long`(bytes: [UInt8]) {
        #expect(read(bytes) == .malformed)
        // What is too long is refused before it has come.
        if bytes.count > ProxyHeader.bytesMax {
            #expect(read(Array(bytes[..<16])) == .malformed)
        }
    }
}
