// What the constraints of the benchmark's order cost: the same document, read by a contract with them and by one without.

import Foundation
import WritWire

struct Checks {
    /// The part of a decode without checks that they take.
    let share: Double
    let text: String

    init(_ file: URL) throws {
        let data = try Data(contentsOf: file)
        // Many short rounds, now one first and now the other: what else goes on in the machine then comes to both alike.
        let count = max(1, Int(500_000 / nanoseconds(20) { Self.readUnchecked(data, $0) }))
        var shares: [Double] = []
        var plain: [Double] = []
        for round in 0..<1001 {
            var unchecked = 0.0
            if round.isMultiple(of: 2) { unchecked = Self.time { Self.readUnchecked(data, count) } }
            let checked = Self.time { Self.readChecked(data, count) }
            if !round.isMultiple(of: 2) { unchecked = Self.time { Self.readUnchecked(data, count) } }
            plain.append(unchecked / Double(count))
            shares.append(checked / unchecked - 1)
        }
        share = median(shares)
        text = String(
            format: "order: %.0f ns to decode without constraints, %.1f %% more with all of them (aim: below 15 %%)",
            median(plain), share * 100)
    }

    private static func time(_ body: () -> Void) -> Double {
        let start = DispatchTime.now().uptimeNanoseconds
        body()
        return Double(DispatchTime.now().uptimeNanoseconds - start)
    }

    private static func readUnchecked(_ data: Data, _ count: Int) {
        read(data, count) { UncheckedOrder.read(from: &$0) != nil }
    }

    private static func readChecked(_ data: Data, _ count: Int) {
        read(data, count) { Order.read(from: &$0) != nil }
    }

    @inline(__always)
    private static func read(_ data: Data, _ count: Int, _ read: (inout JSONReader) -> Bool) {
        data.withUnsafeBytes { bytes in
            for _ in 0..<count {
                var json = unsafe JSONReader(bytes)
                let isRead = read(&json)
                precondition(isRead && json.finish() == nil)
            }
        }
    }
}
