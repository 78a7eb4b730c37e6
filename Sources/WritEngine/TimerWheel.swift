// Timeouts at a constant cost: a wheel of slots, each a tick wide.

/// Deadlines of descriptors, kept in slots by the tick at which they are due.
///
/// Scheduling costs one append. Entries are never removed: whoever schedules remembers the tick that counts and
/// ignores the others when they fire.
struct TimerWheel {
    struct Entry {
        let descriptor: Int32
        let tick: Int
    }

    /// Slots of the wheel; a deadline further away than that stays in its slot for another round.
    static let slotCount = 1024

    private var slots: [[Entry]]
    private var tick: Int
    private var count = 0
    /// No entry is due before this tick.
    private var earliest = Int.max

    init(tick: Int) {
        slots = Array(repeating: [], count: Self.slotCount)
        self.tick = tick
    }

    /// The tick at which to wake at the latest; nil without entries.
    var nextTick: Int? { count == 0 ? nil : earliest }

    /// Has `descriptor` fire at `due`, or at the next tick if that has passed; returns the tick.
    mutating func schedule(_ descriptor: Int32, at due: Int) -> Int {
        let due = max(due, tick + 1)
        slots[due % Self.slotCount].append(Entry(descriptor: descriptor, tick: due))
        count += 1
        if due < earliest { earliest = due }
        return due
    }

    /// Moves on to `now` and moves what is due into `fired`.
    mutating func advance(to now: Int, into fired: inout [Entry]) {
        guard now > tick else { return }
        guard count > 0, now >= earliest else {
            tick = now
            return
        }
        let first = max(tick + 1, now - Self.slotCount + 1)
        for passed in first...now {
            let slot = passed % Self.slotCount
            guard !slots[slot].isEmpty else { continue }
            slots[slot].removeAll { entry in
                guard entry.tick <= now else { return false }
                fired.append(entry)
                return true
            }
        }
        tick = now
        count -= fired.count
        earliest = count == 0 ? .max : earliestFromNow()
    }

    /// The next slot that holds anything: a lower bound of the earliest deadline.
    private func earliestFromNow() -> Int {
        for ahead in 1...Self.slotCount where !slots[(tick + ahead) % Self.slotCount].isEmpty { return tick + ahead }
        return .max
    }
}
