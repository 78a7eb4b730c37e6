// The log on its way to a pipe that nobody reads.

import CWritSystem
import Glibc
import Testing

@testable import WritEngine

/// A pipe with a reader that reads when the test says so.
private final class SlowReader {
    let writing: Int32
    private let reading: Int32
    private var unread: [UInt8] = []

    init() {
        var ends: [Int32] = [-1, -1]
        // There is room for the two ends.
        _ = unsafe pipe(&ends)
        (reading, writing) = (ends[0], ends[1])
    }

    /// Fills the pipe so that the next write waits.
    func fill() {
        let flags = fcntl(writing, F_GETFL)
        _ = fcntl(writing, F_SETFL, flags | O_NONBLOCK)
        let line = Array(String(repeating: "-", count: 63).utf8) + [10]
        // The line is told with its own count.
        while unsafe write(writing, line, line.count) == line.count {}
        _ = fcntl(writing, F_SETFL, flags)
    }

    /// The next line that isn't one of those that fill the pipe.
    func next() -> String {
        var room = [UInt8](repeating: 0, count: 4096)
        while true {
            while let end = unread.firstIndex(of: 10) {
                defer { unread = Array(unread[(end + 1)...]) }
                if unread[0] != UInt8(ascii: "-") { return String(decoding: unread[..<end], as: UTF8.self) }
            }
            // The room is told with its own count.
            let count = unsafe read(reading, &room, room.count)
            guard count > 0 else { return "" }
            unread += room[..<count]
        }
    }

    /// Without a reader, writes fail.
    func leave() { close(reading) }
}

/// A line of a hundred bytes.
private func line(_ number: Int) -> String { String(repeating: "x", count: 98 - "\(number)".count) + " \(number)\n" }

@Suite struct `The queue of the log` {
    @Test func `holds so many bytes, and tells how many lines more were dropped`() {
        for over in [0, 1, 7] {
            let reader = SlowReader()
            reader.fill()
            let queue = LogQueue(descriptor: reader.writing, bytesMax: 1_000)
            for number in 0..<10 + over { queue.add(line(number)) }
            #expect(queue.droppedCount == over)
            #expect(!queue.flush(milliseconds: 0))
            for number in 0..<10 { #expect(reader.next().hasSuffix("x \(number)")) }
            if over > 0 {
                #expect(
                    reader.next().hasSuffix(
                        "lines=\(over) [WritEngine] part of the log was dropped: it came faster than it was read"))
            }
            queue.add("last\n")
            #expect(reader.next() == "last")
            #expect(queue.flush(milliseconds: 60_000))
        }
    }

    @Test func `takes nothing more in a gap before half of it is free`() {
        let reader = SlowReader()
        reader.fill()
        let queue = LogQueue(descriptor: reader.writing, bytesMax: 1_000)
        for number in 0..<11 { queue.add(line(number)) }
        // It would fit, and stand before those that were dropped.
        queue.add("x\n")
        #expect(queue.droppedCount == 2)
        reader.leave()
    }

    @Test func `drops a line that is longer than all of it, and goes on`() {
        let reader = SlowReader()
        let queue = LogQueue(descriptor: reader.writing, bytesMax: 1_000)
        queue.add(String(repeating: "x", count: 1_000) + "\n")
        queue.add(line(1))
        #expect(reader.next().contains("lines=1 "))
        #expect(reader.next().hasSuffix(" 1"))
    }

    @Test func `loses what nobody is there to read, without a signal`() {
        let reader = SlowReader()
        reader.leave()
        let queue = LogQueue(descriptor: reader.writing, bytesMax: 1_000)
        for number in 0..<100 {
            queue.add(line(number))
            #expect(queue.flush(milliseconds: 60_000))
        }
        #expect(queue.droppedCount == 0)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_827_696, "2000-02-29T12:34:56Z"), (4_102_444_799, "2099-12-31T23:59:59Z"),
    ])
    func `has the time in UTC`(seconds: Int, text: String) {
        #expect(LogTime.text(secondsSince1970: seconds) == text)
    }
}
