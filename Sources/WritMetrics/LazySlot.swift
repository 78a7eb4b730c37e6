// A place for something that is made when it is first needed.

internal import Synchronization

/// Holds an object once it was made; reading it takes no lock. Where two threads make one at once, the first stays.
///
/// The standard library's `AtomicLazyReference` does the same by code that looks up its types each time: 700 instructions for a look.
final class LazySlot<Value: AnyObject & Sendable>: Sendable {
    /// The object's address, with a reference that is this slot's; 0: none so far.
    private let address = Atomic<UInt>(0)

    deinit {
        // What the slot holds is released once, and nobody looks any more.
        if let pointer = unsafe UnsafeRawPointer(bitPattern: address.load(ordering: .acquiring)) {
            unsafe Unmanaged<Value>.fromOpaque(pointer).release()
        }
    }

    @inline(__always)
    func value(_ make: () -> Value) -> Value {
        // An address that is there is that of an object which the slot holds until its own end.
        if let pointer = unsafe UnsafeRawPointer(bitPattern: address.load(ordering: .acquiring)) {
            return unsafe Unmanaged<Value>.fromOpaque(pointer).takeUnretainedValue()
        }
        return store(make())
    }

    @inline(never)
    private func store(_ value: Value) -> Value {
        let reference = unsafe Unmanaged.passRetained(value)
        let own = unsafe UInt(bitPattern: reference.toOpaque())
        let result = address.compareExchange(expected: 0, desired: own, ordering: .acquiringAndReleasing)
        guard !result.exchanged, let pointer = unsafe UnsafeRawPointer(bitPattern: result.original) else { return value }
        // Another thread's object is there: the reference to one's own is given back.
        unsafe reference.release()
        return unsafe Unmanaged<Value>.fromOpaque(pointer).takeUnretainedValue()
    }
}
