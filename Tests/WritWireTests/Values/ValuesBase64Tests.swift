// Base64 by RFC 4648 section 4, and nothing like it.

import Testing

@testable import WritWire

@Suite struct `Bytes in Base64` {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `agree with the vectors of RFC 4648`(plain: String, encoded: String) throws {
        #expect(Base64(Array(plain.utf8)).description == encoded)
        #expect(try #require(Base64(text: encoded)).bytes == Array(plain.utf8))
    }

    @Test func `of every length and value come back`() throws {
        let bytes = (0...255).map { UInt8($0) } + (0...255).reversed().map { UInt8($0) }
        for length in 0...bytes.count {
            let value = Base64(Array(bytes.prefix(length)))
            #expect(Base64(text: value.description) == value)
        }
        #expect(try #require(Base64(text: "+/+/")).bytes == [0xFB, 0xFF, 0xBF])
    }

    @Test(arguments: [
        // Padding that is missing, too long or in the wrong place.
        "Zg", "Zg=", "Zm8", "Zg===", "=", "==", "===", "====", "Z===", "Zm8==", "=Zm8", "Zg==Zg==", "Zm8=Zm8=", "Z=g=",
        "Zm9v====", "Zm9v=", "Zg=Z",
        // Bits that are left over and not zero.
        "Zh==", "Zm9=", "Zm8/Zn==", "Z/==",
        // Other alphabets, and what stands between.
        "-_-_", "Zm9v\n", "Zm 9v", " Zm9v", "Zm9v Zm9v", "Zm9\u{0}", "Zmé=", "Zm9.", "A", "AA", "AAA",
    ])
    func `that have another text than the one their value has are refused`(text: String) {
        #expect(Base64(text: text) == nil)
    }
}
