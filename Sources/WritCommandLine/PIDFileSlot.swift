// The PID file of a server, which one that takes over has only once it serves.

internal import Logging
internal import Synchronization

final class PIDFileSlot: Sendable {
    private let slot: Mutex<PIDFile?>

    init(_ file: PIDFile?) { slot = Mutex(file) }

    var file: PIDFile? { slot.withLock { $0 } }

    /// The server serves. `path` is where the file of the one that ran is to be replaced.
    func begin(_ path: String?, _ logger: Logger) {
        do throws(CommandFailure) {
            if let path {
                let file = try PIDFile.replace(path)
                slot.withLock { $0 = file }
            }
            try file?.write(.running)
        } catch {
            for sentence in error.sentences { logger.error("\(sentence)") }
        }
    }
}
