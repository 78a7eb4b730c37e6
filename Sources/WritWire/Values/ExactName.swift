// Text as protocols compare it: code by code. Swift's strings are equal where they only look alike.

/// A name, or another text, that is equal to no other: composed and decomposed letters are two.
@usableFromInline
package struct ExactName: Hashable, Sendable {
    @usableFromInline package let text: String

    @inlinable
    package init(_ text: String) { self.text = text }

    @inlinable
    package static func == (left: ExactName, right: ExactName) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    @inlinable
    package func hash(into hasher: inout Hasher) {
        var text = text
        // `withUTF8` lends a buffer that is valid for the closure.
        text.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}
