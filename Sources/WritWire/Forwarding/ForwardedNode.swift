// Who a proxy says that it was asked by (RFC 7239 section 6), and in X-Forwarded-For.

/// An address and a port; 0 where none is told.
package struct ForwardedNode: Equatable, Sendable {
    package var address: NetworkAddress
    package var port: Int

    package init(address: NetworkAddress, port: Int) {
        self.address = address
        self.port = port
    }

    /// Reads `192.0.2.43`, `192.0.2.43:47011`, `[2001:db8::1]:4711` and `2001:db8::1`, the last one as X-Forwarded-For has it. Nil for
    /// all else: `unknown`, names that a proxy has made up (`_gazonk`), and what is malformed.
    package init?(_ text: UnsafeRawBufferPointer) {
        // An address of 45 bytes, two brackets, a colon and a port.
        guard 2...53 ~= text.count else { return nil }
        if let address = unsafe NetworkAddress(text) {
            self.init(address: address, port: 0)
            return
        }
        // There are two bytes at least, and all indices are the text's.
        var end = unsafe text.lastIndex(of: UInt8(ascii: ":")) ?? text.count
        var start = 0
        if unsafe text[0] == UInt8(ascii: "[") {
            guard let close = unsafe text.lastIndex(of: UInt8(ascii: "]")) else { return nil }
            guard close == text.count - 1 || close + 1 == end else { return nil }
            if close == text.count - 1 { end = text.count }
            guard let port = unsafe Self.port(text, from: end),
                let address = unsafe NetworkAddress(UnsafeRawBufferPointer(rebasing: text[1..<close]))
            else { return nil }
            guard unsafe text[1..<close].contains(UInt8(ascii: ":")) else { return nil }
            self.init(address: address, port: port)
            return
        }
        start = 0
        guard end < text.count, let port = unsafe Self.port(text, from: end),
            let address = unsafe IPv4Address(text: UnsafeRawBufferPointer(rebasing: text[start..<end]))
        else { return nil }
        self.init(address: NetworkAddress(address), port: port)
    }

    /// The port behind a colon at `start`; 0 where the text ends there.
    private static func port(_ text: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < text.count else { return 0 }
        guard 1...5 ~= text.count - start - 1 else { return nil }
        var port = 0
        // Within the text.
        for index in start + 1..<text.count {
            let byte = unsafe text[index]
            guard byte.isDigit else { return nil }
            port = port * 10 + Int(byte &- 48)
        }
        return port <= 65_535 ? port : nil
    }
}
