// What a Host field or an absolute target's authority may hold.

/// `uri-host [ ":" port ]` (RFC 9110 section 7.2): a name, an IPv4 address or a bracketed IPv6 address, never empty,
/// without user information.
package enum HostRule {
    package static func accepts(_ host: UnsafeRawBufferPointer) -> Bool {
        unsafe parts(host) != nil
    }

    /// Whether two hosts that are accepted are one, whatever the case of their names; a port that is missing is the default one.
    package static func isSame(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, defaultPort: Int
    ) -> Bool {
        if unsafe left.equalsIgnoringCase(right) { return true }
        guard let (leftEnd, leftPort) = unsafe parts(left), let (rightEnd, rightPort) = unsafe parts(right) else { return false }
        // Both ends lie within their hosts.
        return unsafe UnsafeRawBufferPointer(rebasing: left[..<leftEnd]).equalsIgnoringCase(
            UnsafeRawBufferPointer(rebasing: right[..<rightEnd])) && leftPort ?? defaultPort == rightPort ?? defaultPort
    }

    /// Where the name or address ends, and the port behind it; nil where the host is none.
    private static func parts(_ host: UnsafeRawBufferPointer) -> (nameEnd: Int, port: Int?)? {
        guard host.count > 0 else { return nil }
        // The first byte is there, as just checked.
        let nameEnd = unsafe host[0] == UInt8(ascii: "[") ? endOfAddress(host) : endOfName(host)
        guard let nameEnd, nameEnd > 0, let port = unsafe port(host, from: nameEnd) else { return nil }
        return (nameEnd, port)
    }

    /// Behind the host: nothing, or a colon and a port of at most 65535, which may be empty. Nil twice over where it is
    /// something else.
    private static func port(_ host: UnsafeRawBufferPointer, from start: Int) -> Int?? {
        guard start < host.count else { return .some(nil) }
        // `start` is below `host.count`, as just checked, and so is `index` in the loop.
        guard unsafe host[start] == UInt8(ascii: ":") else { return nil }
        guard start + 1 < host.count else { return .some(nil) }
        var port = 0
        for index in start + 1..<host.count {
            let byte = unsafe host[index]
            guard byte.isDigit else { return nil }
            port = port * 10 + Int(byte &- 48)
            if port > 65535 { return nil }
        }
        return .some(port)
    }

    private static func endOfName(_ host: UnsafeRawBufferPointer) -> Int? {
        var at = 0
        while true {
            unsafe at = host.endOfRun(of: .registeredName, from: at)
            // Each index is compared with `host.count` before it is used.
            guard unsafe at < host.count && host[at] == UInt8(ascii: "%") else {
                return unsafe hasList(host, at) ? nil : at
            }
            guard at + 2 < host.count, unsafe host[at + 1].hexadecimalValue != nil,
                unsafe host[at + 2].hexadecimalValue != nil
            else { return nil }
            at += 3
        }
    }

    /// A comma is allowed in a registered name by the grammar, but in a Host field it can only be a list.
    private static func hasList(_ host: UnsafeRawBufferPointer, _ end: Int) -> Bool {
        for index in 0..<end where unsafe host[index] == UInt8(ascii: ",") { return true }
        return false
    }

    /// The index behind `]`, where a well-formed IPv6 address stands between the brackets.
    private static func endOfAddress(_ host: UnsafeRawBufferPointer) -> Int? {
        var groups = 0
        var digits = 0
        var compressed = false
        var at = 1
        // `at` is compared with `host.count` before each use; `at + 1` too.
        while at < host.count {
            let byte = unsafe host[at]
            if byte == UInt8(ascii: "]") {
                if digits > 0 { groups += 1 }
                let endsInColon =
                    unsafe digits == 0 && at > 1 && host[at - 1] == UInt8(ascii: ":")
                    && !(host[at - 2] == UInt8(ascii: ":"))
                guard !endsInColon else { return nil }
                return (compressed ? groups < 8 : groups == 8) ? at + 1 : nil
            } else if byte.hexadecimalValue != nil {
                digits += 1
                if digits > 4 { return nil }
            } else if byte == UInt8(ascii: ":") {
                if unsafe at + 1 < host.count && host[at + 1] == UInt8(ascii: ":") {
                    if compressed { return nil }
                    compressed = true
                    if digits > 0 { groups += 1 }
                    at += 1
                } else {
                    guard digits > 0 else { return nil }
                    groups += 1
                }
                digits = 0
            } else if byte == UInt8(ascii: ".") {
                return unsafe endOfMappedAddress(host, from: at - digits, groups: groups, compressed: compressed)
            } else {
                return nil
            }
            at += 1
        }
        return nil
    }

    /// The index behind `]` where the last 32 bits of an IPv6 address are written as an IPv4 address.
    private static func endOfMappedAddress(
        _ host: UnsafeRawBufferPointer, from start: Int, groups: Int, compressed: Bool
    ) -> Int? {
        guard compressed ? groups < 6 : groups == 6 else { return nil }
        var at = start
        for part in 0..<4 {
            var number = 0
            let first = at
            // `at` is compared with `host.count` before each use.
            while unsafe at < host.count && host[at].isDigit && at - first < 3 {
                number = unsafe number * 10 + Int(host[at] &- 48)
                at += 1
            }
            guard at > first, number < 256, at < host.count else { return nil }
            let wanted = part < 3 ? UInt8(ascii: ".") : UInt8(ascii: "]")
            guard unsafe host[at] == wanted else { return nil }
            at += 1
        }
        return at
    }
}
