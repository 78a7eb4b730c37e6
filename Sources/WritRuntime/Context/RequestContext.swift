// What a handler may know of its request beyond the contract's input.

public import WritEngine
public import WritWire

/// The surroundings of one request.
///
/// It is valid until the handler returns, in the handler's own task and its child tasks. Afterwards the next request on
/// the connection uses the same memory, and on another thread (inside `offload`, in a task of its own) nobody can tell
/// when that is: there a context is empty. Its texts are empty, its optionals nil, its lists without elements, its method
/// is `.other`, and what is set is forgotten. Take what you need of it before.
@frozen
public struct RequestContext: Sendable {
    @usableFromInline let exchange: Exchange
    /// The exchange's number of the request that this context is of.
    @usableFromInline let number: UInt64
    /// The operation, or what stands for the lack of one.
    @usableFromInline package let served: ServedOperation

    @inlinable
    package init(exchange: Exchange, number: UInt64, served: ServedOperation) {
        self.exchange = exchange
        self.number = number
        self.served = served
    }

    package var shared: ServerShared { served.shared }

    /// The exchange, as long as it still serves this request and is the caller's to touch.
    package var live: Exchange? { exchange.isCurrent(number) ? exchange : nil }

    /// The operation that answers; nil where none does. Handlers always have one, middleware sees nil for a path or
    /// method that the contract doesn't have and for the docs pages.
    public var operation: OperationDescription? { served.description }

    /// The request's method; `.other` for one that has no case, whose name `methodName` has.
    public var method: HTTPMethod { live?.method ?? .other }

    /// The method as it was sent: for those that `method` has no name for.
    public var methodName: String { live.map { unsafe text($0.methodBytes) } ?? "" }

    /// The path as it was sent: percent-encoded, without the query.
    public var path: String { live.map { unsafe text($0.path) } ?? "" }

    /// The query as it was sent: percent-encoded; nil where there is none.
    public var query: String? { live.flatMap { unsafe $0.query.map { unsafe text($0) } } }

    /// The address the request came from, with its port.
    public var peerAddress: String { live?.peerAddress ?? "" }

    /// The address of this machine that the request came to, with its port. Costs a system call.
    public var localAddress: String { live?.localAddress ?? "" }

    /// When the time of this request's handler is up; nil without a limit.
    ///
    /// The time ends with the beginning of the answer. While the client is waited for, it stands still: read the deadline
    /// again after the body has come.
    public var deadline: ContinuousClock.Instant? { live?.deadline }

    /// Whether the server has been told to end and waits for what runs: time to say good-bye in an answer that has no end.
    /// After `ShutdownSettings.streamTime` such a handler's task is cancelled.
    public var isDraining: Bool { live?.isDraining ?? false }

    /// Whether the client takes an answer of that media type: for operations that can answer in several.
    public func accepts(_ mediaType: StaticString) -> Bool {
        unsafe live?.withField("Accept") { unsafe MediaTypes.accepts($0, offered: mediaType) } ?? true
    }

    func text(_ bytes: UnsafeRawBufferPointer) -> String {
        unsafe String(decoding: bytes, as: UTF8.self)
    }
}
