// An event that many streams send: written once.

internal import WritWire

/// An event with the bytes that an event stream has for it.
struct LoggedEvent<Event: JSONRepresentable>: Sendable {
    let event: ServerSentEvent<Event>
    /// As the stream has it, its data as JSON.
    let bytes: [UInt8]

    init(_ event: ServerSentEvent<Event>) {
        self.event = event
        var output = OutputBuffer(minimumCapacity: 256)
        event.write(to: &output) { data, output in
            output.append("data: ")
            data.write(to: &output)
            output.append("\n")
        }
        bytes = unsafe Array(output.bytes)
    }

    /// Bytes of memory, with what keeps them.
    var byteCount: Int { bytes.count + 128 }
}
