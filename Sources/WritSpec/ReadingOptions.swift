// How a document is read: what is let through, and every limit.

package struct ReadingOptions: Sendable {
    /// Two equal keys in a mapping are a warning instead of an error; the last one counts either way.
    package var allowDuplicateKeys = false
    /// Texts are kept as `ExactText` has them; not so where a file is no description of an API.
    package var keepsExactTexts = true
    package var limits = ReadingLimits()

    package init(allowDuplicateKeys: Bool = false, limits: ReadingLimits = ReadingLimits()) {
        self.allowDuplicateKeys = allowDuplicateKeys
        self.limits = limits
    }
}

/// The most that one document may ask for. Each holds up to and including its value.
package struct ReadingLimits: Sendable {
    /// Bytes of the file. 64 MiB: ten times the largest API documents.
    package var documentBytesMax = 64 << 20
    /// Nodes after aliases are replaced by what they name, keys not counted.
    package var nodesMax = 2_000_000
    /// Bytes of keys and texts after aliases are replaced by what they name: twice the largest file.
    package var textBytesMax = 128 << 20
    /// Collections within each other, the root included. Reading and freeing recurse at most this deep; keep it under 1,000.
    package var depthMax = 256
    /// Aliases (`*name`) in the file.
    package var aliasesMax = 10_000
    /// Characters of one number: exact arithmetic on longer ones would take too long.
    package var numberDigitsMax = 1_000
    /// Diagnostics collected before reading stops.
    package var diagnosticsMax = 100

    package init() {}
}
