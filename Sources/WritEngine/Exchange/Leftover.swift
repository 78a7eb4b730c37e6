// What is left of a request when it has ended, and takes long to free.

/// A value that was read of a large body, and has its last reference here.
///
/// A million small parts take a tenth of a second to free. The handler has the same value, for whose copies that is a count less.
// One thread has it at a time: it is handed over through the pool's lock. That is why it may claim to be Sendable.
package final class Leftover: @unchecked Sendable {
    private var value: (any Sendable)?

    package init(_ value: any Sendable) {
        self.value = value
    }

    /// Frees it, where nobody else has it.
    func free() { value = nil }
}
