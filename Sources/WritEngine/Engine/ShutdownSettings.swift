// How a server comes to its end.

/// What happens from the moment that a server is told to end: it is no longer ready, takes no further connections after a delay, lets
/// running requests finish, and ends.
public struct ShutdownSettings: Sendable {
    /// How long the server goes on taking connections once it is told to end and is no longer ready: the time that a load
    /// balancer needs to see that. It comes before that of the drain.
    @Milliseconds public var readinessDelay: Duration = .zero
    /// The time that running requests have to finish.
    ///
    /// With `grace` it is less than the ten seconds after which Docker kills what it has told to end.
    @Milliseconds public var drain: Duration = .seconds(8)
    /// The time of the drain after which handlers are cancelled whose answers have no end that is known, such as event streams, or
    /// that have taken over a connection; `RequestContext.isDraining` is true before. An answer of items ends as if it were
    /// complete.
    @Milliseconds public var streamTime: Duration = .seconds(5)
    /// The time of the drain that connections which rest are kept for a request that is on its way; it is answered with
    /// `Connection: close`.
    @Milliseconds public var restTime: Duration = .seconds(1)
    /// The time behind the drain, or behind a second signal, that the server has to come to its end by itself. Then, or with a
    /// third signal, the process ends with the status 128 + the signal's number, whatever its handlers do; the log says what kept it.
    /// Only where signals are caught, and one has begun the end. Loops take up to half a second of it.
    @Milliseconds public var grace: Duration = .seconds(1)
    /// Whether SIGINT and SIGTERM end the server while it runs, and a second signal the drain at once; without, only the cancellation
    /// of its task does.
    public var catchesSignals = true

    /// The defaults, which together take less than ten seconds.
    public init() {}
}
