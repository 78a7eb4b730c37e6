// The contract between a loop and its poller, which both pollers keep.

import CWritSystem
import Glibc
import Testing

@testable import WritEngine

/// Two sockets that are connected to each other.
private struct Pair: ~Copyable {
    let near: Int32
    let far: Descriptor

    init() {
        var ends: [Int32] = [-1, -1]
        // There is room for the two ends.
        _ = unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
        near = ends[0]
        far = Descriptor(ends[1])
    }

    /// Has the other side send a byte.
    func sendFromFar() {
        var byte: UInt8 = 1
        // One byte.
        _ = unsafe write(far.number, &byte, 1)
    }

    /// Takes all that has come.
    func drain() {
        var room = [UInt8](repeating: 0, count: 4096)
        // The room is told with its own count.
        while unsafe read(near, &room, room.count) > 0 {}
    }

    /// Sends until no more fits.
    func fill() {
        let bytes = [UInt8](repeating: 0, count: 65_536)
        // The bytes are told with their own count.
        while unsafe write(near, bytes, bytes.count) > 0 {}
    }

    func drainFar() {
        var room = [UInt8](repeating: 0, count: 65_536)
        // The room is told with its own count.
        while unsafe read(far.number, &room, room.count) > 0 {}
    }
}

extension Poller {
    /// What is told without waiting.
    fileprivate func tell() -> [Readiness] {
        let count = wait(milliseconds: 0)
        return (0..<count).map { report($0) }
    }
}

@Suite struct `Pollers` {
    @Test(arguments: pollerChoices)
    func `what is ready when a connection is added is told once`(choice: PollerChoice) throws {
        let pair = Pair()
        let poller = try choice.makePoller()
        pair.sendFromFar()
        #expect(poller.addConnection(pair.near))
        let told = Readiness(descriptor: pair.near, isReadable: true, isWritable: true, isHungUp: false)
        #expect(poller.tell() == [told])
        #expect(poller.tell() == [])
        close(pair.near)
    }

    @Test(arguments: pollerChoices)
    func `a change is told once, and the next one when it is expected`(choice: PollerChoice) throws {
        let pair = Pair()
        let poller = try choice.makePoller()
        #expect(poller.addConnection(pair.near))
        _ = poller.tell()
        poller.expect(pair.near, reads: true, writes: false)
        #expect(poller.tell() == [])
        for _ in 0..<3 {
            pair.sendFromFar()
            let told = poller.tell()
            #expect(told.map(\.descriptor) == [pair.near] && told[0].isReadable && !told[0].isHungUp)
            #expect(poller.tell() == [])
            pair.drain()
            poller.expect(pair.near, reads: true, writes: false)
            #expect(poller.tell() == [])
        }
        close(pair.near)
    }

    @Test(arguments: pollerChoices)
    func `room to send is told when it is expected`(choice: PollerChoice) throws {
        let pair = Pair()
        let poller = try choice.makePoller()
        #expect(poller.addConnection(pair.near))
        _ = poller.tell()
        pair.fill()
        poller.expect(pair.near, reads: false, writes: true)
        #expect(poller.tell() == [])
        pair.drainFar()
        #expect(poller.tell().first?.isWritable == true)
        #expect(poller.tell() == [])
        close(pair.near)
    }

    @Test(arguments: pollerChoices)
    func `a half-close is told without being expected, once`(choice: PollerChoice) throws {
        let pair = Pair()
        let poller = try choice.makePoller()
        #expect(poller.addConnection(pair.near))
        _ = poller.tell()
        poller.expect(pair.near, reads: false, writes: false)
        #expect(poller.tell() == [])
        shutdown(pair.far.number, Int32(SHUT_WR))
        let told = poller.tell()
        #expect(told.first?.isHungUp == true && told.first?.isReadable == true)
        #expect(poller.tell() == [])
        poller.expect(pair.near, reads: false, writes: false)
        #expect(poller.tell() == [])
        close(pair.near)
    }

    @Test(arguments: pollerChoices)
    func `the end of a connection is told, and does not come again and again`(
        choice: PollerChoice
    ) throws {
        let poller = try choice.makePoller()
        var near: Int32 = -1
        do {
            let pair = Pair()
            near = pair.near
            #expect(poller.addConnection(near))
            _ = poller.tell()
            poller.expect(near, reads: false, writes: false)
        }
        let told = poller.tell()
        #expect(told.first?.isHungUp == true && told.first?.isReadable == true && told.first?.isWritable == true)
        #expect(poller.tell() == [])
        close(near)
    }

    @Test(arguments: pollerChoices)
    func `a listener is told as long as it has something`(choice: PollerChoice) throws {
        for isShared in [false, true] {
            let pair = Pair()
            let poller = try choice.makePoller()
            #expect(poller.addListener(pair.near, isShared: isShared))
            #expect(poller.tell() == [])
            pair.sendFromFar()
            for _ in 0..<3 { #expect(poller.tell().map(\.descriptor) == [pair.near]) }
            pair.drain()
            #expect(poller.tell() == [])
            pair.sendFromFar()
            poller.removeListener(pair.near)
            #expect(poller.tell() == [])
            #expect(poller.addListener(pair.near, isShared: isShared))
            #expect(poller.tell().count == 1)
            poller.removeListener(pair.near)
            close(pair.near)
        }
    }

    @Test(arguments: pollerChoices)
    func `many connections come and go`(choice: PollerChoice) throws {
        let poller = try choice.makePoller()
        for _ in 0..<3 {
            let first = Pair()
            let second = Pair()
            let third = Pair()
            for number in [first.near, second.near, third.near] { #expect(poller.addConnection(number)) }
            #expect(Set(poller.tell().map(\.descriptor)) == [first.near, second.near, third.near])
            poller.removeConnection(first.near)
            close(first.near)
            third.sendFromFar()
            for number in [second.near, third.near] { poller.expect(number, reads: true, writes: false) }
            #expect(poller.tell().map(\.descriptor) == [third.near])
            for number in [third.near, second.near] {
                poller.removeConnection(number)
                close(number)
            }
            #expect(poller.tell() == [])
        }
    }

    @Test(arguments: [false, true])
    func `a wake-up is seen until it is cleared`(isPortable: Bool) throws {
        let (wakeUp, poller) = (try WakeUp(isPortable: isPortable), PollPoller())
        #expect(poller.addListener(wakeUp.number, isShared: false))
        #expect(poller.tell() == [])
        wakeUp.signal()
        #expect(poller.tell().count == 1)
        #expect(poller.tell().count == 1)
        wakeUp.clear()
        #expect(poller.tell() == [])
    }
}
