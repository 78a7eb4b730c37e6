// Lines of the log on their way to a descriptor, which may be a pipe that nobody reads.

import CWritSystem
import Glibc
package import WritWire

/// Takes lines without waiting, and writes them on a thread of its own. What doesn't fit is dropped and counted: a reader of the log
/// that stands still holds up nobody.
package final class LogQueue: Sendable {
    /// That of standard error. What is in it when the process exits is still written, for at most `lastMilliseconds`.
    package static let standardError = LogQueue(descriptor: STDERR_FILENO, writesAtExit: true)

    /// Bytes of lines that wait to be written at most.
    package static let bytesMax = 1 << 20
    /// Milliseconds for which the exit of the process waits for lines that wait to be written.
    package static let lastMilliseconds: Int = 1_000
    /// Bytes that are written with one call.
    private static let pieceBytes = 65_536
    /// Milliseconds after which the thread looks again, told or not.
    private static let restMilliseconds = 3_600_000

    private struct State {
        var pending: [UInt8] = []
        /// Bytes that the thread has taken and not written.
        var takenCount = 0
        var droppedCount = 0
        var isStarted = false
        /// Whether the thread waits for lines, or somebody for the thread.
        var hasWaiters = false

        var byteCount: Int { pending.count + takenCount }

        /// What waits to be written, for the thread; nil where nothing does.
        mutating func take() -> [UInt8]? {
            guard !pending.isEmpty else {
                hasWaiters = true
                return nil
            }
            defer { pending = [] }
            takenCount = pending.count
            return pending
        }

        /// Ends a gap, once half of the room is free again, so that each is told in one line.
        mutating func tellGap(_ bytesMax: Int) {
            guard droppedCount > 0, byteCount <= bytesMax / 2 else { return }
            pending += LogTime.text().utf8
            pending +=
                " warning writ: lines=\(droppedCount) [WritEngine] part of the log was dropped: it came faster than it was read\n"
                .utf8
            droppedCount = 0
        }
    }

    private let descriptor: Int32
    private let bytesMax: Int
    private let writesAtExit: Bool
    private let state = Monitor(State())

    package init(descriptor: Int32, bytesMax: Int = LogQueue.bytesMax, writesAtExit: Bool = false) {
        self.descriptor = descriptor
        self.bytesMax = bytesMax
        self.writesAtExit = writesAtExit
    }

    /// Lines that were dropped, and that nobody has been told of yet.
    package var droppedCount: Int { state.withLock { $0.droppedCount } }

    /// Adds a line, which ends with a line feed.
    package func add(_ line: String) {
        add(byteCount: line.utf8.count) { $0 += line.utf8 }
    }

    /// The same for a line that is bytes.
    package func add(_ line: borrowing OutputBuffer) {
        // The buffer lends its bytes for the copy.
        let bytes = unsafe line.bytes
        add(byteCount: bytes.count) { unsafe $0.append(contentsOf: bytes) }
    }

    private func add(byteCount: Int, _ append: (inout [UInt8]) -> Void) {
        let (isFirst, mustWake) = state.withLock { state in
            if state.droppedCount == 0, state.byteCount + byteCount <= bytesMax {
                append(&state.pending)
            } else {
                state.droppedCount += 1
            }
            state.tellGap(bytesMax)
            guard !state.pending.isEmpty else { return (false, false) }
            defer { (state.isStarted, state.hasWaiters) = (true, false) }
            return (!state.isStarted, state.hasWaiters)
        }
        if mustWake { state.wakeAll() }
        if isFirst { start() }
    }

    /// Waits until all lines are written, for so long at most; false where some are not.
    @discardableResult
    package func flush(milliseconds: Int = LogQueue.lastMilliseconds) -> Bool {
        state.wait(
            milliseconds: milliseconds,
            until: { state in
                if state.byteCount == 0 { return true }
                state.hasWaiters = true
                return nil
            }, otherwise: { _ in }) ?? false
    }

    private static let atExit: Void = { _ = atexit { LogQueue.standardError.flush() } }()

    private func start() {
        if writesAtExit { _ = Self.atExit }
        do throws(EngineError) {
            try SystemThread.start { [self] in run() }
        } catch {
            // There is no thread to be had: the next line tries again.
            state.withLock { state in
                state.droppedCount += state.pending.count { $0 == UInt8(ascii: "\n") }
                (state.isStarted, state.pending) = (false, [])
            }
        }
    }

    private func run() {
        writ_block_sigpipe()
        while true {
            let lines = state.wait(milliseconds: Self.restMilliseconds, until: { $0.take() }, otherwise: { _ in })
            guard let lines else { continue }
            for start in stride(from: 0, to: lines.count, by: Self.pieceBytes) {
                let end = min(start + Self.pieceBytes, lines.count)
                write(lines[start..<end])
                didWrite(end - start)
            }
        }
    }

    /// Gives the room free, and tells of a gap once half of it is.
    private func didWrite(_ count: Int) {
        let mustWake = state.withLock { state in
            state.takenCount -= count
            state.tellGap(bytesMax)
            defer { if state.byteCount == 0 { state.hasWaiters = false } }
            return state.byteCount == 0 && state.hasWaiters
        }
        if mustWake { state.wakeAll() }
    }

    /// Writes all of the bytes, however long that takes; where nobody is there to take them, they are lost.
    private func write(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while !rest.isEmpty {
            // The bytes are lent with their own count.
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0 && errno == EAGAIN {
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                // One entry, as is told.
                _ = unsafe poll(&entry, 1, -1)
            } else if !(count < 0 && errno == EINTR) {
                return
            }
        }
    }
}
