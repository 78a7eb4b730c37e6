// Each limit of a head one below, at and one above.

import Testing
import WritInputs
import WritWire

@Suite struct `Limits of a head` {
    private let limits = HeadLimits(targetBytesMax: 20, fieldBytesMax: 30, fieldCountMax: 4, headBytesMax: 110)

    private func statusOf(_ text: String) -> Int {
        let input = [UInt8](latin1: text)
        let whole = status(parseWhole(input, limits: limits).result)
        #expect(status(parseByteByByte(input, limits: limits).result) == whole)
        return whole
    }

    @Test(arguments: [(19, 200), (20, 200), (21, 414), (1000, 414)])
    func `a target beyond its limit is 414`(count: Int, wanted: Int) {
        let target = "/" + String(repeating: "a", count: count - 1)
        #expect(statusOf("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == wanted)
        let query = "/?" + String(repeating: "%41", count: 400).prefix(count - 2)
        if count == 1000 { #expect(statusOf("GET \(query) HTTP/1.1\r\nHost: a\r\n\r\n") == wanted) }
    }

    @Test(arguments: [(29, 200), (30, 200), (31, 431), (1000, 431)])
    func `a field beyond its limit is 431`(count: Int, wanted: Int) {
        #expect(
            statusOf("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "b", count: count - 3))\r\n\r\n") == wanted)
        if count == 1000 {
            #expect(statusOf("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "b", count: count))") == 431)
        }
    }

    @Test(arguments: [(3, 200), (4, 200), (5, 431)])
    func `more fields than the limit are 431`(count: Int, wanted: Int) {
        let fields = String(repeating: "X: b\r\n", count: count - 1)
        #expect(statusOf("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n") == wanted)
    }

    @Test(arguments: [(109, 200), (110, 200), (111, 431)])
    func `a head beyond its limit is 431`(count: Int, wanted: Int) {
        let start = "GET / HTTP/1.1\r\nHost: a\r\n"
        let long = "A: 345678901234567890123456\r\nB: 345678901234567890123456\r\n"
        let rest = count - start.utf8.count - long.utf8.count
        let text = start + long + "C: \(String(repeating: "c", count: rest - 7))\r\n\r\n"
        #expect(text.utf8.count == count)
        #expect(statusOf(text) == wanted)
    }

    @Test func `a head that never ends is refused as soon as it is too large`() {
        #expect(
            statusOf("GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "A: 3456789012345678901\r\n", count: 50))
                == 431)
    }
}
