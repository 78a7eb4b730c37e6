// Origins as they are listed, and held against those that browsers tell.

internal import WritWire

extension CORS {
    /// An origin, or a pattern of some: a scheme, a host, and a port where it is not the scheme's own.
    ///
    ///     let origins: [CORS.Origin] = ["https://shop.example", "https://*.example.com", "http://localhost:*"]
    ///
    /// `*.` in front of a name stands for one label or several, and not for none; `*` as a port for any. There is no pattern
    /// for all origins, and none for `null`.
    public struct Origin: Sendable, Hashable {
        /// The scheme with `://` behind it; what the host ends in, or is; what stands behind it.
        private let scheme: [UInt8]
        private let host: [UInt8]
        private let isSuffix: Bool
        private let port: [UInt8]
        private let isAnyPort: Bool

        /// An origin or a pattern; nil for a text that is neither, such as one with a path.
        public init?(_ text: String) {
            guard let schemeEnd = text.firstRange(of: "://") else { return nil }
            let name = text[..<schemeEnd.lowerBound].lowercased()
            let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
            guard let first = name.utf8.first, letters ~= first,
                name.utf8.allSatisfy({ letters ~= $0 || isDigit($0) || "+-.".utf8.contains($0) })
            else { return nil }
            var rest = text[schemeEnd.upperBound...].lowercased()[...]
            isSuffix = rest.hasPrefix("*.")
            if isSuffix { rest = rest.dropFirst() }
            let hostEnd =
                rest.hasPrefix("[") ? rest.firstIndex(of: "]").map { rest.index(after: $0) } : rest.firstIndex(of: ":")
            let (host, end) = (rest[..<(hostEnd ?? rest.endIndex)], rest[(hostEnd ?? rest.endIndex)...])
            var checked = isSuffix ? String(host.dropFirst()) : String(host)
            // The string lends its bytes for the closure.
            guard !checked.contains(":") || checked.hasPrefix("["),
                checked.withUTF8({ unsafe HostRule.accepts(UnsafeRawBufferPointer($0)) }),
                checked.utf8.allSatisfy({ $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "%") })
            else { return nil }
            isAnyPort = end == ":*"
            guard isAnyPort || end.isEmpty || end.first == ":" && (1...65_535).contains(Int(end.dropFirst()) ?? 0) else {
                return nil
            }
            let isUsual = name == "https" && end == ":443" || name == "http" && end == ":80"
            scheme = Array("\(name)://".utf8)
            self.host = Array(host.utf8)
            port = isUsual || isAnyPort ? [] : Array(end.utf8)
        }

        /// Whether this is the origin, or a pattern of it.
        func matches(_ origin: UnsafeRawBufferPointer) -> Bool {
            guard unsafe origin.starts(with: scheme) else { return false }
            // Behind what it starts with.
            var rest = unsafe origin[scheme.count...]
            if isAnyPort {
                let hostEnd = unsafe rest.lastIndex(of: UInt8(ascii: "]")) ?? 0
                if let colon = unsafe rest.lastIndex(of: UInt8(ascii: ":")), colon > hostEnd,
                    unsafe rest[(colon + 1)...].allSatisfy(isDigit)
                {
                    unsafe rest = rest[..<colon]
                }
            } else {
                guard unsafe rest.count >= port.count, unsafe rest.suffix(port.count).elementsEqual(port) else { return false }
                unsafe rest = rest.dropLast(port.count)
            }
            guard isSuffix else { return unsafe rest.elementsEqual(host) }
            guard unsafe rest.count > host.count, unsafe rest.suffix(host.count).elementsEqual(host) else { return false }
            return unsafe rest.dropLast(host.count).allSatisfy(Self.isPartOfName)
        }

        private static func isPartOfName(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "."), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}

extension CORS.Origin: ExpressibleByStringLiteral {
    /// The same for a text in the program: one that is no origin ends the program at its start.
    public init(stringLiteral text: String) {
        guard let origin = CORS.Origin(text) else {
            preconditionFailure("\"\(text)\" is no origin such as https://shop.example, nor a pattern of some")
        }
        self = origin
    }
}

private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
