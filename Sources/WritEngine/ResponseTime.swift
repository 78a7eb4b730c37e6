// The clock that all exchanges of a loop share.

package import WritWire

/// Holds the Date line for the exchanges of one loop.
package final class ResponseTime {
    // Read while an answer is written, changed only between two turns of the loop: no run-time check is needed.
    @exclusivity(unchecked) private var uncheckedClock: ResponseClock

    package init(secondsSince1970: Int) {
        unsafe uncheckedClock = ResponseClock(secondsSince1970: secondsSince1970)
    }

    package var clock: ResponseClock {
        @inline(__always) _read { yield unsafe uncheckedClock }
        @inline(__always) _modify { yield unsafe &uncheckedClock }
    }
}
