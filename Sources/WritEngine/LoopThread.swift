// The thread of a loop.

import Glibc

/// Starts loops on threads of their own.
enum LoopThread {
    private final class Start: Sendable {
        let loop: Loop
        let onEnd: @Sendable () -> Void

        init(loop: Loop, onEnd: @escaping @Sendable () -> Void) {
            self.loop = loop
            self.onEnd = onEnd
        }
    }

    /// Runs `loop` on a new thread, and `onEnd` there when it has ended.
    static func start(_ loop: Loop, onEnd: @escaping @Sendable () -> Void) throws(EngineError) {
        let start = unsafe Unmanaged.passRetained(Start(loop: loop, onEnd: onEnd))
        var thread = pthread_t()
        // The new thread takes over the reference that was retained for it.
        let code = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                start.loop.run()
                start.onEnd()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            unsafe start.release()
            throw .systemCallFailed(name: "pthread_create", errorNumber: code)
        }
        pthread_detach(thread)
    }
}
