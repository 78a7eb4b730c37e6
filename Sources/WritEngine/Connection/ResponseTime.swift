// What all answers of a loop have in common: the clock, and whether the server is about to end.

package import WritWire

/// Holds the Date line for the exchanges of one loop.
package final class ResponseTime {
    // Read while an answer is written, changed only between two turns of the loop: no run-time check is needed.
    @exclusivity(unchecked) private var uncheckedClock: ResponseClock
    @exclusivity(unchecked) private var uncheckedIsDraining = false

    package init(secondsSince1970: Int) {
        unsafe uncheckedClock = ResponseClock(secondsSince1970: secondsSince1970)
    }

    /// Whether answers tell the client that the connection ends.
    package var isDraining: Bool {
        @inline(__always) get { unsafe uncheckedIsDraining }
        @inline(__always) set { unsafe uncheckedIsDraining = newValue }
    }

    package var clock: ResponseClock {
        @inline(__always) _read { yield unsafe uncheckedClock }
        @inline(__always) _modify { yield unsafe &uncheckedClock }
    }
}
