// Reads JSON in place, one pass, without throwing: generated code asks for the values it expects.

internal import CWritWire

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
/// The bytes must stay in place and unchanged while the reader is in use, and it must be used on one thread.
@safe
public struct JSONReader: ~Copyable {
    /// The first byte of the text; `count` bytes are readable.
    let base: UnsafePointer<UInt8>
    let count: Int
    /// The next byte to look at; never above `count`.
    var position = 0
    /// Where the value that was read last begins: the place a constraint that it breaks is reported at.
    @usableFromInline var valueStart = 0
    /// How many more arrays and objects may be opened.
    var depthLeft: Int
    /// By how many spaces each level of the text is indented, as far as that is known.
    var indent = 0
    /// How many bytes were walked over again, by looking ahead and by checking.
    var walkedBytes = 0
    /// Where the name stands that `nextKey` met last and the table of names does not list.
    var keyRange = JSONStringRange(start: 0, end: 0, hasEscapes: false, isASCII: true)
    let limits: JSONLimits
    /// What most texts have no need of; nil until then, so that a reader is a few words and costs nothing to end.
    var notes: JSONReaderNotes?
    /// The thread's scratch memory, from the first item of a list on.
    var scratch: ThreadScratch?
    /// Where it is free from, and how many bytes of it are.
    @usableFromInline var scratchTop: UnsafeMutableRawPointer?
    @usableFromInline var scratchLeft = 0

    /// A reader of one JSON text. The bytes must stay where they are for as long as it lives.
    @unsafe
    public init(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits = JSONLimits()) {
        // An empty buffer may have no address; with `count` 0 none of its bytes is ever read.
        unsafe base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
        count = bytes.count
        depthLeft = limits.depthMax
        self.limits = limits
    }

    deinit { scratch?.giveBack() }

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

    /// The name that `nextKey` met last where the table of names does not list it.
    public var keyName: String { unescaped(keyRange) }

    var failure: JSONFailure? { notes?.failure }

    /// The byte at the position, 0 at the end of the text. A real 0 byte is no part of any JSON token, so nobody confuses them.
    @inline(__always)
    var byte: UInt8 {
        // `position` is below `count`.
        position < count ? unsafe base[position] : 0
    }

    @inline(__always)
    mutating func skipWhitespace() { _ = nextByte() }

    /// Steps over white space; the byte behind it, 0 at the end of the text.
    @inline(__always)
    mutating func nextByte() -> UInt8 {
        guard position < count else { return 0 }
        // `position` is below `count`.
        let next = unsafe base[position]
        return next > 0x20 ? next : skipBlanks()
    }

    /// The same before a value, in front of which stands one space in indented texts.
    @inline(__always)
    mutating func nextValueByte() -> UInt8 {
        guard count &- position >= 2 else { return nextByte() }
        // Two bytes are readable.
        let next = unsafe base[position]
        if next > 0x20 { return next }
        let second = unsafe base[position &+ 1]
        guard next == 0x20, second > 0x20 else { return skipBlanks() }
        position &+= 1
        return second
    }

    /// The same where the next byte is a blank, or none of a JSON text. Most are single ones, or indentation.
    @inline(never)
    private mutating func skipBlanks() -> UInt8 {
        // Offsets stay between 0 and `count`, so that they can't overflow.
        var index = position
        // Sixteen bytes are readable at `index`.
        while count &- index >= 16 {
            let run = unsafe writ_blank_run(base + index)
            index &+= run
            if run < 16 {
                position = index
                // Still below `count`.
                return unsafe base[index]
            }
        }
        while index < count {
            // `index` is below `count`.
            let next = unsafe base[index]
            guard next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 else {
                position = index
                return next
            }
            index &+= 1
        }
        position = count
        return 0
    }

    /// The eight bytes at `offset`, the first of them lowest; the caller has looked that they are there.
    @unsafe
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self))
    }

    /// Stops the reading: the text is not JSON. Only the first reason counts.
    @inline(never)
    mutating func fail(_ message: StaticString) {
        guard failure == nil else { return }
        noted.failure = .syntax(offset: position, message: position < count ? "\(message)" : "\(message), but the text ends here")
        position = count
    }

    /// Records a broken rule about the value that was read last.
    mutating func record(keyword: StaticString, _ message: String, property: String? = nil) {
        record(at: valueStart, keyword: keyword, message, property: property)
    }

    @inline(never)
    mutating func record(at offset: Int, keyword: StaticString, _ message: String, property: String? = nil) {
        guard failure == nil else { return }
        let notes = noted
        notes.findings.append(JSONFinding(offset: offset, property: property, keyword: keyword, message: message))
        if notes.findings.count >= limits.findingsMax {
            notes.failure = .tooManyFindings
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
