// The memory of what grows with what a client sends or gets: receive buffers and answers.

internal import CWritWire

/// A run of bytes of a buffer: malloc's while it is small, mapped where it is large. Its owner frees it, or has it grow.
///
/// Large blocks among malloc's small ones stay in the process when a crowd of clients has gone, because something small stands behind
/// them; mapped ones go back to the system. Those grow without a copy, and a thread keeps one of them, so that a large body doesn't
/// pay for fresh pages again and again.
@safe
struct BufferMemory {
    /// Bytes up to which memory is malloc's.
    static let allocatedMax = 131_072
    /// A multiple of the system's page size, whatever that is.
    private static let unitBytes = 65_536

    let start: UnsafeMutableRawPointer
    let byteCount: Int

    /// Where memory of no byte is: nothing is read or written there.
    private static var nowhere: UnsafeMutableRawPointer {
        // Any address but null, of the alignment that others have.
        unsafe UnsafeMutableRawPointer(bitPattern: 16).unsafelyUnwrapped
    }

    /// What an owner keeps of memory that was made here.
    init(start: UnsafeMutableRawPointer, byteCount: Int) {
        unsafe self.start = unsafe start
        self.byteCount = byteCount
    }

    /// At least so many bytes.
    init(atLeast wanted: Int) {
        guard wanted > 0 else {
            unsafe self.init(start: Self.nowhere, byteCount: 0)
            return
        }
        guard wanted > Self.allocatedMax else {
            unsafe self.init(start: .allocate(byteCount: wanted, alignment: 16), byteCount: wanted)
            return
        }
        var count = Self.roundedUp(wanted)
        // What comes back has as many bytes as the call says.
        let mapped = unsafe writ_map(&count)
        unsafe self.init(start: mapped, byteCount: count)
    }

    /// The first `used` bytes of it in memory of at least `wanted`, which is more than this has; this is freed.
    func grown(used: Int, to wanted: Int) -> BufferMemory {
        guard byteCount > Self.allocatedMax else {
            let larger = BufferMemory(atLeast: wanted)
            // Both have room for as many bytes, and they are different memory.
            unsafe larger.start.copyMemory(from: start, byteCount: used)
            free()
            return larger
        }
        var count = Self.roundedUp(wanted)
        // It was mapped with its own count, and nobody uses it behind this.
        let larger = unsafe writ_remap(start, used, byteCount, &count)
        return unsafe BufferMemory(start: larger, byteCount: count)
    }

    func free() {
        if byteCount == 0 { return }
        // What has more bytes than that was mapped, and all else allocated.
        if byteCount > Self.allocatedMax {
            unsafe writ_unmap(start, byteCount)
        } else {
            unsafe start.deallocate()
        }
    }

    private static func roundedUp(_ byteCount: Int) -> Int { (byteCount + unitBytes - 1) / unitBytes * unitBytes }
}
