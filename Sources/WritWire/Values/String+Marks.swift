// Names of clients that become keys of a dictionary of Swift's strings, which are equal where they only look alike: to find that
// out sorts the marks of each character, which takes the square of their number. Thousands of them cost seconds.

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
