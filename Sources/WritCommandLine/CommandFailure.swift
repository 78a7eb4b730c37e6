// Why a command didn't do what it was asked for.

import Glibc
internal import WritEngine

/// The statuses of a process, as those of services are (LSB, "Init Script Actions").
enum ExitStatus: Int32 {
    case failed = 1
    case notUnderstood = 2
    case noRight = 4
    case notConfigured = 6
    case notRunning = 7
}

/// Sentences for the terminal, and the status that the process ends with.
struct CommandFailure: Error {
    let sentences: [String]
    let status: Int32

    init(_ sentences: [String], status: ExitStatus) {
        self.sentences = sentences
        self.status = status.rawValue
    }

    init(_ sentence: String, status: ExitStatus = .failed) { self.init([sentence], status: status) }

    /// A file that can't be had: `errno` says why.
    init(file what: String, _ path: String, errorNumber: Int32, flag: String) {
        self.init(
            "The \(what) \(path) can't be written: \(SystemError.text(errorNumber)); name another one with \(flag).",
            status: [EACCES, EPERM, EROFS].contains(errorNumber) ? .noRight : .failed)
    }

    /// Why a server couldn't start.
    init(_ error: any Error) {
        if case .cannotListen(_, EACCES)? = error as? EngineError {
            self.init("\(error)", status: .noRight)
        } else {
            self.init("\(error)")
        }
    }
}

/// Ends the process.
func exitProcess(_ status: Int32) -> Never { exit(status) }
