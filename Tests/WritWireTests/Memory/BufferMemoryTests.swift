// The memory of buffers that grow: what is in them stays, and a large one is lent again.

import Testing

@testable import WritWire

@Suite struct `Memory of buffers` {
    /// Memory filled with a byte that depends on its place.
    private func fill(_ memory: BufferMemory, from start: Int) {
        // All of it is the test's.
        for index in start..<memory.byteCount {
            unsafe memory.start.storeBytes(of: UInt8(index % 251), toByteOffset: index, as: UInt8.self)
        }
    }

    private func isFilled(_ memory: BufferMemory, to end: Int) -> Bool {
        // No more than it has.
        (0..<end).allSatisfy { unsafe memory.start.load(fromByteOffset: $0, as: UInt8.self) == UInt8($0 % 251) }
    }

    @Test(arguments: [(64, 128), (131_072, 131_073), (131_073, 262_144), (300_000, 3_000_000), (4_194_304, 9_000_000)])
    func `keeps what is in it when it grows`(before: Int, after: Int) {
        var memory = BufferMemory(atLeast: before)
        #expect(memory.byteCount >= before)
        fill(memory, from: 0)
        let used = memory.byteCount
        memory = memory.grown(used: used, to: max(after, used + 1))
        #expect(memory.byteCount >= after && isFilled(memory, to: used))
        fill(memory, from: used)
        #expect(isFilled(memory, to: memory.byteCount))
        memory.free()
    }

    @Test(arguments: [(1, 1), (131_072, 131_072), (131_073, 196_608), (196_608, 196_608)])
    func `is as large as was asked for, and in whole units where it is mapped`(wanted: Int, expected: Int) {
        // The spare memory of this thread, if there is any, is in use meanwhile.
        let other = BufferMemory(atLeast: 4_194_304)
        let memory = BufferMemory(atLeast: wanted)
        #expect(memory.byteCount == expected)
        memory.free()
        other.free()
    }

    @Test func `is the same again for the next large body of a thread`() {
        let first = BufferMemory(atLeast: 4_194_304)
        let place = unsafe first.start
        first.free()
        let second = BufferMemory(atLeast: 200_000)
        let isSame = unsafe second.start == place
        #expect(isSame)
        #expect(second.byteCount == 4_194_304)
        let third = BufferMemory(atLeast: 200_000)
        let isOther = unsafe third.start != place
        #expect(isOther)
        third.free()
        second.free()
    }

    @Test func `of more than four megabytes goes back to the system`() {
        BufferMemory(atLeast: 4_194_304).free()
        let large = BufferMemory(atLeast: 5_000_000)
        large.free()
        let next = BufferMemory(atLeast: 200_000)
        #expect(next.byteCount <= 4_194_304)
        next.free()
    }

    @Test func `is taken by the next request's body without growing step by step`() {
        var stream = RequestStream(limits: HeadLimits())
        _ = growths(of: &stream, bodyBytes: 2_000_000)
        stream.reset()
        #expect(stream.capacity == RequestStream.standardCapacity)
        // Up to the 128 KB of malloc's memory, and once more.
        #expect(growths(of: &stream, bodyBytes: 2_000_000) == 4)
    }

    /// How often the storage grew while a body came.
    private func growths(of stream: inout RequestStream, bodyBytes: Int) -> Int {
        var input = [UInt8]("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(bodyBytes)\r\n\r\n".utf8)[...]
        input += [UInt8](repeating: 0x61, count: bodyBytes)
        var (count, capacity, isInBody) = (0, stream.capacity, false)
        while !input.isEmpty {
            let room = unsafe stream.makeRoom()
            if stream.capacity != capacity { (count, capacity) = (count + 1, stream.capacity) }
            let piece = input.prefix(room.count)
            unsafe room.copyBytes(from: piece)
            stream.didReceive(piece.count)
            input = input.dropFirst(piece.count)
            if !isInBody, case .complete = stream.nextHead() { isInBody = true }
            if isInBody { _ = stream.collectBody(upTo: .max) }
        }
        let received = unsafe stream.body.count
        #expect(stream.isBodyComplete && received == bodyBytes)
        return count
    }
}
