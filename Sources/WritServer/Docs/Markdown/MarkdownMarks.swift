// Which runs of `*`, `_` and `~~` are emphasis: the algorithm of CommonMark's appendix.

struct MarkdownMarks {
    /// Longer runs are text.
    static let lengthMax = 100

    private struct Run {
        let byte: UInt8
        /// As it was written: the rule of three goes by that.
        let length: Int
        let piece: Int
        let canOpen: Bool
        let canClose: Bool
        /// Marks that are nothing but text, so far.
        var count: Int
        /// The piece is what the run closes, what is left of it, and what it opens.
        var closing = ""
        var opening = ""
    }

    private var runs: [Run] = []

    var count: Int { runs.count }

    mutating func append(_ byte: UInt8, count: Int, piece: Int, canOpen: Bool, canClose: Bool) {
        runs.append(Run(byte: byte, length: count, piece: piece, canOpen: canOpen, canClose: canClose, count: count))
    }

    /// Settles the runs from that one on, and forgets them: what is emphasis gets its tags, the rest is text.
    mutating func settle(from bottom: Int, _ pieces: inout [String]) {
        guard bottom < runs.count else { return }
        var openers: [Int] = []
        // Openers below these don't fit a closer of that kind: they are looked at once, and never again.
        var floors: [Int: Int] = [:]
        for index in bottom..<runs.count {
            while runs[index].canClose, runs[index].count > 0 {
                let kind = Int(runs[index].byte) << 3 | (runs[index].canOpen ? 4 : 0) | runs[index].length % 3
                let floor = floors[kind] ?? 0
                guard let found = openers.indices[floor...].last(where: { fits(openers[$0], index) }) else {
                    floors[kind] = openers.count
                    break
                }
                openers.removeSubrange((found + 1)...)
                pair(openers[found], index)
                if runs[openers[found]].count == 0 { openers.removeLast() }
                for (kind, floor) in floors where floor > openers.count { floors[kind] = openers.count }
            }
            if runs[index].canOpen, runs[index].count > 0 { openers.append(index) }
        }
        for run in runs[bottom...] {
            let rest = String(repeating: Character(UnicodeScalar(run.byte)), count: run.count)
            pieces[run.piece] = run.closing + rest + run.opening
        }
        runs.removeSubrange(bottom...)
    }

    private mutating func pair(_ opener: Int, _ closer: Int) {
        let isStruck = runs[opener].byte == UInt8(ascii: "~")
        let used = isStruck || min(runs[opener].count, runs[closer].count) >= 2 ? 2 : 1
        let tag = isStruck ? "del" : used == 2 ? "strong" : "em"
        // What is paired later stands around what is paired first.
        runs[opener].opening = "<\(tag)>" + runs[opener].opening
        runs[closer].closing += "</\(tag)>"
        runs[opener].count -= used
        runs[closer].count -= used
    }

    private func fits(_ opener: Int, _ closer: Int) -> Bool {
        let (opener, closer) = (runs[opener], runs[closer])
        guard opener.byte == closer.byte else { return false }
        guard opener.canClose || closer.canOpen, (opener.length + closer.length) % 3 == 0 else { return true }
        return opener.length % 3 == 0 && closer.length % 3 == 0
    }
}
