// The version of what is at an address, as the field `ETag` has it (RFC 9110 section 8.8.3).

internal import WritWire

/// A version of what is at an address: clients send it back in `If-Match` to change just that version, and in `If-None-Match` to get
/// only another one.
///
///     let tag = EntityTag(book.id, book.version)
///     answer.setField("ETag", tag.field)
///
/// It is made of whatever changes when the answer does. What is handed in is seen by clients.
public struct EntityTag: Sendable, Hashable {
    /// What stands between the quotes.
    public let opaque: String
    /// Whether the same tag may be of answers that only mean the same, such as with and without compression.
    public let isWeak: Bool

    /// A tag of parts, such as a row's key and its version; parts that differ make tags that do.
    public init(_ parts: any (CustomStringConvertible & Sendable)..., isWeak: Bool = false) {
        opaque = parts.map { Self.escape($0.description) }.joined(separator: "-")
        self.isWeak = isWeak
    }

    /// A tag of an answer's bytes, for what has no version of its own. The hash is fast, and keeps nobody from making bytes of the same.
    ///
    ///     let tag = EntityTag(hashOf: cover.bytes)
    public init(hashOf bytes: [UInt8], isWeak: Bool = false) {
        // The array lends its bytes for the closure.
        let quoted = unsafe bytes.withUnsafeBytes { unsafe ContentHash($0) }.etag
        opaque = String(quoted.dropFirst().dropLast())
        self.isWeak = isWeak
    }

    /// Reads one tag as fields have it, `"1-2"` or `W/"1-2"`; nil for any other text.
    ///
    /// - Parameter field: Without blanks around it.
    public init?(field: String) {
        var scanner = EntityTagScanner(field)
        guard let tag = scanner.take(), scanner.isAtEnd else { return nil }
        self = tag
    }

    init(opaque: String, isWeak: Bool) {
        self.opaque = opaque
        self.isWeak = isWeak
    }

    /// The value of a field `ETag`.
    public var field: String { (isWeak ? "W/\"" : "\"") + opaque + "\"" }

    /// The same version, said to be weak.
    public var weak: EntityTag { EntityTag(opaque: opaque, isWeak: true) }

    /// Whether both are of the same bytes: neither is weak (RFC 9110 section 8.8.3.2). `If-Match` asks for that.
    public func isStrongly(_ other: EntityTag) -> Bool { !isWeak && !other.isWeak && hasSameText(other) }

    /// Whether both mean the same version. `If-None-Match` asks for that.
    public func isWeakly(_ other: EntityTag) -> Bool { hasSameText(other) }

    private func hasSameText(_ other: EntityTag) -> Bool { ExactName(opaque) == ExactName(other.opaque) }

    /// Bytes that have no place between the quotes, and what separates parts, as `%XX`.
    private static func escape(_ part: String) -> String {
        guard part.utf8.contains(where: isEscaped) else { return part }
        var text = ""
        for byte in part.utf8 {
            if isEscaped(byte) {
                text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            } else {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return text
    }

    /// Commas may stand in a tag, but not everybody who takes lists apart knows that; backslashes mean something to some.
    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte >= 0x7F || "\"%-,\\".utf8.contains(byte)
    }
}

extension EntityTag: CustomStringConvertible {
    /// The same as `field`.
    public var description: String { field }
}

extension EntityTag {
    /// Whether both are the same tag, byte for byte.
    public static func == (left: EntityTag, right: EntityTag) -> Bool {
        left.isWeak == right.isWeak && left.hasSameText(right)
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(isWeak)
        hasher.combine(ExactName(opaque))
    }
}
