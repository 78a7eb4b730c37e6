// Logs of events: what they keep, and what those get who follow them.

import Testing
import WritServer

@Suite struct `A log of events` {
    private func values(_ log: EventLog<Int>) -> [Int] { log.latest.compactMap(\.data) }

    @Test func `keeps the latest within a count`() {
        let log = EventLog<Int>(countMax: 3)
        for number in 1...2 { log.append(number) }
        #expect(values(log) == [1, 2])
        log.append(3)
        #expect(values(log) == [1, 2, 3] && log.count == 3)
        log.append(4)
        #expect(values(log) == [2, 3, 4] && log.count == 3 && log.lastID == log.latest.last?.id)
    }

    @Test func `keeps the latest within a number of bytes, and one at least`() {
        let text = String(repeating: "x", count: 1_000)
        let one = EventLog<String>()
        one.append(text, id: "1")
        let size = one.byteCount
        let log = EventLog<String>(bytesMax: size * 2)
        for number in 1...2 { log.append(text, id: "\(number)") }
        #expect(log.count == 2 && log.byteCount == size * 2)
        log.append(text, id: "3")
        #expect(log.count == 2 && log.byteCount == size * 2)
        let small = EventLog<String>(bytesMax: 10)
        for number in 1...500 { small.append(text, id: "\(number)") }
        #expect(small.count == 1 && small.lastID == "500")
    }

    @Test func `begins with the next event, or with the oldest`() async {
        let log = EventLog<Int>()
        log.append(1)
        let (next, oldest) = (log.events(after: nil), log.events(after: nil, startingAt: .oldest))
        log.append(2)
        log.end()
        #expect(await all(next) == [2] && !next.hasGap)
        #expect(await all(oldest) == [1, 2] && !oldest.hasGap)
    }

    @Test func `goes on behind an id, and says where it can't`() async {
        let log = EventLog<Int>(countMax: 2)
        let ids = (1...4).map { log.append($0) }
        #expect(Set(ids).count == 4)
        let (newest, kept, old, foreign) = (
            log.events(after: ids[3]), log.events(after: ids[2]), log.events(after: ids[0]), log.events(after: "x")
        )
        // The oldest that is kept is what comes behind this one, but nobody knows that any more.
        let last = log.events(after: ids[1])
        log.append(5, kind: "five")
        log.end()
        #expect(await all(newest) == [5] && !newest.hasGap)
        #expect(await all(kept) == [4, 5] && !kept.hasGap)
        #expect(old.hasGap && foreign.hasGap && last.hasGap)
        #expect(log.latest.last?.event == "five")
    }

    @Test func `takes ids that are given, the later of two alike`() async {
        let log = EventLog<Int>()
        for (number, id) in [(1, "a"), (2, "b"), (3, "a"), (4, "c")] { log.append(number, id: id) }
        let events = log.events(after: "a")
        log.end()
        #expect(await all(events) == [4])
    }

    @Test func `ends who reads more slowly than it forgets, and who is cancelled`() async {
        let log = EventLog<Int>(countMax: 2)
        let slow = log.events(after: nil)
        var iterator = slow.makeAsyncIterator()
        log.append(1)
        #expect(await iterator.next()?.data == 1)
        for number in 2...4 { log.append(number) }
        #expect(await iterator.next() == nil)
        #expect(log.counts.ended == 1 && log.counts.dropped == 0)
        let waiting = Task { await all(log.events(after: nil)) }
        waiting.cancel()
        #expect(await waiting.value == [])
    }

    @Test func `has a slow follower miss the oldest, where it is to`() async {
        let log = EventLog<Int>(countMax: 2)
        let slow = log.events(after: nil, whenSlow: .dropOldest)
        var iterator = slow.makeAsyncIterator()
        for number in 1...5 { log.append(number) }
        #expect(await iterator.next()?.data == 4)
        #expect(await iterator.next()?.data == 5)
        #expect(log.counts.ended == 0 && log.counts.dropped == 3)
    }

    @Test func `begins with how long a client is to wait`() async {
        let log = EventLog<Int>()
        var iterator = log.events(after: nil, retry: .seconds(2)).makeAsyncIterator()
        let first = await iterator.next()
        #expect(first?.retry == 2_000 && first?.data == nil)
    }

    @Test func `wakes all who wait, whatever thread tells them`() async {
        let log = EventLog<Int>()
        await withTaskGroup(of: [Int].self) { group in
            let followers = (0..<20).map { _ in log.events(after: nil) }
            for events in followers { group.addTask { await all(events) } }
            group.addTask {
                for number in 0..<500 { log.append(number) }
                log.end()
                return Array(0..<500)
            }
            for await values in group { #expect(values == Array(0..<500)) }
        }
    }
}

private func all(_ events: EventLog<Int>.Events) async -> [Int] {
    var values: [Int] = []
    for await event in events { values.append(event.data ?? -1) }
    return values
}
