// JSON Lines, JSON text sequences and event streams, whole and cut at every byte.

import Testing

@testable import WritWire

@Suite struct `Series of texts` {
    static let bodies: [(ItemSplitter.Format, String, [String])] = [
        (.lines, "", []), (.lines, "\n\r\n \n", []), (.lines, "1", ["1"]), (.lines, "1\n", ["1"]),
        (.lines, "1\n2", ["1", "2"]), (.lines, "{\"a\":1}\r\n\n[2]\n", ["{\"a\":1}\r", "[2]"]),
        (.records, "", []), (.records, "\u{1E}", []), (.records, "\u{1E}1\n\u{1E}\u{1E}2", ["1\n", "2"]),
        (.records, "\u{1E}{\n}\n", ["{\n}\n"]), (.records, "1\n\u{1E}2", ["noSeparator"]),
        (.lines, "12345678\n1", ["12345678", "1"]), (.lines, "1\n123456789\n1", ["1", "tooLarge"]),
        (.lines, "123456789", ["tooLarge"]), (.lines, "        \n\t\n \r\n\n 1\n\n  ", [" 1"]),
        (.lines, "\n\n         \n1", ["tooLarge"]), (.lines, "1\n \n         ", ["1", "tooLarge"]),
        (.events, "", []), (.events, "\n\r\r\n", []), (.events, "a\n\nb\n\n", ["a\n", "b\n"]),
        (.events, "a\rb\r\rc\r\r", ["a\rb\r", "c\r"]), (.events, "a\r\n\r\nb\r\n\r\n", ["a\r\n", "b\r\n"]),
        (.events, "a\n\r\nb\r\n\nc", ["a\n", "b\r\n", "c"]), (.events, "\n\na\r\n\r\n\n\r\rb\n", ["a\r\n", "b\n"]),
        (.events, "\u{FEFF}a\n\n\u{FEFF}b", ["a\n", "\u{FEFF}b"]), (.events, "\n\u{FEFF}a", ["\u{FEFF}a"]),
        (.events, "1234567\n\n123456789\n\n", ["1234567\n", "tooLarge"]),
        (.events, "12345\n789", ["tooLarge"]),
        (.events, ":1\n:23\r\n:45\r:67\n:8\na\n\n:9\n\n\u{FEFF}b", ["a\n", "\u{FEFF}b"]),
        (.events, "a\n:1\n\n:2", ["a\n:1\n", ":2"]), (.events, "a\n:12345678\n", ["tooLarge"]),
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

    @Test(
        arguments: [
            ("", nil), (":\nevent: x\n", nil), ("data", ""), ("data:", ""), ("data: a", "a"), ("data:  a ", " a "),
            ("data\ndata: a\r\rdata:b\r\ndata", "\na\nb\n"), (" data: a", nil), ("DATA: a", nil), ("data : a", nil),
        ] as [(String, String?)]) func `of events are fields, and those of data are lines`(lines: String, data: String?)
    {
        #expect(EventFields(Array(lines.utf8)).data.map { String(decoding: $0, as: UTF8.self) } == data)
    }

    @Test func `of events have one kind, one id and one time, the last that is valid`() {
        let fields = EventFields(
            Array("event: a\nid: 1\nretry: 5\nevent: b\nid: 2\nid: \u{0}\nretry: -1\nretry: 99999999999999999999".utf8))
        #expect(fields.event == "b" && fields.id == "2" && fields.retry == 5 && fields.data == nil)
        #expect(EventFields(Array("event: a\nevent\nid:\nretry".utf8)).event == nil)
    }
}
