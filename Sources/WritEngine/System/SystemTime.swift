// The system's clock of the world's time.

import Glibc

package enum SystemTime {
    /// Seconds since 1970-01-01T00:00:00Z, and nanoseconds.
    package static func now() -> (seconds: Int, nanoseconds: Int) {
        var time = timespec()
        // It lives through the call, which fills it.
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return (time.tv_sec, time.tv_nsec)
    }
}
