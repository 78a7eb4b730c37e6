// Both outputs of a program, read as they come.

internal import Glibc

/// Reads two pipes at once, so that the program never waits for the one while its reader waits for the other.
struct TwoPipes {
    enum End {
        case closed, tooMuch, tooLate
    }

    private(set) var output: [UInt8] = []
    /// The first of them; the rest is thrown away.
    private(set) var errors: [UInt8] = []
    private var descriptors: [CInt]
    private let outputMax: Int
    private static let errorsMax = 256 << 10

    init(output: CInt, errors: CInt, outputMax: Int) {
        descriptors = [output, errors]
        self.outputMax = outputMax
    }

    /// Reads until both are closed.
    ///
    /// - Parameter seconds: how long that may take.
    mutating func readAll(seconds: Int) -> End {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while descriptors.contains(where: { $0 >= 0 }) {
            let left = deadline - .now
            guard left > .zero else { return .tooLate }
            // A descriptor below zero is passed over.
            var waiting = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            // The bounds hold: poll gets as many entries as there are.
            let ready = unsafe poll(&waiting, nfds_t(waiting.count), CInt(left.components.seconds * 1_000 + 1_000))
            if ready < 0, errno != EINTR { return .tooLate }
            guard ready > 0 else { continue }
            for (index, entry) in waiting.enumerated() where entry.revents != 0 {
                // The bounds hold: read writes at most as many bytes as the buffer has.
                let count = unsafe read(entry.fd, &part, part.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    descriptors[index] = -1
                    continue
                }
                if index == 0 {
                    output += part[..<count]
                    if output.count > outputMax { return .tooMuch }
                } else {
                    errors += part[..<min(count, max(0, Self.errorsMax - errors.count))]
                }
            }
        }
        return .closed
    }
}
