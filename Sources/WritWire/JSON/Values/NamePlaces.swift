// Where names stand in a list, by their hashes.

/// A table of the places of names, eight bytes for each: the names themselves are looked at where a hash is the same.
///
/// A dictionary would keep them a second time. With a hundred thousand names it no longer fits the processor's caches, and each name
/// costs several times as much as in a short text. Hashes are seeded for each process: no client can make them collide.
@usableFromInline
struct NamePlaces: Sendable {
    /// The upper half of a hash, and behind it the place plus one; zero where nothing stands. A power of two of them.
    @usableFromInline var slots: [UInt64] = []
    @usableFromInline var count = 0

    @inlinable
    init() {}

    @inlinable var isEmpty: Bool { count == 0 }

    @usableFromInline
    static func hash(of name: String) -> UInt64 {
        var hasher = Hasher()
        ExactName(name).hash(into: &hasher)
        return UInt64(truncatingIfNeeded: hasher.finalize())
    }

    @usableFromInline
    mutating func reserveCapacity(_ wanted: Int) {
        var slotCount = 16
        // Three in four slots are taken at most.
        while slotCount / 4 * 3 < wanted { slotCount *= 2 }
        guard slotCount > slots.count else { return }
        let old = slots
        slots = [UInt64](repeating: 0, count: slotCount)
        // The lower half of a hash is not kept: the slot goes by the upper one.
        for entry in old where entry != 0 { put(entry) }
    }

    /// The place of the name with that hash; `isIt` tells whether the name at a place is the one.
    @inlinable
    func place(_ hash: UInt64, _ isIt: (Int) -> Bool) -> Int? {
        guard !slots.isEmpty else { return nil }
        let upper = hash >> 32
        var slot = first(upper)
        while slots[slot] != 0 {
            if slots[slot] >> 32 == upper {
                let place = Int(slots[slot] & 0xFFFF_FFFF) - 1
                if isIt(place) { return place }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a name that isn't there.
    @usableFromInline
    mutating func add(_ hash: UInt64, at place: Int) {
        if count >= slots.count / 4 * 3 { reserveCapacity(max(count + 1, count * 2)) }
        count += 1
        put((hash >> 32) << 32 | UInt64(place + 1))
    }

    private mutating func put(_ entry: UInt64) {
        var slot = first(entry >> 32)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = entry
    }

    /// Where a name is looked for first.
    @inlinable
    func first(_ upper: UInt64) -> Int { Int(upper) & (slots.count - 1) }
}
