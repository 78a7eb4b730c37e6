// Threads of the system.

import Glibc

/// Starts threads that run one function each.
package enum SystemThread {
    private final class Start: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    /// Has `body` run aside, where it may block; not at all where the system has no thread left.
    package static func runAside(_ body: @escaping @Sendable () -> Void) {
        try? start(body)
    }

    /// Runs `body` on a new thread, which ends with it.
    static func start(_ body: @escaping @Sendable () -> Void) throws(EngineError) {
        let start = unsafe Unmanaged.passRetained(Start(body))
        var thread = pthread_t()
        // The new thread takes over the reference that was retained for it.
        let code = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            unsafe start.release()
            throw .systemCallFailed(name: "pthread_create", errorNumber: code)
        }
        pthread_detach(thread)
    }
}
