// What a reader notes of texts that are wrong, or that it has to look at twice.

/// Kept apart from the reader, which stays small without it. A reader is never copied, so nobody shares its notes.
final class JSONReaderNotes {
    var failure: JSONFailure?
    var findings: [JSONFinding] = []
    /// Whether the text was walked over so many times that what is found on such walks is kept.
    var isKeeping = false
    var containers = JSONContainerIndex()
    /// Digests of arrays and objects, by where they begin.
    var digests: [Int: JSONDigest] = [:]
    var digestBytes = KeptBytes()
    var ruleWalk: RuleWalk?
    /// Bytes of the JSON pointers that were made.
    var pointerBytes = 0
    /// The names from the 65th on that were met in objects that are open, a bit for each: 64 to a word.
    var seenBeyond: [UInt64] = []
    /// Objects that short readers are in, the innermost last.
    var frames: [JSONModelFrame] = []
}

extension JSONReader {
    /// The notes, which begin with the first.
    var noted: JSONReaderNotes {
        mutating get {
            if let notes { return notes }
            let first = JSONReaderNotes()
            notes = first
            return first
        }
    }

    var findings: [JSONFinding] { notes?.findings ?? [] }
    var findingCount: Int { notes?.findings.count ?? 0 }

    /// Takes all findings back but the first ones.
    func forgetFindings(from count: Int) {
        if let notes, notes.findings.count > count { notes.findings.removeSubrange(count...) }
    }
}
