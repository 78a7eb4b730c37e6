// Header fields that may come in several lines, as one value (RFC 9110 section 5.3).

package import WritEngine
internal import WritWire

extension Exchange {
    /// Lends the value of a field to `body`, its lines joined with `separator`; nil where the field did not come.
    package func withField<Result>(
        _ name: StaticString, separator: StaticString = ", ", _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result? {
        var index = 0
        guard let first = unsafe field(name, from: &index) else { return nil }
        guard let joined = unsafe joinedField(name, first, from: index, separator) else { return unsafe body(first) }
        // The buffer lives until `body` is through.
        return unsafe body(joined.bytes)
    }

    /// The lines of a field, of which `first` is the one before line `index`; nil where it is the only one.
    func joinedField(
        _ name: StaticString, _ first: UnsafeRawBufferPointer, from index: Int, _ separator: StaticString
    ) -> OutputBuffer? {
        var index = index
        guard let second = unsafe field(name, from: &index) else { return nil }
        var joined = OutputBuffer(minimumCapacity: 256)
        unsafe joined.append(first)
        joined.append(separator)
        unsafe joined.append(second)
        while let next = unsafe field(name, from: &index) {
            joined.append(separator)
            unsafe joined.append(next)
        }
        return joined
    }
}
