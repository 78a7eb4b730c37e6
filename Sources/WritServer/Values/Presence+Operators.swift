// The operator of optionals for what is more than one.
//
// An operator is found in modules that are imported, and applications import this one alone.

public import WritWire

extension Presence {
    /// The value, or another one where there is none.
    ///
    ///     let text = book.note ?? ""
    public static func ?? (presence: Presence, other: @autoclosure () throws -> Value) rethrows -> Value {
        if case .value(let value) = presence { value } else { try other() }
    }

    /// The value, or another optional where there is none.
    public static func ?? (presence: Presence, other: @autoclosure () throws -> Value?) rethrows -> Value? {
        if case .value(let value) = presence { value } else { try other() }
    }
}
