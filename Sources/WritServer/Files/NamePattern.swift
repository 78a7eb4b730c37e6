// Patterns for the names of files, as `.gitignore` and build tools have them.

/// A pattern: `*` is anything within a segment, `**` anything at all, `?` one byte of a segment.
struct NamePattern: Sendable {
    private enum Piece {
        case byte(UInt8)
        case anyByte
        case anyInSegment
        case anything
    }

    private let pieces: [Piece]
    /// A pattern without a slash is of names in any folder.
    private let isOfLastSegment: Bool

    init(_ text: String) {
        var pieces: [Piece] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "?"): pieces.append(.anyByte)
            case UInt8(ascii: "*"):
                if case .anyInSegment? = pieces.last {
                    pieces[pieces.count - 1] = .anything
                } else if case .anything? = pieces.last {
                } else {
                    pieces.append(.anyInSegment)
                }
            default: pieces.append(.byte(byte))
            }
        }
        self.pieces = pieces
        isOfLastSegment = !text.utf8.contains(UInt8(ascii: "/")) && !text.contains("**")
    }

    /// Whether a name is as the pattern says. All pieces that may be at work are followed side by side: the time grows with name times
    /// pattern and no further.
    func matches(_ name: [UInt8]) -> Bool {
        var active = [Bool](repeating: false, count: pieces.count + 1)
        active[0] = true
        skipStars(&active)
        let start = isOfLastSegment ? name.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0 : 0
        for byte in name[start...] {
            var next = [Bool](repeating: false, count: pieces.count + 1)
            for (index, piece) in pieces.enumerated() where active[index] {
                switch piece {
                case .byte(let wanted): if byte == wanted { next[index + 1] = true }
                case .anyByte: if byte != UInt8(ascii: "/") { next[index + 1] = true }
                case .anyInSegment: if byte != UInt8(ascii: "/") { next[index] = true }
                case .anything: next[index] = true
                }
            }
            skipStars(&next)
            active = next
        }
        return active[pieces.count]
    }

    /// A star may stand for nothing.
    private func skipStars(_ active: inout [Bool]) {
        for (index, piece) in pieces.enumerated() where active[index] {
            switch piece {
            case .anyInSegment, .anything: active[index + 1] = true
            case .byte, .anyByte: break
            }
        }
    }
}
