// Keeps a value on the heap, so that structs which hold other structs stay small to copy and cheap to compile.

/// An immutable value on the heap, shared by its copies.
///
/// Generated structs keep large or recursive struct properties in one, behind a computed property. Inlinable because each
/// access to such a property goes through it; `Benchmarks/models/trial.py` has the figures.
public final class Boxed<Value> {
    public let value: Value

    @inlinable
    public init(_ value: Value) { self.value = value }
}

extension Boxed: Sendable where Value: Sendable {}

extension Boxed: Equatable where Value: Equatable {
    public static func == (a: Boxed, b: Boxed) -> Bool { a === b || a.value == b.value }
}

extension Boxed: Hashable where Value: Hashable {
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
