// A body that is read on another thread than its loop's.

/// What a reader on another thread leaves for the loop: there alone an answer may be written.
///
/// While there is one, that thread reads what has been received of the request, and changes nothing of the exchange but this.
// The thread that reads sets it before it says that it is through, and the loop's thread asks afterwards.
package final class ReadingElsewhere {
    /// Answers in place of the reader, on the loop.
    package var answer: ((Exchange) -> Void)?

    package init() {}
}
