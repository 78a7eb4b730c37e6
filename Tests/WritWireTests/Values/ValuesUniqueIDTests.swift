// UUIDs by RFC 9562.

import Testing

@testable import WritWire

@Suite struct `Unique identifiers` {
    @Test func `are read in either case and written in small letters`() throws {
        let id = try #require(UniqueID("0F6B7D0E-52c8-4f2e-9C60-3f1f0f3f8A11"))
        #expect(id.description == "0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11")
        #expect(id == UniqueID(high: 0x0F6B_7D0E_52C8_4F2E, low: 0x9C60_3F1F_0F3F_8A11))
        #expect(UniqueID("00000000-0000-0000-0000-000000000000") == UniqueID(high: 0, low: 0))
        #expect(UniqueID("ffffffff-ffff-ffff-ffff-ffffffffffff") == UniqueID(high: .max, low: .max))
        #expect(UniqueID(high: .max, low: 0) > UniqueID(high: 1, low: .max))
    }

    @Test(arguments: [
        "", "0f6b7d0e", "0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a1", "0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a111",
        "0f6b7d0e52c84f2e9c603f1f0f3f8a11", "{0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a1}", "0f6b7d0e-52c8-4f2e-9c60_3f1f0f3f8a11",
        "0f6b7d0-e52c8-4f2e-9c60-3f1f0f3f8a11", "0f6b7d0g-52c8-4f2e-9c60-3f1f0f3f8a11", "-f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11",
        "urn:uuid:0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11", "0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a1\u{0}",
        "0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a1 ", "------------------------------------",
    ])
    func `of any other shape are refused`(text: String) {
        #expect(UniqueID(text) == nil)
    }

    @Test func `that are made at random are of version 4 and differ`() {
        let ids = (0..<1000).map { _ in UniqueID.random() }
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(id.high >> 12 & 0xF == 4)
            #expect(id.low >> 62 == 0b10)
            #expect(UniqueID(id.description) == id)
        }
    }
}

@Suite struct `UUIDs as bytes` {
    @Test func `are read and written in the order of the network`() throws {
        let id = try #require(UniqueID("00112233-4455-6677-8899-aabbccddeeff"))
        #expect(id.bytes == [0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF])
        #expect(UniqueID(bytes: id.bytes) == id && UniqueID(bytes: id.bytes[1...]) == nil)
        #expect(UniqueID(bytes: id.bytes + [0]) == nil && UniqueID(bytes: [UInt8]()) == nil)
    }

    @Test func `tell their version and time`() throws {
        // RFC 9562, appendix A.6.
        let id = try #require(UniqueID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"))
        #expect(id.version == 7 && id.time?.description == "2022-02-22T19:22:22Z")
        #expect(UniqueID.random().version == 4 && UniqueID.random().time == nil)
        #expect(UniqueID.zero.version == nil && UniqueID(high: .max, low: .max).version == nil)
    }
}
