// Whether a client offers to go on in another protocol (RFC 9110 section 7.8).

extension RequestHead {
    /// Whether the client offers to go over to the protocol `name` behind this request.
    ///
    /// Only HTTP/1.1 can, only with `upgrade` among the options of Connection, and here only with a request that has no
    /// body: what follows the head then belongs to the other protocol. `bytes` start where the head starts.
    package func offersUpgrade(to name: StaticString, in bytes: UnsafeRawBufferPointer) -> Bool {
        guard minorVersion > 0, framing == .none else { return false }
        return unsafe list("Connection", in: bytes, has: "upgrade") && list("Upgrade", in: bytes, has: name)
    }

    /// Whether the lines of a field, all together, have an element, whatever its case.
    private func list(_ fieldName: StaticString, in bytes: UnsafeRawBufferPointer, has wanted: StaticString) -> Bool {
        var isThere = false
        for index in 0..<fields.count {
            let line = fields[index]
            // Field ranges lie inside `bytes`: `slice` checks it.
            guard unsafe line.name.slice(of: bytes).spellsIgnoringCase(fieldName) else { continue }
            unsafe Self.forEachElement(of: line.value.slice(of: bytes)) { element in
                if unsafe element.spellsIgnoringCase(wanted) { isThere = true }
            }
        }
        return isThere
    }
}
