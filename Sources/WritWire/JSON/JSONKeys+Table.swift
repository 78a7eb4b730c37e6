// The matching of names: by the order they are expected in, else by a small hash table.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

extension JSONKeys {
    @safe
    struct Entry {
        /// Followed by at least eight readable bytes.
        let bytes: UnsafePointer<UInt8>
        let length: Int
        /// Names with quotes, backslashes or control characters never stand raw in a JSON text.
        let isPlain: Bool
        let isRequired: Bool
    }

    @safe
    struct Table {
        let entries: UnsafePointer<Entry>
        let count: Int
        /// Bit n is set where name n is required; only the first 64 names are in here.
        let requiredMask: UInt64
        let hasRequiredBeyondMask: Bool
        let others: JSONOtherKeys
        /// `slotMask + 1` slots, a power of two above twice the count: 0 is free, else index + 1.
        let slots: UnsafePointer<UInt16>
        let slotMask: UInt64

        init(_ names: [(name: [UInt8], isRequired: Bool)], others: JSONOtherKeys) {
            precondition(names.count < Int(UInt16.max), "more names than a table holds")
            self.others = others
            count = names.count
            let entries = UnsafeMutablePointer<Entry>.allocate(capacity: max(names.count, 1))
            let slotCount = 1 << (Int.bitWidth - (names.count * 2).leadingZeroBitCount)
            let slots = UnsafeMutablePointer<UInt16>.allocate(capacity: slotCount)
            unsafe slots.initialize(repeating: 0, count: slotCount)
            var mask: UInt64 = 0
            var isBeyond = false
            for (index, item) in names.enumerated() {
                let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: item.name.count + 8)
                unsafe bytes.initialize(repeating: 0, count: item.name.count + 8)
                // The allocation has room for all bytes of the name.
                for (offset, byte) in item.name.enumerated() { unsafe bytes[offset] = byte }
                // `index` is below the capacity of `entries`.
                unsafe (entries + index).initialize(
                    to: Entry(
                        bytes: UnsafePointer(bytes), length: item.name.count,
                        isPlain: item.name.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C },
                        isRequired: item.isRequired))
                if item.isRequired {
                    if index < 64 { mask |= 1 << UInt64(index) } else { isBeyond = true }
                }
                let hash = unsafe Self.hash(UnsafePointer(bytes), item.name.count)
                var slot = Int(hash & UInt64(slotCount - 1))
                // Masked by `slotCount - 1`, `slot` stays inside; half of the slots are free.
                while unsafe slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
                unsafe slots[slot] = UInt16(index + 1)
            }
            unsafe self.entries = UnsafePointer(entries)
            unsafe self.slots = UnsafePointer(slots)
            slotMask = UInt64(slotCount - 1)
            requiredMask = mask
            hasRequiredBeyondMask = isBeyond
        }

        /// The callers promise `length` readable bytes at `bytes`. A fixed hash will do: senders can't add names to a table.
        @inline(__always)
        static func hash(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
            guard length > 0 else { return 0 }
            // All four offsets are below `length`.
            let first = unsafe UInt64(bytes[0])
            let middle = unsafe UInt64(bytes[length / 2])
            let late = unsafe UInt64(bytes[(length - 1) * 3 / 4])
            let last = unsafe UInt64(bytes[length - 1])
            let mixed = (first | middle << 8 | late << 16 | last << 24 | UInt64(length) << 32) &* 0x9E37_79B9_7F4A_7C15
            return mixed >> 40
        }
    }

    // In all of these the table is immutable and never freed, and an entry has `length` bytes.

    @inline(__always)
    package var count: Int { unsafe table.pointee.count }
    @inline(__always)
    var requiredMask: UInt64 { unsafe table.pointee.requiredMask }
    @inline(__always)
    var hasRequiredBeyondMask: Bool { unsafe table.pointee.hasRequiredBeyondMask }
    var others: JSONOtherKeys { unsafe table.pointee.others }

    package func isRequired(_ index: Int) -> Bool {
        entry(index).isRequired
    }

    package func name(_ index: Int) -> String {
        unsafe String(decoding: UnsafeBufferPointer(start: entry(index).bytes, count: entry(index).length), as: UTF8.self)
    }

    private func entry(_ index: Int) -> Entry {
        precondition(index >= 0 && index < count)
        return unsafe table.pointee.entries[index]
    }

    /// The length of name `index` where exactly its bytes and a closing quote stand at `bytes`, of which `left` are readable.
    ///
    /// `index` must be below `count`.
    @inline(__always)
    func rawLength(_ index: Int, _ bytes: UnsafePointer<UInt8>, _ left: Int) -> Int? {
        let entry = unsafe table.pointee.entries[index]
        let length = entry.length
        // More than `length` bytes are readable.
        guard left > length, unsafe bytes[length] == UInt8(ascii: "\""), entry.isPlain,
            unsafe memcmp(bytes, entry.bytes, length) == 0
        else { return nil }
        return length
    }

    /// The index of the name of `length` bytes at `bytes`.
    func find(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int? {
        let table = unsafe table.pointee
        var slot = unsafe Table.hash(bytes, length) & table.slotMask
        // `slot` is masked; a free slot ends the search, and half of them are free.
        while case let index = unsafe Int(table.slots[Int(slot)]), index > 0 {
            let entry = unsafe table.entries[index - 1]
            if entry.length == length, unsafe memcmp(entry.bytes, bytes, length) == 0 { return index - 1 }
            slot = (slot + 1) & table.slotMask
        }
        return nil
    }
}
