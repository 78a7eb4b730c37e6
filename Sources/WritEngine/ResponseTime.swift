// The clock that all exchanges of a loop share.

package import WritWire

/// Holds the Date line for the exchanges of one loop.
package final class ResponseTime {
    package var clock: ResponseClock

    package init(secondsSince1970: Int) {
        clock = ResponseClock(secondsSince1970: secondsSince1970)
    }
}
