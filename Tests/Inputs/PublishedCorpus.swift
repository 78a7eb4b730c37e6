// Where published test data lies: parsers' and servers' own tests, collected by others.

package import Foundation

package enum PublishedCorpus {
    /// `WRIT_CORPUS`, or the folder `shared/corpus` beside the repository, whether it is there or not.
    package static let folder: URL = {
        let inputs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["WRIT_CORPUS"].map { URL(fileURLWithPath: $0) }
        return named ?? inputs.appendingPathComponent("../../../shared/corpus")
    }()
}
