// The end of a process that can't do what it was started for.

import Glibc

package enum ProcessEnd {
    /// Ends the process with status 1 and one line on standard error: the program's name and the sentence.
    package static func fail(_ sentence: String) -> Never {
        let program = CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? "server"
        // Nothing of what is still to be written holds up the end for ever.
        LogQueue.standardError.add("\(program): \(sentence)\n")
        exit(1)
    }
}
