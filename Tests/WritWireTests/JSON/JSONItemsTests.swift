// Lists and maps are collected in memory of the thread before they are made: nothing of that may show in what is read.

import Testing

@testable import WritWire

/// Counts itself, so that an item which is moved, lost or freed twice is noticed.
private final class Counted: Equatable {
    final class Census { var living = 0 }

    let number: Int
    private let census: Census

    init(_ number: Int, _ census: Census) {
        self.number = number
        self.census = census
        census.living += 1
    }

    deinit { census.living -= 1 }

    static func == (left: Counted, right: Counted) -> Bool { left.number == right.number }
}

/// Reads what `text` holds; the reader is used up behind it.
private func reading<Result>(_ text: String, _ body: (inout JSONReader) throws -> Result) rethrows -> Result {
    // Nothing of the bytes is kept.
    return try unsafe withGuardedBytes(Array(text.utf8)) { bytes in
        // The bytes are there for the call.
        var json = unsafe JSONReader(bytes)
        return try body(&json)
    }
}

private func readNumbers(_ json: inout JSONReader) -> [Int] {
    guard var array = json.beginArray() else { return [] }
    var items = JSONItems<Int>(in: &json)
    while json.nextItem(&array) {
        if let item = json.readInt() { json.add(item, to: &items) }
    }
    return json.array(items)
}

private func readTable(_ json: inout JSONReader) -> [[Int]] {
    guard var array = json.beginArray() else { return [] }
    var items = JSONItems<[Int]>(in: &json)
    while json.nextItem(&array) { json.add(readNumbers(&json), to: &items) }
    return json.array(items)
}

struct JSONItemsTests {
    /// From nothing to more than the scratch memory of a thread ever has.
    @Test(arguments: [0, 1, 2, 4, 5, 100, 2047, 2048, 2049, 5000, 131_072, 200_000])
    func `a list of any length has its items in order`(count: Int) {
        let numbers = Array(0..<count)
        for _ in 0..<3 { #expect(reading(numbers.description, readNumbers) == numbers) }
    }

    @Test func `lists inside lists are read whole`() {
        let table = (0..<60).map { row in Array(0..<(row * row % 700)) }
        for _ in 0..<3 { #expect(reading(table.description, readTable) == table) }
    }

    /// Items of one byte leave the place behind them unaligned for the next list.
    @Test func `items of all sizes stand side by side`() {
        struct Row: Equatable {
            var flags: [Bool]
            var wide: [SIMD4<Double>]
            var empty: [Void]

            static func == (left: Row, right: Row) -> Bool {
                left.flags == right.flags && left.wide == right.wide && left.empty.count == right.empty.count
            }
        }
        reading("") { json in
            for count in 0..<40 {
                var flags = JSONItems<Bool>(in: &json)
                var rows = [Row]()
                for number in 0..<count {
                    json.add(number % 3 == 0, to: &flags)
                    var wide = JSONItems<SIMD4<Double>>(in: &json)
                    var empty = JSONItems<Void>(in: &json)
                    for item in 0..<number { json.add(SIMD4(repeating: Double(item)), to: &wide) }
                    let list = json.array(wide)
                    for _ in 0..<number { json.add((), to: &empty) }
                    rows.append(Row(flags: [], wide: list, empty: json.array(empty)))
                    #expect(rows.last?.wide == (0..<number).map { SIMD4(repeating: Double($0)) })
                    #expect(rows.last?.empty.count == number)
                }
                #expect(json.array(flags) == (0..<count).map { $0 % 3 == 0 })
            }
        }
    }

    @Test(arguments: [0, 1, 7, 3000, 300_000])
    func `each item is freed once, with the list`(count: Int) {
        let census = Counted.Census()
        reading("") { json in
            var items = JSONItems<Counted>(in: &json)
            for number in 0..<count { json.add(Counted(number, census), to: &items) }
            #expect(census.living == count)
            let list = json.array(items)
            #expect(list.map(\.number) == Array(0..<count))
            #expect(census.living == count)
        }
        #expect(census.living == 0)
    }

    @Test(arguments: [1, 7, 3000, 300_000])
    func `each item is freed once, where no list is made of them`(count: Int) {
        let census = Counted.Census()
        reading("") { json in
            var items = JSONItems<Counted>(in: &json)
            for number in 0..<count { json.add(Counted(number, census), to: &items) }
        }
        #expect(census.living == 0)
    }

    @Test func `lists that end in the wrong order are read nevertheless`() {
        let census = Counted.Census()
        reading("") { json in
            var outer = JSONItems<Counted>(in: &json)
            var inner = JSONItems<Counted>(in: &json)
            for number in 0..<10 {
                json.add(Counted(number, census), to: &outer)
                json.add(Counted(-number, census), to: &inner)
            }
            #expect(json.array(outer).map(\.number) == Array(0..<10))
            for number in 10..<20 { json.add(Counted(-number, census), to: &inner) }
            #expect(json.array(inner).map(\.number) == (0..<20).map { -$0 })
            #expect(reading("[1,2,3]", readNumbers) == [1, 2, 3])
        }
        #expect(census.living == 0)
    }

    /// A type of the application's own may begin a reader while another one is at work on the same thread.
    @Test func `a reader inside another one does without the thread's memory`() {
        reading("") { json in
            var outer = JSONItems<Int>(in: &json)
            for number in 0..<1000 {
                json.add(number, to: &outer)
                let inner = reading("[[1],[],[\(number),2]]", readTable)
                #expect(inner == [[1], [], [number, 2]])
            }
            #expect(json.array(outer) == Array(0..<1000))
        }
    }

    @Test func `after a large list, a thread keeps room for one as large`() {
        let text = Array(0..<50_000).description
        reading("[1]") { json in
            _ = readNumbers(&json)
            #expect(json.scratch != nil)
        }
        _ = reading(text, readNumbers)
        reading(text) { json in
            _ = readNumbers(&json)
            #expect((json.scratch?.byteCount ?? 0) >= 50_000 * 8)
            #expect(json.scratchLeft == json.scratch?.byteCount)
        }
        // And never more than a megabyte.
        _ = reading(Array(0..<400_000).description, readNumbers)
        reading("[1]") { json in
            _ = readNumbers(&json)
            #expect(json.scratch?.byteCount == 1 << 20)
        }
    }

    @Test(arguments: [0, 1, 3, 1000, 50_000])
    func `a map has its members`(count: Int) {
        let text = "{" + (0..<count).map { "\"name \($0)\": [\($0)]" }.joined(separator: ", ") + "}"
        reading(text) { json in
            guard var members = json.beginMembers() else { return }
            var collected = JSONMembers<[Int]>(in: &json)
            while let name = json.nextMember(&members) { json.add(readNumbers(&json), name, to: &collected) }
            let map = json.dictionary(collected)
            #expect(map.count == count)
            #expect((0..<count).allSatisfy { map["name \($0)"] == [$0] })
            #expect(json.finish() == nil)
        }
    }

    @Test func `a name that stands twice is told of at the second value`() {
        reading(#"{"a": 1, "b": {"a": 2}, "a": 3, "\u0061": 4}"#) { json in
            guard var members = json.beginMembers() else { return }
            var collected = JSONMembers<JSONValue>(in: &json)
            while let name = json.nextMember(&members) {
                if let value = json.readValue() { json.add(value, name, to: &collected) }
            }
            #expect(json.dictionary(collected).count == 2)
            guard case .invalid(let violations) = json.finish() else {
                Issue.record("names that stand twice pass")
                return
            }
            #expect(violations.map(\.pointer) == ["/a", "/a"])
            #expect(violations.map(\.keyword) == ["uniqueNames", "uniqueNames"])
        }
    }

    @Test func `threads have memory of their own`() async {
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    let table = (0..<40).map { row in Array(row..<(row + task * 17 % 60)) }
                    return (0..<50).allSatisfy { _ in reading(table.description, readTable) == table }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
