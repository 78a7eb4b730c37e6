// A member's place in a group of WebSockets.

internal import Synchronization
internal import WritEngine

/// A member, with how its messages are written.
final class GroupPlace<Message: Sendable>: Sendable {
    let connection: WebSocketConnection
    /// Those of one kind get the same bytes.
    let kind: GroupFrameKind
    let written: @Sendable (Message) -> WrittenMessage
    let deflation: SharedDeflation?
    /// Messages that wait for the client, where it is to miss the oldest.
    let backlog = Mutex<[SharedFrame]>([])

    init<Incoming>(_ connection: WebSocketConnection, terms: WebSocketTerms<Incoming, Message>) {
        self.connection = connection
        deflation = connection.sharedDeflation
        kind = GroupFrameKind(terms: ObjectIdentifier(terms.identity), deflation: deflation?.key)
        written = { terms.written($0) }
    }
}

/// What the bytes of a frame depend on, beside the message.
struct GroupFrameKind: Hashable, Sendable {
    let terms: ObjectIdentifier
    /// Nil: it is sent as it is.
    let deflation: SharedDeflation.Key?
}
