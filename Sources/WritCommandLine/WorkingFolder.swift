// The folder that a program works in.

import Glibc

/// The folder that relative paths begin at.
enum WorkingFolder {
    static var path: String? {
        // The text that the system makes is copied, and freed.
        guard let start = unsafe getcwd(nil, 0) else { return nil }
        defer { unsafe free(start) }
        return unsafe String(cString: start)
    }
}
