// The handshake of WebSocket, and what is agreed on in it (RFC 6455 section 4, RFC 7692 section 7.1).

import Testing

@testable import WritWire

private func lent<Result>(_ text: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    var text = text
    // The string lends its bytes for the closure.
    return text.withUTF8 { unsafe body(UnsafeRawBufferPointer($0)) }
}

@Suite struct `The handshake of WebSocket` {
    @Test func `answers the key as the RFC shows`() {
        #expect(
            unsafe lent("dGhlIHNhbXBsZSBub25jZQ==") { unsafe WebSocketHandshake.accept($0) } == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test(arguments: [
        "", "dGhl", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ==x", "dGhlIHNhbXBsZSBub25jZSE=", "************************",
    ])
    func `takes keys of sixteen bytes`(key: String) {
        #expect(unsafe lent(key) { unsafe WebSocketHandshake.accept($0) } == nil)
    }

    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
        (String(repeating: "a", count: 1_000), "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
        (String(repeating: "a", count: 55), "c1c8bbdc22796e28c0e15163d20899b65621d65a"),
        (String(repeating: "a", count: 64), "0098ba824b5c16427bd7a1122a5a442a25ec644d"),
    ])
    func `is made with SHA-1`(text: String, digest: String) {
        let bytes = SHA1.digest(Array(text.utf8))
        #expect(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == digest)
    }

    @Test(
        arguments: [
            ("chat.v1", "chat.v1"), ("chat.v2, chat.v1", "chat.v2"), ("chat.v1,chat.v2", "chat.v2"), ("Chat.v1", nil), ("", nil),
            ("other", nil),
            ("other,,  chat.v1 ", "chat.v1"),
        ] as [(String, String?)])
    func `takes the first of the server's subprotocols`(field: String, name: String?) {
        #expect(unsafe lent(field) { unsafe WebSocketHandshake.subprotocol(offered: $0, of: ["chat.v2", "chat.v1"]) } == name)
    }

    @Test(
        arguments: [
            ("permessage-deflate", "permessage-deflate"), ("PERMESSAGE-DEFLATE", "permessage-deflate"),
            ("permessage-deflate; client_max_window_bits", "permessage-deflate; client_max_window_bits=15"),
            ("permessage-deflate; client_max_window_bits=10", "permessage-deflate; client_max_window_bits=10"),
            ("permessage-deflate; server_max_window_bits=10", "permessage-deflate; server_max_window_bits=10"),
            ("permessage-deflate; server_max_window_bits=\"10\"", "permessage-deflate; server_max_window_bits=10"),
            ("permessage-deflate; server_no_context_takeover", "permessage-deflate; server_no_context_takeover"),
            ("permessage-deflate; client_no_context_takeover", "permessage-deflate; client_no_context_takeover"),
            ("permessage-deflate; server_max_window_bits=8", nil), ("permessage-deflate; server_max_window_bits", nil),
            ("permessage-deflate; server_max_window_bits=16", nil), ("permessage-deflate; server_max_window_bits=09", nil),
            ("permessage-deflate; client_max_window_bits=7", nil), ("permessage-deflate; server_no_context_takeover=1", nil),
            ("permessage-deflate; unknown", nil), ("permessage-deflate; server_max_window_bits=9; server_max_window_bits=9", nil),
            ("permessage-deflate; server_max_window_bits=8, permessage-deflate", "permessage-deflate"),
            (
                "x-webkit-deflate-frame, permessage-deflate; client_max_window_bits",
                "permessage-deflate; client_max_window_bits=15"
            ),
            ("", nil), ("other", nil),
        ] as [(String, String?)])
    func `agrees on compression`(offer: String, answer: String?) {
        let wishes = DeflateAgreement.Wishes(serverForgets: false, clientForgets: false, windowBits: 15)
        #expect(unsafe lent(offer) { unsafe DeflateAgreement(offered: $0, wishes: wishes) }?.field == answer)
    }

    @Test func `agrees on what the server wants, where the client can`() {
        let wishes = DeflateAgreement.Wishes(serverForgets: true, clientForgets: true, windowBits: 11)
        let fields = ["permessage-deflate", "permessage-deflate; client_max_window_bits"].map { offer in
            unsafe lent(offer) { unsafe DeflateAgreement(offered: $0, wishes: wishes) }?.field
        }
        let both = "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=11"
        #expect(fields == [both, both + "; client_max_window_bits=11"])
    }
}
