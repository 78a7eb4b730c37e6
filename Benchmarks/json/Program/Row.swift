// One document and one verb, by all contenders in turn.

import Foundation

struct Row {
    let text: String
    /// How many times as fast as Foundation.
    let foundation: Double

    // Many short rounds: what else goes on in the machine then comes to all alike.
    private static let rounds = 27
    private static let milliseconds = 8

    init(_ document: Document, _ verb: Verb, peers: Peers) {
        var writ: [Double] = []
        var foundation: [Double] = []
        var ratios: [[Double]] = [[], [], []]
        for _ in 0..<Self.rounds {
            let own = nanoseconds(Self.milliseconds) { document.writ(verb, $0) }
            let theirs = nanoseconds(Self.milliseconds) { document.foundation(verb, $0) }
            writ.append(own)
            foundation.append(theirs)
            ratios[0].append(theirs / own)
            for (index, library) in ["msgspec", "orjson"].enumerated() {
                ratios[index + 1].append(peers.nanoseconds(library, verb, document, Self.milliseconds) / own)
            }
        }
        // Megabytes of what is read, and of what is written, which has no white space.
        let bytes = Double(verb == .decode ? document.byteCount : document.writtenCount)
        self.foundation = median(ratios[0])
        let columns = [bytes / median(writ) * 1000, bytes / median(foundation) * 1000] + ratios.map(median)
        let figures = zip(columns, [15, 18, 15, 12, 11]).enumerated().map { index, column in
            padded(String(format: index < 2 ? "%.0f" : "%.2f", column.0), column.1)
        }
        text = document.name.padding(toLength: 12, withPad: " ", startingAt: 0) + padded("\(Int(bytes))", 13) + figures.joined()
    }
}

func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
}

/// What one of `body`'s turns takes, over about so many milliseconds.
func nanoseconds(_ milliseconds: Int, _ body: (Int) -> Void) -> Double {
    var count = 1
    let limit = Double(milliseconds) * 1e6
    while true {
        let start = DispatchTime.now().uptimeNanoseconds
        body(count)
        let taken = Double(DispatchTime.now().uptimeNanoseconds - start)
        if taken * 2 >= limit { return taken / Double(count) }
        count = max(count * 2, Int(Double(count) * limit / max(taken, 1)))
    }
}
