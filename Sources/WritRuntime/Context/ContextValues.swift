// Values that middleware leaves for handlers, told apart by types.

internal import WritEngine

/// The name of a value that travels with a request, and its type.
///
///     enum UserKey: ContextKey {
///         typealias Value = User
///     }
///     context.values[UserKey.self] = user
public protocol ContextKey {
    /// The type of what is kept under the key.
    associatedtype Value: Sendable
}

/// The values of one request. They are gone when its handler and its middleware have returned.
public struct ContextValues: Sendable {
    let context: RequestContext

    /// The value for a key; nil where nobody has set one.
    public subscript<Key: ContextKey>(key: Key.Type) -> Key.Value? {
        get {
            guard let exchange = context.live, exchange.scope != nil else { return nil }
            return ContextStorage.of(exchange).values[ObjectIdentifier(key)] as? Key.Value
        }
        nonmutating set {
            guard let exchange = context.live else { return }
            ContextStorage.of(exchange).values[ObjectIdentifier(key)] = newValue
        }
    }
}

extension RequestContext {
    /// What middleware and handlers leave for each other during this request.
    public var values: ContextValues { ContextValues(context: self) }
}
