// Memory that each thread keeps for readers: what is read of a list stands there until the list is whole.

internal import CWritWire

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// A thread's block of scratch memory, which one reader at a time has. Its first bytes tell how large it is.
@safe
struct ThreadScratch {
    /// What stands in front of the memory that is lent. Its size keeps what is behind it aligned for almost any type.
    private struct Header {
        let byteCount: Int
        /// What a reader would have needed, where that was more.
        var wanted = 0
        var isLent = true
        var unused = 0
    }

    /// A block has 16 KB at first, then as much as the largest lists that the thread has read, up to 1 MB.
    private static let leastBytes = 16 << 10
    private static let mostBytes = 1 << 20

    private let header: UnsafeMutablePointer<Header>

    var byteCount: Int {
        // The block is there until its thread ends, or lends a larger one.
        unsafe header.pointee.byteCount
    }

    @unsafe
    var memory: UnsafeMutableRawPointer {
        // `byteCount` bytes stand behind the header.
        unsafe UnsafeMutableRawPointer(header + 1)
    }

    /// Takes the block of this thread; nil where another reader has it.
    static func lend() -> ThreadScratch? {
        // What the thread keeps is a block that `make` has made.
        guard let block = unsafe writ_get_scratch() else { return make(leastBytes) }
        let header = unsafe block.assumingMemoryBound(to: Header.self)
        guard unsafe !header.pointee.isLent else { return nil }
        // Nobody has the block, so that it may be exchanged for a larger one.
        guard unsafe header.pointee.wanted <= header.pointee.byteCount else { return unsafe make(header.pointee.wanted) }
        unsafe header.pointee.isLent = true
        return unsafe ThreadScratch(header: header)
    }

    @inline(never)
    private static func make(_ wanted: Int) -> ThreadScratch? {
        var byteCount = leastBytes
        while byteCount < min(wanted, mostBytes) { byteCount *= 2 }
        // The block is the thread's alone; where there is no memory for it, or no place, there is none.
        guard let block = unsafe malloc(MemoryLayout<Header>.stride + byteCount) else { return nil }
        let header = unsafe block.bindMemory(to: Header.self, capacity: 1)
        unsafe header.initialize(to: Header(byteCount: byteCount))
        guard unsafe writ_keep_scratch(block) else {
            unsafe free(block)
            return nil
        }
        return unsafe ThreadScratch(header: header)
    }

    /// The next block should have so many bytes.
    func want(_ byteCount: Int) {
        // The block is lent, and so it is there.
        unsafe header.pointee.wanted = max(header.pointee.wanted, min(byteCount, Self.mostBytes))
    }

    func giveBack() {
        // The block is lent, and so it is there.
        unsafe header.pointee.isLent = false
    }
}

extension JSONReader {
    /// Takes the thread's scratch memory.
    @usableFromInline
    mutating func takeScratch() {
        guard let lent = ThreadScratch.lend() else { return }
        scratch = lent
        // It is the reader's until its end.
        unsafe scratchTop = lent.memory
        scratchLeft = lent.byteCount
    }

    /// Where the scratch memory is free from, after bytes that are left out so that the place is aligned; nil without any.
    @unsafe
    @inlinable
    mutating func scratchPlace(alignment: Int) -> UnsafeMutableRawPointer? {
        guard let top = unsafe scratchTop else { return nil }
        // Just behind the block, where nothing is free.
        let place = unsafe top.alignedUp(toMultipleOf: alignment)
        unsafe scratchLeft -= place - top
        unsafe scratchTop = place
        return unsafe place
    }

    /// Gives the bytes from `mark` on back, if they are the last that were set apart.
    @unsafe
    @inlinable
    mutating func giveBack(from mark: UnsafeMutableRawPointer?, to end: UnsafeMutableRawPointer?) {
        // Both are in the block; what is between them was set apart for one list.
        guard let mark = unsafe mark, let end = unsafe end, unsafe end == scratchTop else { return }
        unsafe scratchTop = mark
        unsafe scratchLeft += end - mark
    }

    /// A list had so many bytes of items, for which there was no room.
    @usableFromInline
    func wantScratch(_ byteCount: Int) {
        if let scratch { scratch.want(scratch.byteCount - scratchLeft + byteCount) }
    }
}
