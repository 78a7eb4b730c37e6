// How to make a text of a value that YAML reads as something else.

internal import WritSpec

extension Node {
    /// Quotes around what is written may give another text than stands there without them: `TRUE`, `007`, `0x1F`.
    func quotingHint(for value: String) -> String {
        let written = location.text
        guard written != value, string == nil, mapping == nil, sequence == nil, !written.isEmpty else {
            return "put it in quotes: `'\(value)'`"
        }
        return "put it in quotes: `'\(written)'` is the text as written, and `'\(value)'` the value that it is now"
    }
}
