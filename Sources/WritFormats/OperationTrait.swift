// What a contract says of an operation in a word.

/// A word of `OperationLine`.
package enum OperationTrait: String, Sendable, CaseIterable {
    /// No answer of it is in a content coding (`x-writ-compression: false`).
    case uncompressed
}
