// A place for something that is made when it is first needed.

internal import Synchronization

/// Holds an object once it was made; reading it takes no lock. Where two threads make one at once, the first stays.
final class LazySlot<Value: AnyObject & Sendable>: Sendable {
    private let reference = AtomicLazyReference<Value>()

    @inline(__always)
    func value(_ make: () -> Value) -> Value { reference.load() ?? reference.storeIfNil(make()) }
}
