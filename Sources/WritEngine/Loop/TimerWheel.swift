// Timeouts at a constant cost: a wheel of slots, each a tick wide.

/// Deadlines, one for each descriptor, kept in slots by the tick at which they are due.
///
///     slots       nodes (one for each descriptor, whether it has a deadline or not)
///     | 3 | --->  | 3: tick 1027, next 9 | <--> | 9: tick 3, no next |
///     | - |
///     | 5 | --->  | 5: tick 5, no next   |
///
/// Scheduling, moving and cancelling take a few stores. A descriptor has one deadline at most: scheduling it again moves
/// the one it has, so nothing piles up. Moving on costs a look at each tick that has passed, `slotCount` of them at most.
struct TimerWheel {
    struct Entry {
        let descriptor: Int32
        let tick: Int
    }

    private struct Node {
        /// When it is due; nil while it isn't scheduled.
        var tick: Int?
        /// The nodes before and behind it in its slot.
        var previous: Int?
        var next: Int?
    }

    /// Slots of the wheel; a deadline further away than that stays in its slot for another round.
    static let slotCount = 1024
    /// Descriptors down to this negative one are a loop's own deadlines.
    static let lowestDescriptor: Int32 = -8

    private var slots: [Int?]
    private var nodes: [Node] = []
    private var tick: Int
    /// Deadlines that are scheduled.
    private(set) var count = 0
    /// No entry is due before this tick.
    private var earliest = Int.max

    init(tick: Int) {
        slots = Array(repeating: nil, count: Self.slotCount)
        self.tick = tick
    }

    /// The tick at which to wake at the latest; nil without entries.
    var nextTick: Int? { count == 0 ? nil : earliest }

    /// Has `descriptor` fire at `due`, or at the next tick if that has passed, and not when it was to fire before;
    /// returns the tick.
    mutating func schedule(_ descriptor: Int32, at due: Int) -> Int {
        precondition(descriptor >= Self.lowestDescriptor)
        let due = max(due, tick + 1)
        let index = Int(descriptor) - Int(Self.lowestDescriptor)
        while nodes.count <= index { nodes.append(Node()) }
        if nodes[index].tick != nil { unlink(index) }
        let slot = due % Self.slotCount
        nodes[index] = Node(tick: due, previous: nil, next: slots[slot])
        if let next = slots[slot] { nodes[next].previous = index }
        slots[slot] = index
        count += 1
        if due < earliest { earliest = due }
        return due
    }

    /// Forgets the deadline of `descriptor`, if it has one.
    mutating func cancel(_ descriptor: Int32) {
        let index = Int(descriptor) - Int(Self.lowestDescriptor)
        if nodes.indices.contains(index) && nodes[index].tick != nil { unlink(index) }
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
            var candidate = slots[passed % Self.slotCount]
            while let index = candidate {
                candidate = nodes[index].next
                guard let due = nodes[index].tick, due <= now else { continue }
                unlink(index)
                fired.append(Entry(descriptor: Int32(index) + Self.lowestDescriptor, tick: due))
            }
        }
        tick = now
        earliest = count == 0 ? .max : earliestFromNow()
    }

    /// Takes a node that is scheduled out of its slot.
    private mutating func unlink(_ index: Int) {
        let node = nodes[index]
        if let next = node.next { nodes[next].previous = node.previous }
        if let previous = node.previous {
            nodes[previous].next = node.next
        } else if let due = node.tick {
            slots[due % Self.slotCount] = node.next
        }
        nodes[index] = Node()
        count -= 1
    }

    /// The next slot that holds anything: a lower bound of the earliest deadline.
    private func earliestFromNow() -> Int {
        for ahead in 1...Self.slotCount where slots[(tick + ahead) % Self.slotCount] != nil { return tick + ahead }
        return .max
    }
}
