// JSON Lines and JSON text sequences, whole and cut at every byte.

import Testing

@testable import WritWire

@Suite struct `Series of texts` {
    static let bodies: [(ItemSplitter.Format, String, [String])] = [
        (.lines, "", []), (.lines, "\n\r\n \n", []), (.lines, "1", ["1"]), (.lines, "1\n", ["1"]),
        (.lines, "1\n2", ["1", "2"]), (.lines, "{\"a\":1}\r\n\n[2]\n", ["{\"a\":1}\r", "[2]"]),
        (.records, "", []), (.records, "\u{1E}", []), (.records, "\u{1E}1\n\u{1E}\u{1E}2", ["1\n", "2"]),
        (.records, "\u{1E}{\n}\n", ["{\n}\n"]), (.records, "1\n\u{1E}2", ["noSeparator"]),
        (.lines, "12345678\n1", ["12345678", "1"]), (.lines, "1\n123456789\n1", ["1", "tooLarge"]),
        (.lines, "123456789", ["tooLarge"]),
    ]

    private func items(_ format: ItemSplitter.Format, _ chunks: [[UInt8]]) -> [String] {
        var splitter = ItemSplitter(format, itemBytesMax: 8)
        var items: [String] = []
        do throws(ItemSplitter.Failure) {
            for chunk in chunks {
                splitter.add(chunk)
                while let item = try splitter.next(isLast: false) { items.append(String(decoding: item, as: UTF8.self)) }
            }
            while let item = try splitter.next(isLast: true) { items.append(String(decoding: item, as: UTF8.self)) }
        } catch { items.append("\(error)") }
        return items
    }

    @Test(arguments: bodies.indices)
    func `fall into the texts of their items, wherever they are cut`(index: Int) {
        let (format, body, expected) = Self.bodies[index]
        let bytes = Array(body.utf8)
        #expect(items(format, [bytes]) == expected)
        #expect(items(format, bytes.map { [$0] }) == expected)
        for cut in bytes.indices { #expect(items(format, [Array(bytes[..<cut]), Array(bytes[cut...])]) == expected) }
    }

    @Test func `of a long text come in linear time`() {
        let chunks = (0..<4_000).map { _ in [UInt8](repeating: UInt8(ascii: "1"), count: 1_000) }
        var splitter = ItemSplitter(.lines, itemBytesMax: 10_000_000)
        for chunk in chunks {
            splitter.add(chunk)
            #expect((try? splitter.next(isLast: false)) == .some(nil))
        }
        #expect((try? splitter.next(isLast: true))??.count == 4_000_000)
    }
}
