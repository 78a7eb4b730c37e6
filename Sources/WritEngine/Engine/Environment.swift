// The environment of the process.

import Glibc

enum Environment {
    /// The value of a variable; nil where there is none.
    static func value(_ name: String) -> String? {
        // The text is copied before anything could change the environment.
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
