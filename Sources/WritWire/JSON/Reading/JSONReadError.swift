// Why a JSON text was refused: it is no JSON, or its values break the contract.

/// What `JSONReader.finish()` found wrong.
public enum JSONReadError: Error, Equatable, Sendable {
    /// The bytes are not one JSON text; `offset` counts bytes from its start.
    case malformed(offset: Int, message: String)
    /// The text is JSON, but breaks these rules, in the order in which they were met.
    case invalid([Violation])
}

/// One broken rule, in words that can be shown to whoever sent the value.
public struct Violation: Hashable, Sendable {
    /// The place as a JSON pointer (RFC 6901); empty for the whole text.
    public var pointer: String
    /// The keyword of JSON Schema that is broken: `type`, `required`, `minimum`, …
    public var keyword: String
    /// What the value must be, such as "must be at least 1".
    public var message: String

    /// A broken rule. `pointer` is where in the value it is (RFC 6901), and empty for all of it.
    public init(pointer: String, keyword: String, message: String) {
        self.pointer = pointer
        self.keyword = keyword
        self.message = message
    }
}

/// Why a reader stopped before the end.
enum JSONFailure {
    case syntax(offset: Int, message: String)
    case tooManyFindings
}

/// A broken rule as the reader notes it: a byte offset, which becomes a pointer only when it is asked for.
struct JSONFinding {
    let offset: Int
    /// The property of the object at `offset` that the finding is about.
    let property: String?
    let keyword: StaticString
    let message: String
}
