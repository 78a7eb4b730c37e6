// What a service manager hears, and from whom it wants to hear it.

import Testing

@testable import WritEngine

@Suite struct `A service manager` {
    private func manager(_ variables: [String: String]) -> Supervisor? { Supervisor({ variables[$0] }, processID: 7) }

    @Test func `is there where the environment names its socket`() {
        #expect(manager([:]) == nil)
        #expect(manager(["NOTIFY_SOCKET": ""]) == nil)
        #expect(manager(["NOTIFY_SOCKET": "vsock:2:1"]) == nil)
        #expect(manager(["NOTIFY_SOCKET": "/run/notify"]) != nil)
        #expect(manager(["NOTIFY_SOCKET": "@notify"]) != nil)
    }

    @Test func `wants to hear of life from the process that it names`() {
        let socket = ["NOTIFY_SOCKET": "/run/notify"]
        func milliseconds(_ others: [String: String]) -> Int? { manager(socket.merging(others) { $1 })?.watchdogMilliseconds }
        #expect(milliseconds([:]) == nil)
        #expect(milliseconds(["WATCHDOG_USEC": "30000000"]) == 30_000)
        #expect(milliseconds(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"]) == 30_000)
        #expect(milliseconds(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"]) == nil)
        for text in ["0", "999", "-1", "x", ""] { #expect(milliseconds(["WATCHDOG_USEC": text]) == nil, "\(text)") }
    }

    @Test func `hears nothing of a server of which a loop stands still`() throws {
        let waiting = try #require(manager(["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "30000000"]))
        #expect(waiting.isAlive(busySince: [nil, nil], now: 100_000))
        #expect(waiting.isAlive(busySince: [nil, 85_001], now: 100_000))
        #expect(!waiting.isAlive(busySince: [nil, 85_000], now: 100_000))
        #expect(!waiting.isAlive(busySince: [85_000, nil], now: 200_000))
    }

    @Test func `that isn't there holds up nobody`() {
        #expect(manager(["NOTIFY_SOCKET": "/no/such/socket"])?.tell(.ready) == false)
        #expect(manager(["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 200)])?.tell(.ready) == false)
    }

    @Test func `hears when reading begins`() {
        #expect(Supervisor.News.reloading.lines(now: 5).contains("RELOADING=1\nMONOTONIC_USEC=5\n"))
        #expect(Supervisor.News.ready.lines(now: 5).hasPrefix("READY=1\n"))
    }
}
