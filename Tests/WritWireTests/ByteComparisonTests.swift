// Comparing runs of bytes word by word, and routes whose segments differ in one letter.

import Testing
import WritWire

@Suite struct `Runs of bytes` {
    private func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        // Both arrays lend their bytes for the closures.
        unsafe one.withUnsafeBytes { one in unsafe other.withUnsafeBytes { other in unsafe one.equals(other) } }
    }

    @Test(arguments: 0...40) func `are the same when all of their bytes are`(length: Int) {
        let bytes = (0..<length).map { UInt8($0 + 1) }
        #expect(equal(bytes, bytes))
        #expect(!equal(bytes, bytes + [0]))
        #expect(!equal(bytes + [0], bytes))
        for place in 0..<length {
            var other = bytes
            other[place] ^= 0x80
            #expect(!equal(bytes, other), "byte \(place) of \(length)")
        }
    }

    @Test(arguments: 1...24) func `tell segments of a path apart`(length: Int) {
        let segments = (0..<length).map { place in
            String((0..<length).map { $0 == place ? "b" : "a" as Character })
        }
        let routes = RouteTable(lines: segments.map { "GET /\($0)" }.joined(separator: "\n"))
        for (number, segment) in segments.enumerated() {
            #expect(operation(routes, "/" + segment) == number)
        }
        #expect(operation(routes, "/" + String(repeating: "a", count: length)) == nil)
        #expect(operation(routes, "/" + segments[0] + "a") == nil)
    }

    private func operation(_ routes: RouteTable, _ path: String) -> Int? {
        var path = path
        // The bytes are lent for the closure.
        let match = path.withUTF8 { unsafe routes.match(.get, UnsafeRawBufferPointer($0)) }
        if case .operation(let number, _) = match { return number }
        return nil
    }
}
