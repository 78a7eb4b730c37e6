// Memory that each thread keeps for readers: what is read of a list stands there until the list is whole.

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

    /// Where threads find their blocks, which end with them. Nil where the system has no more keys: readers do without.
    private static let key: pthread_key_t? = {
        var key = pthread_key_t()
        // The key is written before it is read, and every block comes from `malloc`.
        return unsafe pthread_key_create(&key, { unsafe free($0) }) == 0 ? key : nil
    }()

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
        guard let key else { return nil }
        // Nothing else is kept under this key than this thread's block.
        guard let block = unsafe pthread_getspecific(key) else { return make(leastBytes, key) }
        let header = unsafe block.assumingMemoryBound(to: Header.self)
        guard unsafe !header.pointee.isLent else { return nil }
        let wanted = unsafe header.pointee.wanted
        guard unsafe wanted > header.pointee.byteCount else {
            unsafe header.pointee.isLent = true
            return unsafe ThreadScratch(header: header)
        }
        // Nobody has the block, so that it may be exchanged for a larger one.
        pthread_setspecific(key, nil)
        unsafe free(block)
        return make(wanted, key)
    }

    private static func make(_ wanted: Int, _ key: pthread_key_t) -> ThreadScratch? {
        var byteCount = leastBytes
        while byteCount < min(wanted, mostBytes) { byteCount *= 2 }
        // The block is this thread's alone; where there is no memory for it, there is none.
        guard let block = unsafe malloc(MemoryLayout<Header>.stride + byteCount) else { return nil }
        let header = unsafe block.bindMemory(to: Header.self, capacity: 1)
        unsafe header.initialize(to: Header(byteCount: byteCount))
        guard unsafe pthread_setspecific(key, block) == 0 else {
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
    /// Takes the thread's scratch memory where the reader has none yet.
    @unsafe
    @usableFromInline
    mutating func takeScratch() -> UnsafeMutableRawPointer? {
        guard let lent = ThreadScratch.lend() else { return nil }
        scratch = lent
        // It is the reader's until its end.
        unsafe scratchTop = lent.memory
        scratchLeft = lent.byteCount
        return unsafe scratchTop
    }

    /// Sets bytes apart at the top of the scratch memory; nil where there is no room.
    @unsafe
    @inlinable
    mutating func scratchPlace(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer? {
        guard let top = unsafe scratchTop else { return nil }
        // Both are within the block, or just behind it.
        let place = unsafe top.alignedUp(toMultipleOf: alignment)
        let needed = unsafe place - top + byteCount
        guard needed <= scratchLeft else { return nil }
        scratchLeft -= needed
        unsafe scratchTop = place + byteCount
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
