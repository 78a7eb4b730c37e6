// Groups beside their sockets: logs that they feed, who is there, and other instances.

import Synchronization
import Testing
import WritRuntime
import WritServer

@Suite struct `Groups` {
    private func values(_ log: EventLog<String>) -> [String] { log.latest.compactMap(\.data) }

    @Test func `feed logs, with ids that are given or made`() {
        let group = SocketGroup<String>()
        let (log, loud) = (EventLog<String>(), EventLog<String>())
        group.feed(log)
        group.feed(loud, kind: { "k\($0.count)" }) { $0.hasPrefix("!") ? $0.uppercased() : nil }
        let first = group.send("a")
        #expect(group.send("!b", id: "7") == "7")
        #expect(values(log) == ["a", "!b"] && values(loud) == ["!B"])
        #expect(log.latest.map(\.id) == [first, "7"] && loud.lastID == "7")
        #expect(log.latest.map(\.event) == [nil, nil] && loud.latest.last?.event == "k2")
    }

    @Test func `know who is there, each once`() {
        let group = SocketGroup<String>()
        let members = ["b", "a", "b"].map { group.enter(as: $0) }
        #expect(group.present == ["a", "b"])
        group.leave(members[0])
        #expect(group.present == ["a", "b"])
        group.leave(members[2])
        #expect(group.present == ["a"])
    }

    @Test func `of one channel are one group, in whatever instance they are`() {
        let relay = MemoryGroupRelay()
        let instances = (0..<3).map { number in
            let group = SocketGroup<String>(relay: relay, channel: number < 2 ? "kitchen" : "garden")
            let log = EventLog<String>()
            group.feed(log)
            return (group: group, log: log)
        }
        let id = instances[0].group.send("hello")
        #expect(instances.map { values($0.log) } == [["hello"], ["hello"], []])
        #expect(instances[1].log.lastID == id)
        let member = instances[1].group.enter(as: "Ann")
        #expect(instances.map(\.group.present) == [["Ann"], ["Ann"], []])
        // Who comes later asks who is there.
        let late = SocketGroup<String>(relay: relay, channel: "kitchen")
        #expect(late.present == ["Ann"])
        instances[1].group.leave(member)
        #expect(instances[0].group.present.isEmpty && late.present.isEmpty)
    }

    @Test func `pass over what no group has written`() {
        let relay = MemoryGroupRelay()
        let group = SocketGroup<String>(relay: relay, channel: "a")
        let log = EventLog<String>()
        group.feed(log)
        for text in ["", "\n", "x message 1", "x message 1\n{", "x other 1\n\"a\"", "x roster \n{}", "x roster \n[1]", "a b\n"] {
            relay.publish(Array(text.utf8), on: "a")
        }
        relay.publish([0xFF, 0x0A, 0x22], on: "a")
        #expect(log.count == 0 && group.present.isEmpty)
        relay.publish(Array("x message 1 2\n\"a\"".utf8), on: "a")
        #expect(values(log) == ["a"] && log.lastID == "1 2")
    }

    @Test func `leave their relay when nobody has them any more`() {
        let relay = MemoryGroupRelay()
        let count = Mutex(0)
        let listening = relay.listen(to: "a") { _ in count.withLock { $0 += 1 } }
        do {
            let group = SocketGroup<String>(relay: relay, channel: "a")
            group.send("x")
        }
        listening.cancel()
        let before = count.withLock { $0 }
        relay.publish([], on: "a")
        #expect(count.withLock { $0 } == before && before > 0)
    }

    @Test func `forget instances that are silent, and learn of so many alone`() {
        var others = OtherInstances()
        let start = ContinuousClock.now
        others.note("a", ["Ann"], until: start + .seconds(30), now: start)
        others.note("b", ["Bob"], until: start + .seconds(40), now: start)
        #expect(others.names(now: start).sorted() == ["Ann", "Bob"])
        #expect(others.names(now: start + .seconds(30)) == ["Bob"])
        others.note("b", [], until: start + .seconds(90), now: start + .seconds(35))
        #expect(others.names(now: start + .seconds(35)).isEmpty)
        for number in 0..<1_030 { others.note("\(number)", ["N"], until: start + .seconds(99), now: start + .seconds(36)) }
        #expect(others.names(now: start + .seconds(37)).count == 1_024)
    }
}
