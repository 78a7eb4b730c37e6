// What wakes a thread from outside: another thread, or a signal handler.

import CWritSystem
import Glibc

/// A descriptor that becomes readable when the other one is written to; neither ever blocks.
final class WakeUp: Sendable {
    private let reading: Descriptor
    private let writing: Descriptor

    /// - Parameter isPortable: Use a pipe also where the system has an eventfd, which is one descriptor instead of two.
    init(isPortable: Bool) throws(EngineError) {
        #if os(Linux)
        if !isPortable {
            reading = Descriptor(writ_eventfd())
            writing = Descriptor(-1)
            guard reading.isOpen else { throw .systemCallFailed(name: "eventfd", errorNumber: errno) }
            return
        }
        #endif
        var ends: [Int32] = [-1, -1]
        // There is room for the two ends.
        let code = unsafe writ_pipe(&ends)
        reading = Descriptor(ends[0])
        writing = Descriptor(ends[1])
        guard code == 0 else { throw .systemCallFailed(name: "pipe", errorNumber: errno) }
    }

    /// The descriptor to watch.
    var number: Int32 { reading.number }

    /// The descriptor to write eight bytes to, the number 1, where `signal` can't be called.
    var writingNumber: Int32 { writing.isOpen ? writing.number : reading.number }

    func signal() {
        var one: UInt64 = 1
        // An eventfd is written as eight bytes; a full pipe or counter will be seen anyway.
        _ = unsafe write(writingNumber, &one, 8)
    }

    /// Blocks the thread until it is signalled, and forgets that then.
    func wait() {
        var entry = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        // One entry, as is told; a signal may interrupt the call.
        while unsafe poll(&entry, 1, -1) < 0 {}
        clear()
    }

    /// Forgets what has been signalled.
    func clear() { _ = take() }

    /// How often it was signalled since it was asked last; of a pipe only the first, and the others when it is asked again.
    func take() -> Int {
        var count: UInt64 = 0
        // One read empties an eventfd, whose number is the sum of what was written.
        return unsafe read(number, &count, 8) == 8 ? Int(clamping: count) : 0
    }
}
