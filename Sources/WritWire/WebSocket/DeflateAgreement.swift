// What client and server agree on for permessage-deflate (RFC 7692 section 7.1).

/// The parameters of permessage-deflate for one connection.
package struct DeflateAgreement: Equatable, Sendable {
    /// The server forgets each message before the next.
    package var serverForgets = false
    /// The client does.
    package var clientForgets = false
    /// How many bits of window the server's messages may need: 9 to 15.
    package var serverWindowBits = 15
    /// And the client's.
    package var clientWindowBits = 15
    /// Whether the client has asked for it, or allowed it.
    private var namesServerWindow = false
    private var namesClientWindow = false

    /// What the server would like; a client may want less.
    package struct Wishes: Sendable {
        package var serverForgets: Bool
        package var clientForgets: Bool
        package var windowBits: Int

        package init(serverForgets: Bool, clientForgets: Bool, windowBits: Int) {
            self.serverForgets = serverForgets
            self.clientForgets = clientForgets
            self.windowBits = min(max(windowBits, 9), 15)
        }
    }

    /// Takes the first offer in `Sec-WebSocket-Extensions` that can be met; nil where there is none.
    package init?(offered field: UnsafeRawBufferPointer, wishes: Wishes) {
        var rest = unsafe field[...]
        while unsafe !rest.isEmpty {
            let offer = unsafe FieldList.takeElement(&rest)
            if let agreement = unsafe Self(offer: offer, wishes: wishes) {
                self = agreement
                return
            }
        }
        return nil
    }

    private init?(offer: Slice<UnsafeRawBufferPointer>, wishes: Wishes) {
        var rest = unsafe offer
        let name = unsafe FieldList.takeElement(&rest, separator: UInt8(ascii: ";"))
        guard unsafe FieldList.equalIgnoringCase(name, "permessage-deflate") else { return nil }
        var seen: Set<String> = []
        while unsafe !rest.isEmpty {
            let (name, value) = unsafe FieldList.takeParameter(&rest)
            let parameter = unsafe String(decoding: name, as: UTF8.self).lowercased()
            guard seen.insert(parameter).inserted else { return nil }
            let text = unsafe String(decoding: FieldList.unquoted(value), as: UTF8.self)
            guard take(parameter, text) else { return nil }
        }
        serverForgets = serverForgets || wishes.serverForgets
        clientForgets = clientForgets || wishes.clientForgets
        serverWindowBits = min(serverWindowBits, wishes.windowBits)
        namesServerWindow = serverWindowBits < 15 || namesServerWindow
        // The client's window can be made smaller only where it has said that it can (section 7.1.2.2).
        if namesClientWindow { clientWindowBits = min(clientWindowBits, wishes.windowBits) }
    }

    /// Takes one parameter of an offer; false where it can't be met.
    private mutating func take(_ parameter: String, _ value: String) -> Bool {
        switch parameter {
        case "server_no_context_takeover":
            serverForgets = true
            return value.isEmpty
        case "client_no_context_takeover":
            clientForgets = true
            return value.isEmpty
        case "server_max_window_bits":
            // zlib makes no windows of 8 bits.
            guard let bits = Self.bits(value), bits >= 9 else { return false }
            serverWindowBits = bits
            namesServerWindow = true
            return true
        case "client_max_window_bits":
            namesClientWindow = true
            if value.isEmpty { return true }
            guard let bits = Self.bits(value) else { return false }
            clientWindowBits = max(bits, 9)
            return true
        default: return false
        }
    }

    private static func bits(_ text: String) -> Int? {
        guard 1...2 ~= text.utf8.count, !text.hasPrefix("0"), let bits = Int(text), 8...15 ~= bits else { return nil }
        return bits
    }

    /// The value of the answer's `Sec-WebSocket-Extensions`.
    package var field: String {
        var text = "permessage-deflate"
        if serverForgets { text += "; server_no_context_takeover" }
        if clientForgets { text += "; client_no_context_takeover" }
        if namesServerWindow { text += "; server_max_window_bits=\(serverWindowBits)" }
        if namesClientWindow { text += "; client_max_window_bits=\(clientWindowBits)" }
        return text
    }
}
