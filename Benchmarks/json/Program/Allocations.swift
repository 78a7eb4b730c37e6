// Counts what decoding a document allocates, beside what the decoded value can't be without.

import Foundation
import WritWire

/// The counter of Benchmarks/http/allocations.c, where it was preloaded.
struct AllocationCounter {
    private typealias Count = @convention(c) () -> UInt

    private let count: Count

    init?() {
        guard let symbol = dlsym(nil, "allocations_so_far") else { return nil }
        count = unsafeBitCast(symbol, to: Count.self)
    }

    func allocations(of body: () -> Void) -> Int {
        let before = count()
        body()
        return Int(count() - before)
    }
}

/// The allocations that a value consists of: one for each string of more than 15 bytes, for each list and map that holds
/// something, and for each box.
func allocationsNeeded(_ value: Any) -> Int {
    if let text = value as? String { return text.utf8.count > 15 ? 1 : 0 }
    let mirror = Mirror(reflecting: value)
    let parts = mirror.children.reduce(0) { $0 + allocationsNeeded($1.value) }
    return switch mirror.displayStyle {
    case .collection, .dictionary: parts + (mirror.children.isEmpty ? 0 : 1)
    case .class: parts + 1
    default: parts
    }
}
