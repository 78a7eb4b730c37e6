// The current request's head as bytes: each call finds its run in the storage at once.

extension RequestStream {
    /// The method as sent.
    package var methodBytes: UnsafeRawBufferPointer { unsafe head.methodBytes.slice(of: requestBytes) }

    /// The path as sent; empty where an absolute target has none.
    package var path: UnsafeRawBufferPointer { unsafe head.path.slice(of: requestBytes) }

    /// The bytes behind `?`; nil without `?`.
    package var query: UnsafeRawBufferPointer? {
        guard let query = head.query else { return nil }
        return unsafe query.slice(of: requestBytes)
    }

    /// The value of the next field line of that name from line `index` on, which moves behind it.
    package func field(_ name: StaticString, from index: inout Int) -> UnsafeRawBufferPointer? {
        let bytes = unsafe requestBytes
        let nameCount = UInt32(truncatingIfNeeded: name.utf8CodeUnitCount)
        while index < head.fields.count {
            let line = head.fields[index]
            index += 1
            if unsafe line.name.count == nameCount && line.name.slice(of: bytes).spellsIgnoringCase(name) {
                return unsafe line.value.slice(of: bytes)
            }
        }
        return nil
    }

    /// Name and value of the field line at `index`.
    package func field(at index: Int) -> (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        let line = head.fields[index]
        let bytes = unsafe requestBytes
        return unsafe (line.name.slice(of: bytes), line.value.slice(of: bytes))
    }
}
