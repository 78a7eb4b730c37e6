// The few fields that decide about framing and the connection, noted while the head is parsed.

/// What the framing and connection fields of a head said so far.
struct KnownFields {
    var hasHost = false
    var contentLength: Int?
    var coding = TransferCoding.absent
    var asksToClose = false
    var asksToKeep = false

    /// The transfer codings named so far, over all Transfer-Encoding lines.
    enum TransferCoding {
        case absent
        /// `chunked` alone.
        case chunked
        /// A coding this server doesn't know, perhaps with `chunked` behind it.
        case unknown
    }
}

extension RequestHead {
    /// Looks at one field line and notes what it means for framing and the connection.
    @inline(__always)
    mutating func noteKnownField(
        _ bytes: UnsafeRawBufferPointer, name: ByteRange, value: ByteRange
    ) throws(Refusal) {
        switch name.count {
        case 4, 6, 10, 14, 17:
            // Both ranges lie inside `bytes`: `slice` checks it.
            try unsafe noteField(named: name.slice(of: bytes), value: value.slice(of: bytes))
        default:
            break
        }
    }

    private mutating func noteField(named name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) throws(Refusal) {
        switch name.count {
        case 4:
            guard unsafe name.spellsIgnoringCase("host") else { return }
            if known.hasHost { throw .repeatedHost }
            // The requests of a connection name the same host, nearly always.
            if unsafe !lastHost.holds(value) {
                guard unsafe HostRule.accepts(value) else { throw .malformedHost }
                unsafe lastHost.replace(with: value)
            }
            known.hasHost = true
        case 6:
            guard unsafe name.spellsIgnoringCase("expect"), minorVersion > 0 else { return }
            guard unsafe value.spellsIgnoringCase("100-continue") else { throw .unmetExpectation }
            expectsContinue = true
        case 10:
            guard unsafe name.spellsIgnoringCase("connection") else { return }
            unsafe noteConnection(value)
        case 14:
            guard unsafe name.spellsIgnoringCase("content-length") else { return }
            if known.contentLength != nil { throw .repeatedContentLength }
            guard let length = unsafe Self.contentLength(value) else { throw .malformedContentLength }
            known.contentLength = length
        case 17:
            guard unsafe name.spellsIgnoringCase("transfer-encoding") else { return }
            try unsafe noteTransferEncoding(value)
        default:
            return
        }
    }

    /// Digits only, within 63 bits; no list, no sign (RFC 9110 section 8.6, taken strictly).
    private static func contentLength(_ value: UnsafeRawBufferPointer) -> Int? {
        guard value.count > 0 else { return nil }
        var length = 0
        for index in 0..<value.count {
            // The index is below the count.
            let byte = unsafe value[index]
            guard byte.isDigit else { return nil }
            let (product, overflowed) = length.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(Int(byte &- 48))
            if overflowed || carried { return nil }
            length = sum
        }
        return length
    }

    private mutating func noteConnection(_ value: UnsafeRawBufferPointer) {
        unsafe Self.forEachElement(of: value) { option in
            if unsafe option.spellsIgnoringCase("close") { known.asksToClose = true }
            if unsafe option.spellsIgnoringCase("keep-alive") { known.asksToKeep = true }
        }
    }

    /// One or more codings without parameters; `chunked` may stand once and only last (RFC 9112 section 6.1).
    private mutating func noteTransferEncoding(_ value: UnsafeRawBufferPointer) throws(Refusal) {
        var refusal: Refusal?
        unsafe Self.forEachElement(of: value) { coding in
            guard refusal == nil else { return }
            guard coding.count > 0, unsafe coding.endOfRun(of: .token, from: 0) == coding.count else {
                refusal = .malformedTransferEncoding
                return
            }
            if known.coding == .chunked {
                refusal = .malformedTransferEncoding
            } else if known.coding == .absent, unsafe coding.spellsIgnoringCase("chunked") {
                known.coding = .chunked
            } else {
                known.coding = .unknown
            }
        }
        if let refusal { throw refusal }
    }

    /// Calls `body` with each element of a comma-separated list, empty ones too, without the blanks around them.
    static func forEachElement(
        of list: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        var start = 0
        // `start` and `end` stay within the list.
        while true {
            var end = start
            while unsafe end < list.count && list[end] != UInt8(ascii: ",") { end += 1 }
            unsafe body(UnsafeRawBufferPointer(rebasing: list[start..<end]).trimmed)
            guard end < list.count else { return }
            start = end + 1
        }
    }

    /// Decides about host, framing and persistence once all field lines are known.
    mutating func concludeFraming(_ bytes: UnsafeRawBufferPointer) throws(Refusal) {
        if !known.hasHost && minorVersion > 0 { throw .missingHost }
        if authority != nil { try unsafe checkAuthority(bytes) }
        switch known.coding {
        case .absent:
            if let length = known.contentLength { framing = length == 0 ? .none : .length(length) }
        case .chunked, .unknown:
            if known.contentLength != nil { throw .conflictingFraming }
            if minorVersion == 0 { throw .malformedTransferEncoding }
            if known.coding == .unknown { throw .unknownTransferCoding }
            framing = .chunked
        }
        // Without a body there is nothing to wait for.
        if framing == .none { expectsContinue = false }
        keepsAlive = !known.asksToClose && (minorVersion > 0 || known.asksToKeep)
    }

    /// An absolute target and the Host field must name the same authority (RFC 9112 section 3.2.2, taken strictly); a port
    /// that is the scheme's own may be left out (RFC 9110 section 4.2.3).
    private func checkAuthority(_ bytes: UnsafeRawBufferPointer) throws(Refusal) {
        guard let authority, known.hasHost else { return }
        let wanted = unsafe authority.slice(of: bytes)
        // In front of the authority stands `http://` or `https://`.
        let schemeEnd = authority.lowerBound - 4
        let isSecure = unsafe schemeEnd >= 0 && bytes[schemeEnd] | 0x20 == UInt8(ascii: "s")
        for index in 0..<fields.count {
            let line = fields[index]
            // Field ranges lie inside `bytes`: `slice` checks it.
            guard unsafe line.name.slice(of: bytes).spellsIgnoringCase("host") else { continue }
            let host = unsafe line.value.slice(of: bytes)
            guard unsafe HostRule.isSame(host, wanted, defaultPort: isSecure ? 443 : 80) else { throw .malformedHost }
        }
    }
}
