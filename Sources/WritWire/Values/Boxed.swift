// A value behind a reference, for types that contain themselves.

/// Holds a value that its owner can't hold in place. It never changes, so copies may share it.
///
/// What is inlinable here would otherwise be generic calls from generated code: see the trial of models in Benchmarks.md.
public final class Boxed<Value: Sendable>: Sendable {
    public let value: Value

    @inlinable
    public init(_ value: Value) {
        self.value = value
    }
}

extension Boxed: Equatable where Value: Equatable {
    public static func == (left: Boxed, right: Boxed) -> Bool { left.value == right.value }
}

extension Boxed: Hashable where Value: Hashable {
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
