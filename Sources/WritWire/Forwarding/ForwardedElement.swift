// What one proxy says in the field Forwarded (RFC 7239 section 4): `for=192.0.2.43;proto=https;host=shop.example`.

/// The parameters of one element, as far as a server needs them.
@safe
package struct ForwardedElement {
    /// Who asked the proxy; without quotes.
    package private(set) var node: ForwardedNode?
    package private(set) var scheme: ForwardedScheme?
    /// The Host field that the proxy was sent, without quotes: a part of the element's bytes.
    package private(set) var host: UnsafeRawBufferPointer?

    /// Nil for an element that is malformed or says something twice.
    ///
    /// A value in quotes with a backslash in it is taken for malformed: no address, scheme or host has one.
    package init?(_ element: UnsafeRawBufferPointer) {
        var seen = (node: false, scheme: false, host: false)
        // All slices lie within the element.
        var rest = unsafe element[...]
        while unsafe !rest.isEmpty {
            let (name, value) = unsafe FieldList.takeParameter(&rest)
            // A semicolon too many.
            if unsafe name.isEmpty && value.isEmpty { continue }
            guard unsafe FieldRule.acceptsName(UnsafeRawBufferPointer(rebasing: name)), let text = unsafe Self.text(value) else {
                return nil
            }
            if unsafe FieldList.equalIgnoringCase(name, "for") {
                guard !seen.node else { return nil }
                seen.node = true
                node = unsafe ForwardedNode(text)
            } else if unsafe FieldList.equalIgnoringCase(name, "proto") {
                guard !seen.scheme else { return nil }
                seen.scheme = true
                scheme = unsafe ForwardedScheme(text)
            } else if unsafe FieldList.equalIgnoringCase(name, "host") {
                guard !seen.host else { return nil }
                seen.host = true
                unsafe host = HostRule.accepts(text) ? text : nil
            }
        }
    }

    /// A token, or what stands in quotes.
    private static func text(_ value: Slice<UnsafeRawBufferPointer>) -> UnsafeRawBufferPointer? {
        // Both lie within the value.
        if unsafe value.first == UInt8(ascii: "\"") {
            let text = unsafe UnsafeRawBufferPointer(rebasing: FieldList.unquoted(value))
            guard unsafe text.count == value.count - 2,
                unsafe text.allSatisfy({ $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") })
            else { return nil }
            return unsafe text
        }
        let text = unsafe UnsafeRawBufferPointer(rebasing: value)
        // Many proxies write addresses with ports, and hosts, without the quotes that a colon asks for.
        return unsafe text.count > 0 && text.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }) ? text : nil
    }
}

/// How a client came to a proxy.
package enum ForwardedScheme: Sendable {
    case http, https

    /// Nil for any other; letters of either case.
    package init?(_ text: UnsafeRawBufferPointer) {
        if unsafe text.spellsIgnoringCase("https") || text.spellsIgnoringCase("wss") {
            self = .https
        } else if unsafe text.spellsIgnoringCase("http") || text.spellsIgnoringCase("ws") {
            self = .http
        } else {
            return nil
        }
    }
}
