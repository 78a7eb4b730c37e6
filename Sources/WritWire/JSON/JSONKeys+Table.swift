// The matching of names: by the order they are expected in, else by a small hash table.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

extension JSONKeys {
    @safe
    struct Entry {
        /// The name between quotes and the colon behind it, as most senders write them; then at least eight zeros.
        let text: UnsafePointer<UInt8>
        /// The first eight bytes of it, the first of them lowest.
        let head: UInt64
        /// Bytes of the text. No JSON text has as many where the name has quotes, backslashes or control characters, which
        /// never stand raw.
        let textLength: Int
        let length: Int
        let isRequired: Bool

        /// `length` bytes.
        var bytes: UnsafePointer<UInt8> { unsafe text + 1 }
    }

    /// The length of a name with its quotes and the colon where exactly these stand at `bytes`, of which `left` are readable.
    @inline(__always)
    static func rawLength(_ entry: UnsafePointer<Entry>, _ bytes: UnsafePointer<UInt8>, _ left: Int) -> Int? {
        // The table is immutable and never freed.
        let length = unsafe entry.pointee.textLength
        // A length is far below the largest number.
        guard left >= length &+ 8 else { return unsafe lastRawLength(entry, bytes, left) }
        var other = unsafe entry.pointee.head
        var offset = 0
        // At `offset`, which is below the length, eight bytes are readable in both.
        while true {
            let one = unsafe UInt64(littleEndian: UnsafeRawPointer(bytes + offset).loadUnaligned(as: UInt64.self))
            offset &+= 8
            guard offset < length else {
                return (one ^ other) &<< UInt64(truncatingIfNeeded: (offset &- length) &* 8) == 0 ? length : nil
            }
            if one != other { return nil }
            let text = unsafe UnsafeRawPointer(entry.pointee.text)
            other = unsafe UInt64(littleEndian: (text + offset).loadUnaligned(as: UInt64.self))
        }
    }

    /// The same close to the end of the text.
    @inline(never)
    private static func lastRawLength(_ entry: UnsafePointer<Entry>, _ bytes: UnsafePointer<UInt8>, _ left: Int) -> Int? {
        let length = unsafe entry.pointee.textLength
        // `length` bytes are readable in both.
        guard left >= length, unsafe memcmp(bytes, entry.pointee.text, length) == 0 else { return nil }
        return length
    }

    @safe
    struct Table {
        let entries: UnsafePointer<Entry>
        let count: Int
        /// Bit n is set where name n is required; only the first 64 names are in here.
        let requiredMask: UInt64
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
            for (index, item) in names.enumerated() {
                let quoted = [UInt8(ascii: "\"")] + item.name + [UInt8(ascii: "\""), UInt8(ascii: ":")]
                let text = UnsafeMutablePointer<UInt8>.allocate(capacity: quoted.count + 8)
                unsafe text.initialize(repeating: 0, count: quoted.count + 8)
                // The allocation has room for all bytes of the text.
                for (offset, byte) in quoted.enumerated() { unsafe text[offset] = byte }
                let isPlain = item.name.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
                // `index` is below the capacity of `entries`.
                unsafe (entries + index).initialize(
                    to: Entry(
                        text: UnsafePointer(text),
                        head: UInt64(littleEndian: UnsafeRawPointer(text).loadUnaligned(as: UInt64.self)),
                        textLength: isPlain ? quoted.count : Int.max - 8,
                        length: item.name.count, isRequired: item.isRequired))
                if item.isRequired, index < 64 { mask |= 1 << UInt64(index) }
                let hash = unsafe Self.hash(UnsafePointer(text + 1), item.name.count)
                var slot = Int(hash & UInt64(slotCount - 1))
                // Masked by `slotCount - 1`, `slot` stays inside; half of the slots are free.
                while unsafe slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
                unsafe slots[slot] = UInt16(index + 1)
            }
            unsafe self.entries = UnsafePointer(entries)
            unsafe self.slots = UnsafePointer(slots)
            slotMask = UInt64(slotCount - 1)
            requiredMask = mask
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
    var entries: UnsafePointer<Entry> { unsafe table.pointee.entries }
    @inline(__always)
    var requiredMask: UInt64 { unsafe table.pointee.requiredMask }
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
