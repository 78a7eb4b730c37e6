// Who reads an answer in memory while it is being sent.

/// Takes the bytes of a connection as they come, so that a test can look at a stream that goes on.
package protocol MemoryClient: AnyObject, Sendable {
    /// Takes as many of the bytes as there is room for; nil where the client has gone.
    func take(_ bytes: UnsafeRawBufferPointer) -> Int?

    /// Returns when there is room, or when the client has gone.
    func untilRoom() async
}
