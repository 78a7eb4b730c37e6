// How much is told of what is wrong with a request: whatever a client sends, what it gets to read of it is short.

/// The limits of a list of violations.
public enum ViolationLimits {
    /// Violations in one list.
    public static let countMax = 32
    /// Bytes of a name that the client has sent; of a longer one, the beginning is told, and how long it is.
    public static let nameBytesMax = 128
    /// Bytes of a JSON pointer; a longer one ends in `/…`.
    public static let pointerBytesMax = 1_024
    /// Bytes of the words for one violation; longer ones end in `…`.
    public static let messageBytesMax = 2_048
    /// Bytes of one list, as JSON. The first violation is told whatever its length, later ones as long as there is room.
    public static let bytesMax = 32_768
}

/// What is left of the room for a list of violations.
struct ViolationRoom {
    private var count = 0
    private var bytes = 0

    /// Whether a violation with these texts still belongs to the list; then its room is taken.
    mutating func takes(_ texts: String...) -> Bool {
        guard count < ViolationLimits.countMax else { return false }
        // What JSON puts around the texts.
        let more = texts.reduce(64) { $0 + Self.bytes(of: $1) }
        guard count == 0 || bytes + more <= ViolationLimits.bytesMax else { return false }
        count += 1
        bytes += more
        return true
    }

    /// Bytes of a text in JSON.
    private static func bytes(of text: String) -> Int {
        text.utf8.reduce(0) { sum, byte in
            sum + (byte < 0x20 ? 6 : byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 2 : 1)
        }
    }
}

extension String {
    /// The name, or the beginning of one that is longer than is told.
    package var toldName: String {
        let length = utf8.count
        guard length > ViolationLimits.nameBytesMax else { return self }
        return prefix(upToBytes: ViolationLimits.nameBytesMax) + Self.cutMark(length)
    }

    /// The words, or the beginning of them.
    var toldMessage: String {
        guard utf8.count > ViolationLimits.messageBytesMax else { return self }
        return prefix(upToBytes: ViolationLimits.messageBytesMax) + "…"
    }

    /// What stands behind the beginning of a name of so many bytes.
    static func cutMark(_ length: Int) -> String { "… (\(length) bytes)" }

    private func prefix(upToBytes count: Int) -> String {
        var end = utf8.index(utf8.startIndex, offsetBy: count)
        // A character is told whole, or not at all.
        while end > utf8.startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
        return String(decoding: utf8[..<end], as: UTF8.self)
    }
}
