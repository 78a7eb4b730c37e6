// Deadlines fire at their tick, however far away.

import Testing

@testable import WritEngine

@Suite struct `The timer wheel` {
    private func fire(_ wheel: inout TimerWheel, at tick: Int) -> [Int32] {
        var fired: [TimerWheel.Entry] = []
        wheel.advance(to: tick, into: &fired)
        return fired.map(\.descriptor).sorted()
    }

    @Test func `an entry fires at its tick and not before`() {
        var wheel = TimerWheel(tick: 100)
        _ = wheel.schedule(1, at: 105)
        _ = wheel.schedule(2, at: 107)
        #expect(wheel.nextTick == 105)
        #expect(fire(&wheel, at: 104) == [])
        #expect(fire(&wheel, at: 105) == [1])
        #expect(wheel.nextTick == 107)
        #expect(fire(&wheel, at: 200) == [2])
        #expect(wheel.nextTick == nil)
    }

    @Test func `an entry in the past fires at the next tick`() {
        var wheel = TimerWheel(tick: 100)
        #expect(wheel.schedule(1, at: 50) == 101)
        #expect(fire(&wheel, at: 101) == [1])
    }

    @Test func `entries further away than the wheel is round wait for another turn`() {
        var wheel = TimerWheel(tick: 0)
        _ = wheel.schedule(1, at: 3 * TimerWheel.slotCount + 5)
        _ = wheel.schedule(2, at: 5)
        for tick in 1...3 * TimerWheel.slotCount + 4 { #expect(fire(&wheel, at: tick) == (tick == 5 ? [2] : [])) }
        #expect(fire(&wheel, at: 3 * TimerWheel.slotCount + 5) == [1])
    }

    @Test func `a long pause fires everything that is due`() {
        var wheel = TimerWheel(tick: 0)
        for descriptor in 1...100 { _ = wheel.schedule(Int32(descriptor), at: descriptor * 50) }
        #expect(fire(&wheel, at: 2500).count == 50)
        #expect(fire(&wheel, at: 10_000).count == 50)
    }
}
