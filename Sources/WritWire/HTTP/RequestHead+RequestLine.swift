// The request line: method, target and version (RFC 9112 section 3).

extension RequestHead {
    /// Parses the request line at `start`, which moves over empty lines in front of it; returns the index behind the
    /// line, or nil when the line is not complete.
    mutating func parseRequestLine(
        _ bytes: UnsafeRawBufferPointer, from start: inout Int, limits: HeadLimits
    ) throws(Refusal) -> Int? {
        guard try unsafe skipEmptyLines(bytes, from: &start, limits: limits) else { return nil }
        let methodEnd = unsafe bytes.endOfRun(of: .token, from: start)
        if methodEnd - start > limits.methodBytesMax { throw .methodTooLong }
        // Every index below is compared with `bytes.count` before it is used.
        guard methodEnd < bytes.count else { return nil }
        guard unsafe bytes[methodEnd] == .space, methodEnd > start else { throw .malformedRequestLine }
        // Known before the target is looked at: an answer to HEAD has no body, not even a refusal.
        methodBytes = ByteRange(start, methodEnd)
        unsafe method = HTTPMethod(methodBytes.slice(of: bytes))
        let targetStart = methodEnd + 1
        var mark = Int.max
        guard let targetEnd = try unsafe endOfTarget(bytes, from: targetStart, mark: &mark, limits: limits) else { return nil }
        guard let end = try unsafe parseVersion(bytes, from: targetEnd + 1) else { return nil }
        try unsafe splitTarget(bytes, targetStart, targetEnd, mark: min(mark, targetEnd))
        return end
    }

    /// Fills in the head of a request that didn't come as a line of text; `bytes` begins with `METHOD TARGET `, a blank behind
    /// either. Its fields are added by `addField`, and the head before is forgotten.
    package mutating func fill(
        _ bytes: UnsafeRawBufferPointer, framing: Framing, limits: HeadLimits
    ) throws(Refusal) {
        reset()
        let methodEnd = unsafe bytes.endOfRun(of: .token, from: 0)
        if methodEnd > limits.methodBytesMax { throw .methodTooLong }
        // The index is compared with `bytes.count` before it is used.
        guard methodEnd > 0, methodEnd < bytes.count, unsafe bytes[methodEnd] == .space else { throw .malformedRequestLine }
        methodBytes = ByteRange(0, methodEnd)
        unsafe method = HTTPMethod(methodBytes.slice(of: bytes))
        var mark = Int.max
        guard let end = try unsafe endOfTarget(bytes, from: methodEnd + 1, mark: &mark, limits: limits)
        else { throw .malformedTarget }
        try unsafe splitTarget(bytes, methodEnd + 1, end, mark: min(mark, end))
        self.framing = framing
    }

    /// Adds a field of a head that is filled in, where one of that name and value may be.
    package mutating func addField(
        name: ByteRange, value: ByteRange, in bytes: UnsafeRawBufferPointer, limits: HeadLimits
    ) throws(Refusal) {
        guard fields.count < limits.fieldCountMax else { throw .tooManyFields }
        guard unsafe FieldRule.acceptsName(name.slice(of: bytes)), unsafe FieldRule.acceptsValue(value.slice(of: bytes))
        else { throw .malformedField }
        fields.append(name: name, value: value)
    }

    /// Skips CR LF in front of a request line, a few times only (RFC 9112 section 2.2).
    private func skipEmptyLines(
        _ bytes: UnsafeRawBufferPointer, from start: inout Int, limits: HeadLimits
    ) throws(Refusal) -> Bool {
        // Every index is compared with `bytes.count` before it is used.
        while unsafe start < bytes.count && bytes[start] == .carriageReturn {
            guard start < 2 * limits.leadingEmptyLinesMax else { throw .malformedRequestLine }
            guard start + 1 < bytes.count else { return false }
            guard unsafe bytes[start + 1] == .lineFeed else { throw .malformedLineEnd }
            start += 2
        }
        return start < bytes.count
    }

    /// Finds the space behind the target that starts at `start`, having checked every byte in between; `mark` becomes the
    /// index of the first `?`.
    private func endOfTarget(
        _ bytes: UnsafeRawBufferPointer, from start: Int, mark: inout Int, limits: HeadLimits
    ) throws(Refusal) -> Int? {
        var at = start
        while true {
            unsafe at = bytes.endOfRun(of: .target, from: at)
            if at - start > limits.targetBytesMax { throw .targetTooLong }
            // Every index is compared with `bytes.count` before it is used.
            guard at < bytes.count else { return nil }
            switch unsafe bytes[at] {
            case .space:
                guard at > start else { throw .malformedRequestLine }
                return at
            case UInt8(ascii: "?"):
                mark = min(mark, at)
                at += 1
            case UInt8(ascii: "%"):
                guard at + 2 < bytes.count else {
                    if unsafe at + 1 < bytes.count && bytes[at + 1].hexadecimalValue == nil { throw .malformedTarget }
                    return nil
                }
                guard let high = unsafe bytes[at + 1].hexadecimalValue, let low = unsafe bytes[at + 2].hexadecimalValue,
                    high | low != 0
                else { throw .malformedTarget }
                at += 3
            default:
                throw at == start ? .malformedRequestLine : .malformedTarget
            }
        }
    }

    /// Parses `HTTP/1.x CR LF` at `start`; returns the index behind it, or nil when it is not complete.
    private mutating func parseVersion(_ bytes: UnsafeRawBufferPointer, from start: Int) throws(Refusal) -> Int? {
        // Ten bytes are compared where ten are there: nearly always it is this version.
        if bytes.count - start >= 10, unsafe bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self) == Self.http11,
            unsafe bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt16.self) == Self.lineEnd
        {
            minorVersion = 1
            return start + 10
        }
        return try unsafe parseAnyVersion(bytes, from: start)
    }

    /// `HTTP/1.1` and CR LF as they lie in memory.
    private static var http11: UInt64 { UInt64(littleEndian: 0x312E_312F_5054_5448) }
    private static var lineEnd: UInt16 { UInt16(littleEndian: 0x0A0D) }

    private mutating func parseAnyVersion(_ bytes: UnsafeRawBufferPointer, from start: Int) throws(Refusal) -> Int? {
        let pattern: StaticString = "HTTP/#.#\r\n"
        let available = min(bytes.count - start, 10)
        var index = 0
        // `index` is below `available`, so `start + index` is below `bytes.count`, and below the pattern's ten bytes.
        while index < available {
            let byte = unsafe bytes[start + index]
            let wanted = unsafe pattern.utf8Start[index]
            if wanted == UInt8(ascii: "#") {
                if !byte.isDigit { throw .malformedVersion }
            } else if byte != wanted {
                throw index < 8 ? .malformedVersion : .malformedLineEnd
            }
            index += 1
        }
        guard available == 10 else { return nil }
        // Ten bytes from `start` on are there, as just checked.
        guard unsafe bytes[start + 5] == UInt8(ascii: "1") else { throw .unsupportedVersion }
        minorVersion = unsafe bytes[start + 7] == UInt8(ascii: "0") ? 0 : 1
        return start + 10
    }

    /// Tells the four forms of a target apart and splits it at `mark`, its first `?` or its end (RFC 9112 section 3.2).
    private mutating func splitTarget(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int, mark: Int
    ) throws(Refusal) {
        // CONNECT makes a tunnel; an origin server has none to offer, whatever the target.
        if method == .connect { throw .unsupportedMethod }
        // The target is not empty: `endOfTarget` saw to it, and `end` is below `bytes.count`.
        let first = unsafe bytes[start]
        if first == UInt8(ascii: "/") {
            splitQuery(start, end, mark)
        } else if first == UInt8(ascii: "*") {
            guard end == start + 1, method == .options else { throw .malformedTarget }
            path = ByteRange(start, end)
        } else {
            let authorityStart = try unsafe endOfScheme(bytes, start, end)
            var authorityEnd = authorityStart
            while unsafe authorityEnd < end && bytes[authorityEnd] != UInt8(ascii: "/")
                && bytes[authorityEnd] != UInt8(ascii: "?")
            {
                authorityEnd += 1
            }
            let range = ByteRange(authorityStart, authorityEnd)
            guard unsafe HostRule.accepts(range.slice(of: bytes)) else { throw .malformedTarget }
            authority = range
            splitQuery(authorityEnd, end, mark)
        }
    }

    private mutating func splitQuery(_ start: Int, _ end: Int, _ mark: Int) {
        path = ByteRange(start, mark)
        query = mark < end ? ByteRange(mark + 1, end) : nil
    }

    /// The index behind `http://` or `https://`.
    private func endOfScheme(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) throws(Refusal) -> Int {
        for length in 7...8 where end - start >= length {
            // `start + length` is at most `end`, which is at most `bytes.count`.
            let prefix = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
            if unsafe prefix.spellsIgnoringCase(length == 7 ? "http://" : "https://") { return start + length }
        }
        throw .malformedTarget
    }
}

extension UnsafeRawBufferPointer {
    /// The first index from `start` on whose byte is not in `set`, or `count`.
    @inline(__always)
    func endOfRun(of set: ByteClass, from start: Int) -> Int {
        var at = start
        // `at` is compared with `count` before each use.
        while unsafe at < count && set.contains(self[at]) { at += 1 }
        return at
    }
}
