// What a balancer says at the beginning of a connection: the PROXY protocol, versions 1 and 2.

/// Where a connection came from before a balancer passed it on.
package struct ProxyHeader: Equatable, Sendable {
    /// Both ends of the client's connection; nil where the balancer speaks for itself, or knows nothing.
    package var source: ForwardedNode?
    package var destination: ForwardedNode?
    /// Whether the client speaks TLS with the balancer.
    package var isSecure = false

    package init(source: ForwardedNode? = nil, destination: ForwardedNode? = nil, isSecure: Bool = false) {
        self.source = source
        self.destination = destination
        self.isSecure = isSecure
    }

    package enum Result: Equatable, Sendable {
        /// All bytes so far fit, and more have to come.
        case incomplete
        case malformed
        /// So many bytes are the header.
        case complete(ProxyHeader, byteCount: Int)
    }

    /// Bytes of a header of version 2 that are taken; its own 16 among them.
    package static let bytesMax = 4_096

    /// Reads what a connection has begun with.
    package static func read(_ bytes: UnsafeRawBufferPointer) -> Result {
        let count = min(bytes.count, signature.count)
        if unsafe bytes[..<count].elementsEqual(signature[..<count]) {
            return bytes.count < 16 ? .incomplete : unsafe readVersion2(bytes)
        }
        return unsafe readVersion1(bytes)
    }

    // MARK: Version 1

    /// Bytes of a line of version 1 at most, its end among them.
    private static let lineBytesMax = 107

    private static func readVersion1(_ bytes: UnsafeRawBufferPointer) -> Result {
        let beginning = Array("PROXY ".utf8)
        let count = min(bytes.count, beginning.count)
        // Slices lie within the bytes.
        guard unsafe bytes[..<count].elementsEqual(beginning[..<count]) else { return .malformed }
        guard let end = unsafe bytes.prefix(lineBytesMax).firstIndex(of: UInt8(ascii: "\n")) else {
            return bytes.count < lineBytesMax ? .incomplete : .malformed
        }
        guard end > count, unsafe bytes[end - 1] == UInt8(ascii: "\r") else { return .malformed }
        let words = unsafe bytes[count..<(end - 1)].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        // What follows an unknown protocol is to be passed over.
        if let first = unsafe words.first, unsafe UnsafeRawBufferPointer(rebasing: first).spells("UNKNOWN") {
            return .complete(ProxyHeader(), byteCount: end + 1)
        }
        guard unsafe words.count == 5 else { return .malformed }
        let word = unsafe words.map { unsafe UnsafeRawBufferPointer(rebasing: $0) }
        let isVersion6 = unsafe word[0].spells("TCP6")
        guard unsafe isVersion6 || word[0].spells("TCP4"), let source = unsafe address(word[1], isVersion6),
            let destination = unsafe address(word[2], isVersion6), let sourcePort = unsafe port(word[3]),
            let destinationPort = unsafe port(word[4])
        else { return .malformed }
        let header = ProxyHeader(
            source: ForwardedNode(address: source, port: sourcePort),
            destination: ForwardedNode(address: destination, port: destinationPort))
        return .complete(header, byteCount: end + 1)
    }

    private static func address(_ text: UnsafeRawBufferPointer, _ isVersion6: Bool) -> NetworkAddress? {
        isVersion6
            ? unsafe IPv6Address(text: text).map { NetworkAddress($0) }
            : unsafe IPv4Address(text: text).map { NetworkAddress($0) }
    }

    /// Up to five digits, without zeros in front.
    private static func port(_ text: UnsafeRawBufferPointer) -> Int? {
        guard 1...5 ~= text.count, unsafe text.count == 1 || text[0] != UInt8(ascii: "0"), unsafe text.allSatisfy(\.isDigit)
        else {
            return nil
        }
        let port = unsafe text.reduce(0) { $0 * 10 + Int($1 &- 48) }
        return port <= 65_535 ? port : nil
    }

    // MARK: Version 2

    private static let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]

    /// Sixteen bytes are there.
    private static func readVersion2(_ bytes: UnsafeRawBufferPointer) -> Result {
        let length = unsafe number(bytes, 14)
        // The first sixteen bytes are looked at alone until all that is told has come.
        let (command, family) = unsafe (bytes[12], bytes[13])
        guard command == 0x20 || command == 0x21, length <= bytesMax - 16 else { return .malformed }
        guard bytes.count >= 16 + length else { return .incomplete }
        let whole = 16 + length
        // The balancer's own connection, such as for a look at the server's health.
        if command == 0x20 { return .complete(ProxyHeader(), byteCount: whole) }
        var header = ProxyHeader()
        let addresses: Int
        switch family {
        case 0x00:
            return .complete(header, byteCount: whole)
        case 0x11:
            addresses = 12
            guard length >= addresses else { return .malformed }
            header.source = unsafe ForwardedNode(address: version4(bytes, 16), port: number(bytes, 24))
            header.destination = unsafe ForwardedNode(address: version4(bytes, 20), port: number(bytes, 26))
        case 0x21:
            addresses = 36
            guard length >= addresses else { return .malformed }
            header.source = unsafe ForwardedNode(address: version6(bytes, 16), port: number(bytes, 48))
            header.destination = unsafe ForwardedNode(address: version6(bytes, 32), port: number(bytes, 50))
        case 0x31:
            // Unix sockets: their names are of another machine.
            addresses = 216
            guard length >= addresses else { return .malformed }
        default:
            // Datagrams, and what there is not yet: neither comes over a stream.
            return .malformed
        }
        guard let isSecure = unsafe readExtensions(UnsafeRawBufferPointer(rebasing: bytes[(16 + addresses)..<whole])) else {
            return .malformed
        }
        header.isSecure = isSecure
        return .complete(header, byteCount: whole)
    }

    /// Goes over the extensions behind the addresses; whether one says that the client speaks TLS. Nil where they are malformed.
    private static func readExtensions(_ bytes: UnsafeRawBufferPointer) -> Bool? {
        var isSecure = false
        var index = 0
        // Each is a type, a length of two bytes, and as many bytes.
        while index < bytes.count {
            guard index + 3 <= bytes.count else { return nil }
            let (type, length) = unsafe (bytes[index], number(bytes, index + 1))
            guard index + 3 + length <= bytes.count else { return nil }
            // PP2_TYPE_SSL begins with a byte of bits, of which the first is PP2_CLIENT_SSL.
            if type == 0x20, length >= 5, unsafe bytes[index + 3] & 1 == 1 { isSecure = true }
            index += 3 + length
        }
        return isSecure
    }

    /// Two bytes that are there.
    private static func number(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
        unsafe Int(bytes[index]) << 8 | Int(bytes[index + 1])
    }

    /// Four bytes that are there.
    private static func version4(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> NetworkAddress {
        let bits = (0..<4).reduce(UInt32(0)) { unsafe $0 << 8 | UInt32(bytes[index + $1]) }
        return NetworkAddress(IPv4Address(bits: bits))
    }

    /// Sixteen bytes that are there.
    private static func version6(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> NetworkAddress {
        let high = (0..<8).reduce(UInt64(0)) { unsafe $0 << 8 | UInt64(bytes[index + $1]) }
        let low = (8..<16).reduce(UInt64(0)) { unsafe $0 << 8 | UInt64(bytes[index + $1]) }
        return NetworkAddress(high: high, low: low)
    }
}
