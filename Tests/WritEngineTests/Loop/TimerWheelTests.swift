// Deadlines fire at their tick, however far away, and a descriptor has one at most.

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

    @Test(arguments: [TimerWheel.slotCount - 1, TimerWheel.slotCount, TimerWheel.slotCount + 1])
    func `an entry about a round away fires at its tick`(distance: Int) {
        var wheel = TimerWheel(tick: 7)
        _ = wheel.schedule(1, at: 7 + distance)
        #expect(fire(&wheel, at: 6 + distance) == [])
        #expect(fire(&wheel, at: 7 + distance) == [1])
    }

    @Test func `a long pause fires everything that is due`() {
        var wheel = TimerWheel(tick: 0)
        for descriptor in 1...100 { _ = wheel.schedule(Int32(descriptor), at: descriptor * 50) }
        #expect(fire(&wheel, at: 2500).count == 50)
        #expect(fire(&wheel, at: 10_000).count == 50)
        #expect(wheel.count == 0)
    }

    @Test func `scheduling again moves the entry, so that entries don't pile up`() {
        var wheel = TimerWheel(tick: 0)
        for request in 1...10_000 {
            _ = wheel.schedule(4, at: request + 1200)
            _ = wheel.schedule(4, at: request + 200)
            #expect(fire(&wheel, at: request) == [])
        }
        #expect(wheel.count == 1)
        #expect(fire(&wheel, at: 10_199) == [])
        #expect(fire(&wheel, at: 10_200) == [4])
    }

    @Test func `a cancelled entry does not fire, and leaves the others of its slot`() {
        for cancelled: Int32 in 1...3 {
            var wheel = TimerWheel(tick: 0)
            // All of them lie in one slot.
            for descriptor: Int32 in 1...3 { _ = wheel.schedule(descriptor, at: 5 + Int(descriptor) * TimerWheel.slotCount) }
            wheel.cancel(cancelled)
            wheel.cancel(cancelled)
            wheel.cancel(100)
            #expect(wheel.count == 2)
            #expect(fire(&wheel, at: 5 * TimerWheel.slotCount) == [1, 2, 3].filter { $0 != cancelled })
        }
    }

    @Test func `random deadlines fire as a sorted list would have them`() {
        var random = Seeded(state: 42)
        var wheel = TimerWheel(tick: 0)
        var wanted: [Int32: Int] = [:]
        var now = 0
        for _ in 0..<20_000 {
            let descriptor = Int32.random(in: -8..<200, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                wheel.cancel(descriptor)
                wanted[descriptor] = nil
            case 1:
                now += Int.random(in: 0..<3000, using: &random)
                let due = wanted.filter { $0.value <= now }.keys.sorted()
                #expect(fire(&wheel, at: now) == due)
                for descriptor in due { wanted[descriptor] = nil }
            default:
                wanted[descriptor] = wheel.schedule(descriptor, at: now + Int.random(in: -5..<5000, using: &random))
            }
            #expect(wheel.count == wanted.count)
            #expect((wheel.nextTick ?? .max) <= (wanted.values.min() ?? .max))
        }
    }
}

/// Random numbers that are the same in every run (SplitMix64).
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
