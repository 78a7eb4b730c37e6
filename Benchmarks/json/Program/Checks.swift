// What the constraints of the benchmark's order cost: the same document, read by a contract with them and by one without.

import Foundation
import WritWire

struct Checks {
    /// The part of a decode without checks that they take.
    let share: Double
    let text: String

    init(_ file: URL) throws {
        let data = try Data(contentsOf: file)
        var shares: [Double] = []
        var plain: [Double] = []
        for _ in 0..<101 {
            let unchecked = nanoseconds(4) { Self.read(data, $0) { UncheckedOrder.read(from: &$0) != nil } }
            let checked = nanoseconds(4) { Self.read(data, $0) { Order.read(from: &$0) != nil } }
            plain.append(unchecked)
            shares.append(checked / unchecked - 1)
        }
        share = median(shares)
        text = String(
            format: "order: %.0f ns to decode without constraints, %.1f %% more with all of them (aim: below 15 %%)",
            median(plain), share * 100)
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
