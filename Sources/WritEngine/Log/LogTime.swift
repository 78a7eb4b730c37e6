// The time in the log.

import CWritSystem
import Glibc

package enum LogTime {
    /// The time of the system's clock in UTC: `2026-12-01T03:04:05Z`.
    package static func text() -> String { text(secondsSince1970: Int(writ_wall_seconds())) }

    static func text(secondsSince1970: Int) -> String {
        var seconds = time_t(secondsSince1970)
        var parts = unsafe tm()
        // Both live through the call; of what it fills only numbers are read.
        guard unsafe gmtime_r(&seconds, &parts) != nil else { return "\(secondsSince1970)" }
        let day = unsafe [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday]
        let time = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec]
        return day.map(twoDigits).joined(separator: "-") + "T" + time.map(twoDigits).joined(separator: ":") + "Z"
    }

    private static func twoDigits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
