// Reads JSON in place, one pass, without throwing: generated code asks for the values it expects.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// A reader over the bytes of one JSON text (RFC 8259).
///
/// Each `read…` function takes the next value and returns `nil` where it can't. There are two kinds of failure:
///
/// - The text is malformed: the reader stops. Every later call returns `nil` or "no more" at once.
/// - A value has the wrong type or breaks a constraint: a finding is recorded, the value is skipped, and reading goes on,
///   so that one pass collects everything that is wrong.
///
/// `finish()` tells whether the text was good. JSON pointers cost nothing until then: findings keep byte offsets.
/// The bytes must stay in place and unchanged while the reader is in use.
@safe
public struct JSONReader: ~Copyable {
    /// The first byte of the text; `count` bytes are readable.
    let base: UnsafePointer<UInt8>
    let count: Int
    /// The next byte to look at; never above `count`.
    var position = 0
    /// Where the value that was read last begins: the place a constraint that it breaks is reported at.
    var valueStart = 0
    /// The name that `nextKey` met last where the table of names does not list it.
    public internal(set) var keyName = ""
    /// How many more arrays and objects may be opened.
    var depthLeft: Int
    var failure: JSONFailure?
    var findings: [JSONFinding] = []
    let limits: JSONLimits
    /// What looking ahead has found out of values inside the one that was looked at.
    var ruleMemo = RuleMemo()
    var containers = JSONContainerIndex()

    @unsafe
    public init(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits = JSONLimits()) {
        // An empty buffer may have no address; with `count` 0 none of its bytes is ever read.
        unsafe base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
        count = bytes.count
        depthLeft = limits.depthMax
        self.limits = limits
    }

    /// Ends the reading: `nil` when one good value filled the text and no finding was recorded.
    public mutating func finish() -> JSONReadError? {
        if failure == nil {
            skipWhitespace()
            if position < count { fail("expected nothing more after the value") }
        }
        switch failure {
        case .syntax(let offset, let message): return .malformed(offset: offset, message: message)
        case .tooManyFindings, nil: return findings.isEmpty ? nil : .invalid(resolvedFindings())
        }
    }

    /// The byte at the position, 0 at the end of the text. A real 0 byte is no part of any JSON token, so nobody confuses them.
    @inline(__always)
    var byte: UInt8 {
        // `position` is below `count`.
        position < count ? unsafe base[position] : 0
    }

    @inline(__always)
    mutating func skipWhitespace() {
        // `position` is below `count` inside the loop.
        while position < count, unsafe base[position] <= 0x20 {
            guard isWhitespace(unsafe base[position]) else { return }
            position += 1
        }
    }

    @inline(__always)
    private func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Stops the reading: the text is not JSON. Only the first reason counts.
    @inline(never)
    mutating func fail(_ message: StaticString) {
        guard failure == nil else { return }
        failure = .syntax(offset: position, message: position < count ? "\(message)" : "\(message), but the text ends here")
        position = count
    }

    /// Records a broken rule about the value that was read last.
    mutating func record(keyword: StaticString, _ message: String, property: String? = nil) {
        record(at: valueStart, keyword: keyword, message, property: property)
    }

    @inline(never)
    mutating func record(at offset: Int, keyword: StaticString, _ message: String, property: String? = nil) {
        guard failure == nil else { return }
        findings.append(JSONFinding(offset: offset, property: property, keyword: keyword, message: message))
        if findings.count >= limits.findingsMax {
            failure = .tooManyFindings
            position = count
        }
    }

    /// The value at the position is not what was asked for: records that and steps over it.
    @inline(never)
    mutating func refuseType(expected: StaticString) {
        valueStart = position
        guard let kind = kindHere() else { return fail("expected a value") }
        let start = position
        skipValue()
        record(at: start, keyword: "type", "must be \(expected), not \(kind.noun)")
        valueStart = start
    }
}
