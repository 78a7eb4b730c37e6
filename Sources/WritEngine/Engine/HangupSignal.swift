// SIGHUP, by which a service is asked to read its settings again.

import CWritSystem

package enum HangupSignal {
    /// Calls `action` at each SIGHUP from now on, on a thread of its own, where it may block; for the rest of the process.
    package static func listen(_ action: @escaping @Sendable () -> Void) throws(EngineError) {
        let signals = try WakeUp(isPortable: false)
        writ_catch_hangup(signals.writingNumber)
        try SystemThread.start {
            // Where the process was started with it blocked, it comes to this thread.
            writ_catch_hangup(signals.writingNumber)
            while true {
                signals.wait()
                action()
            }
        }
    }
}
