// The clock of a loop: the system's, or one that a test turns by hand.

import CWritSystem
import Synchronization

/// Milliseconds that never go back.
package enum LoopClock: Sendable {
    case system
    case manual(ManualClock)

    var milliseconds: Int {
        switch self {
        case .system: Int(writ_monotonic_milliseconds())
        case .manual(let clock): clock.milliseconds
        }
    }

    /// The same to the microsecond, at the price of a look at the processor's own clock.
    var microseconds: Int {
        switch self {
        case .system: Int(writ_monotonic_microseconds())
        case .manual(let clock): clock.milliseconds * 1000
        }
    }
}

/// A clock that stands still until it is turned.
package final class ManualClock: Sendable {
    private let time = Atomic(1_000_000)

    package init() {}

    package var milliseconds: Int { time.load(ordering: .acquiring) }

    package func advance(milliseconds: Int) {
        time.wrappingAdd(milliseconds, ordering: .acquiringAndReleasing)
    }
}
