// Who reads the log.

import Glibc

package enum StandardError {
    /// Whether it is a terminal whose user wants colours (no-color.org).
    package static var isColourful: Bool {
        isatty(STDERR_FILENO) == 1 && Environment.value("NO_COLOR")?.isEmpty ?? true
    }
}
