// What all answers of a loop have in common: how they begin, with the date, and whether the server is about to end.

package import WritWire

/// Holds the first lines of answers, with their Date, for the exchanges of one loop.
package final class ResponseTime {
    // Read while an answer is written, changed only between two turns of the loop: no run-time check is needed.
    @safe @exclusivity(unchecked) package var heads: ResponseHeadCache
    /// Whether answers tell the client that the connection ends.
    @safe @exclusivity(unchecked) package var isDraining = false

    package init(secondsSince1970: Int) {
        heads = ResponseHeadCache(secondsSince1970: secondsSince1970)
    }
}
