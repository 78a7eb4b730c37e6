// The environment of the process.

import CWritSystem
import Glibc

package enum Environment {
    /// The value of a variable; nil where there is none.
    package static func value(_ name: String) -> String? {
        // The text is copied before anything could change the environment.
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// All variables; of two of one name the first counts, as for `value`.
    package static var all: [String: String] {
        var variables: [String: String] = [:]
        // The list ends with a null pointer, and each of its texts with a zero; nobody changes it while a program starts.
        guard var next = unsafe writ_environment() else { return [:] }
        while let entry = unsafe next.pointee {
            let text = unsafe String(cString: entry)
            if let end = text.firstIndex(of: "="), end != text.startIndex {
                let name = String(text[..<end])
                if variables[name] == nil { variables[name] = String(text[text.index(after: end)...]) }
            }
            unsafe next += 1
        }
        return variables
    }
}
