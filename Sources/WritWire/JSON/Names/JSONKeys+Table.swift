// The matching of names: by the order they are expected in, else by a small hash table.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

extension JSONKeys {
    /// A name, in one line of the processor's cache.
    @safe
    struct Entry {
        /// The name between quotes and the colon behind it, as most senders write them; then sixteen zeros.
        let text: UnsafePointer<UInt8>
        /// The first sixteen bytes of it, the first of them lowest, and ones where these are part of it.
        let head: (UInt64, UInt64)
        let mask: (UInt64, UInt64)
        /// How many bytes a comparison with the text looks at, no fewer than sixteen. No JSON text has as many where the name
        /// has quotes, backslashes or control characters, which never stand raw.
        let reach: Int
        /// Bytes of the text.
        let textLength: Int32
        let length: Int32
        let isRequired: Bool

        static let never = Int.max / 4

        /// `text` is quoted, with a colon; sixteen zeros follow it.
        init(text: UnsafePointer<UInt8>, textLength: Int, isPlain: Bool, isRequired: Bool) {
            unsafe self.text = text
            unsafe head = (JSONKeys.word(text), JSONKeys.word(text + 8))
            mask = (JSONKeys.ones(textLength), JSONKeys.ones(textLength - 8))
            self.textLength = Int32(textLength)
            reach = isPlain ? max(textLength, 8) + 8 : Self.never
            length = Int32(textLength) - 3
            self.isRequired = isRequired
        }

        /// Behind the last of a table: no text has it.
        init(behind text: UnsafePointer<UInt8>) {
            unsafe self.init(text: text, textLength: 3, isPlain: false, isRequired: false)
        }

        /// `length` bytes.
        var bytes: UnsafePointer<UInt8> { unsafe text + 1 }
    }

    /// A word whose first so many bytes are all ones, up to eight.
    @inline(__always)
    static func ones(_ bytes: Int) -> UInt64 {
        bytes <= 0 ? 0 : bytes >= 8 ? .max : (1 &<< UInt64(truncatingIfNeeded: bytes &* 8)) &- 1
    }

    @unsafe
    @inline(__always)
    private static func word(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        unsafe UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    }

    /// Whether a name with its quotes and the colon stands at `bytes`, of which as many are readable as the entry's reach.
    @unsafe
    @inline(__always)
    static func stands(_ entry: UnsafePointer<Entry>, at bytes: UnsafePointer<UInt8>) -> Bool {
        let (first, second) = unsafe (word(bytes) ^ entry.pointee.head.0, word(bytes + 8) ^ entry.pointee.head.1)
        guard unsafe first & entry.pointee.mask.0 | second & entry.pointee.mask.1 == 0 else { return false }
        var left = unsafe Int(entry.pointee.textLength) &- 16
        var offset = 16
        while left > 0 {
            let other = unsafe word(bytes + offset) ^ word(entry.pointee.text + offset)
            guard other &<< UInt64(truncatingIfNeeded: left >= 8 ? 0 : 64 &- left &* 8) == 0 else { return false }
            offset &+= 8
            left &-= 8
        }
        return true
    }

    /// The length of a name with its quotes and the colon where exactly these stand at `bytes`, of which `left` are readable.
    @inline(__always)
    static func rawLength(_ entry: UnsafePointer<Entry>, _ bytes: UnsafePointer<UInt8>, _ left: Int) -> Int? {
        // The table is immutable and never freed.
        guard unsafe left >= entry.pointee.reach else { return unsafe lastRawLength(entry, bytes, left) }
        return unsafe stands(entry, at: bytes) ? Int(entry.pointee.textLength) : nil
    }

    /// The same close to the end of the text.
    @inline(never)
    private static func lastRawLength(_ entry: UnsafePointer<Entry>, _ bytes: UnsafePointer<UInt8>, _ left: Int) -> Int? {
        let length = unsafe Int(entry.pointee.textLength)
        // `length` bytes are readable in both.
        guard unsafe entry.pointee.reach < Entry.never, left >= length, unsafe memcmp(bytes, entry.pointee.text, length) == 0
        else {
            return nil
        }
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
            // One more, behind the last.
            let room = UnsafeMutableRawPointer.allocate(
                byteCount: (names.count + 1) * MemoryLayout<Entry>.stride, alignment: MemoryLayout<Entry>.stride)
            let entries = unsafe room.bindMemory(to: Entry.self, capacity: names.count + 1)
            let slotCount = 1 << (Int.bitWidth - (names.count * 2).leadingZeroBitCount)
            let slots = UnsafeMutablePointer<UInt16>.allocate(capacity: slotCount)
            unsafe slots.initialize(repeating: 0, count: slotCount)
            var mask: UInt64 = 0
            for (index, item) in names.enumerated() {
                let quoted = [UInt8(ascii: "\"")] + item.name + [UInt8(ascii: "\""), UInt8(ascii: ":")]
                let text = UnsafeMutablePointer<UInt8>.allocate(capacity: quoted.count + 16)
                unsafe text.initialize(repeating: 0, count: quoted.count + 16)
                // The allocation has room for all bytes of the text.
                for (offset, byte) in quoted.enumerated() { unsafe text[offset] = byte }
                let isPlain = item.name.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
                // `index` is below the capacity of `entries`.
                unsafe (entries + index).initialize(
                    to: Entry(text: text, textLength: quoted.count, isPlain: isPlain, isRequired: item.isRequired))
                if item.isRequired, index < 64 { mask |= 1 << UInt64(index) }
                let hash = unsafe Self.hash(UnsafePointer(text + 1), item.name.count)
                var slot = Int(hash & UInt64(slotCount - 1))
                // Masked by `slotCount - 1`, `slot` stays inside; half of the slots are free.
                while unsafe slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
                unsafe slots[slot] = UInt16(index + 1)
            }
            let nothing = UnsafeMutablePointer<UInt8>.allocate(capacity: 16)
            unsafe nothing.initialize(repeating: 0, count: 16)
            // The last of the allocated entries.
            unsafe (entries + names.count).initialize(to: Entry(behind: nothing))
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
        unsafe String(decoding: UnsafeBufferPointer(start: entry(index).bytes, count: Int(entry(index).length)), as: UTF8.self)
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
            if Int(entry.length) == length, unsafe memcmp(entry.bytes, bytes, length) == 0 { return index - 1 }
            slot = (slot + 1) & table.slotMask
        }
        return nil
    }
}
