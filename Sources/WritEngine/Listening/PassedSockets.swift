// Sockets that a supervisor listens on and passes: systemd's protocol of LISTEN_PID and LISTEN_FDS.

import Glibc
import Synchronization

enum PassedSockets {
    /// The first descriptor that is passed, behind the three standard streams.
    static let firstDescriptor: Int32 = 3
    private static let isTaken = Atomic(false)

    /// Takes the sockets that were passed to this process. The variables stay in the environment, where a child sees that
    /// they are not meant for it.
    static func take() throws(EngineError) -> [ListeningSocket] {
        guard !isTaken.exchange(true, ordering: .relaxed) else {
            throw .noPassedSockets(reason: "they have been taken already")
        }
        return try take(Environment.value, processID: getpid(), first: firstDescriptor)
    }

    static func take(
        _ variable: (String) -> String?, processID: Int32, first: Int32
    ) throws(EngineError) -> [ListeningSocket] {
        guard let count = variable("LISTEN_FDS"), let process = variable("LISTEN_PID") else {
            throw .noPassedSockets(reason: "LISTEN_FDS and LISTEN_PID are not set, as systemd does for a socket unit")
        }
        guard process == String(processID) else {
            throw .noPassedSockets(reason: "LISTEN_PID is \(process), and this is process \(processID)")
        }
        guard let count = Int32(count), (1...1024).contains(count) else {
            throw .noPassedSockets(reason: "LISTEN_FDS is \(count), and should be a number from 1 on")
        }
        var sockets: [ListeningSocket] = []
        for number in first..<first + count { sockets.append(try .passed(Descriptor(number), by: .supervisor)) }
        return sockets
    }
}
