// How a server in the background tells who started it that it serves, or why it doesn't.

import Glibc

/// The server's end of the pipe of `BackgroundProcess`.
struct ReadyPipe {
    static let ready = "ready "

    private let descriptor: Int32

    /// Nil for a process that nobody waits for.
    init?(_ descriptor: Int32?) {
        guard let descriptor, descriptor > 2, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { return nil }
        self.descriptor = descriptor
    }

    /// Says that the server serves, or the last reason why it doesn't.
    func tell(_ text: String) {
        add(text)
        close(descriptor)
    }

    /// Says one of several reasons.
    func add(_ text: String) {
        let bytes = Array("\(text)\n".utf8)
        // The bytes are told with their own count.
        _ = unsafe write(descriptor, bytes, bytes.count)
    }
}
