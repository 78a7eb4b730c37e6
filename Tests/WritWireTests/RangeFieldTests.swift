// The field Range, by RFC 9110 section 14.1.2.

import Testing

@testable import WritWire

private func read(_ field: String, of byteCount: Int = 1_000) -> RangeField {
    var field = field
    // The string lends its bytes for the closure.
    return field.withUTF8 { unsafe RangeField(UnsafeRawBufferPointer($0), byteCount: byteCount) }
}

@Suite struct `The field Range` {
    @Test(arguments: [
        ("bytes=0-0", [0..<1]), ("bytes=0-999", [0..<1_000]), ("bytes=0-", [0..<1_000]), ("bytes=999-", [999..<1_000]),
        ("bytes=-1", [999..<1_000]), ("bytes=-5000", [0..<1_000]), ("bytes=10-99999999999999999999999", [10..<1_000]),
        ("BYTES=1-2", [1..<3]), ("bytes=1-2 , 5-6", [1..<3, 5..<7]), ("bytes=,1-2,,", [1..<3]),
        ("bytes=5-6,1-2", [5..<7, 1..<3]), ("bytes=1-2,2000-3000", [1..<3]), ("bytes=0-0,-1", [0..<1, 999..<1_000]),
        ("bytes=5-2,7-8", [7..<9]), ("bytes=0-499,400-899", [0..<500, 400..<900]),
    ])
    func `names parts`(field: String, parts: [Range<Int>]) {
        #expect(read(field) == .parts(parts))
    }

    @Test(arguments: [
        "bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=5-2", "bytes=", "bytes=,", "bytes=-", "bytes=a-b", "bytes=1",
        "bytes=1-2-3",
        "bytes=1-2,x", "bytes=+1-2", "bytes=1 2-3", "bytes=0x1-2", "bytes=--1",
    ])
    func `names none`(field: String) {
        #expect(read(field) == .unsatisfiable)
    }

    @Test(arguments: ["", "items=0-1", "0-1", "bytes", "bytes = 1-2", " bytes=1-2", "bytes=0-,0-", "bytes=0-999,0-0"])
    func `counts for nothing`(field: String) {
        #expect(read(field) == .ignored)
    }

    @Test func `names no more parts than a client has use for`() {
        let parts = (0..<100).map { "\($0 * 2)-\($0 * 2)" }
        guard case .parts(let read100) = read("bytes=" + parts.joined(separator: ",")) else {
            Issue.record("a hundred parts")
            return
        }
        #expect(read100.count == 100)
        #expect(read("bytes=" + (parts + ["900-900"]).joined(separator: ",")) == .ignored)
        #expect(read("bytes=" + String(repeating: "0-,", count: 10_000)) == .ignored)
    }

    @Test func `counts for nothing where there are no bytes`() {
        for field in ["bytes=0-", "bytes=-1", "bytes=0-0", "bytes=5-"] { #expect(read(field, of: 0) == .ignored) }
    }
}
