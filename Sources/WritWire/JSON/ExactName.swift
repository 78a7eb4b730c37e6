// Texts of clients where they are compared or looked up: byte by byte.

/// A name as JSON compares it: code by code. Swift's strings are equal where they only look alike, and to find that out sorts the
/// marks of each character, which takes the square of their number: thousands of them cost seconds.
struct ExactName: Hashable, Sendable {
    let text: String

    static func == (left: ExactName, right: ExactName) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    func hash(into hasher: inout Hasher) {
        var text = text
        // `withUTF8` lends a buffer that is valid for the closure.
        text.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension String {
    /// Marks that one character of a name may have where names become the keys of a dictionary.
    static let marksMax = 64
    /// Names of no more bytes have no more marks.
    @usableFromInline static let plainBytesMax = 128

    /// Whether some character has more combining marks than are taken.
    @usableFromInline
    var hasTooManyMarks: Bool {
        var marks = 0
        for scalar in unicodeScalars {
            let isMark = !scalar.isASCII && scalar.properties.canonicalCombiningClass != .notReordered
            marks = isMark ? marks + 1 : 0
            if marks > Self.marksMax { return true }
        }
        return false
    }
}
