// Texts of the system's error numbers.

import Glibc

package enum SystemError {
    /// The system's own words for an error number.
    package static func text(_ number: Int32) -> String {
        // `strerror_r` fills at most the count it is given and returns a terminated string.
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress, unsafe strerror_r(number, start, 256) == 0 else {
                return "error \(number)"
            }
            return unsafe String(cString: start)
        }
    }
}
