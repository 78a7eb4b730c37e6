// An answer that a test reads while its handler writes it.

internal import Synchronization
public import WritServer

/// An answer whose end hasn't come: its head is there, and its body is read as the handler writes it.
///
///     let title = await client.stream("/changes") { answer in
///         let event = await answer.nextEvent()
///         return event?.data
///     }
///
/// To be read by one task.
public final class TestStream: Sendable {
    /// The status of the answer.
    public let status: Int
    /// Header fields in the order they came.
    public let fields: [HeaderField]
    private let buffer: StreamBuffer
    private let body: Mutex<StreamBody>

    init(_ head: (status: Int, fields: [HeaderField]), _ body: StreamBody, _ buffer: StreamBuffer) {
        (status, fields) = head
        self.body = Mutex(body)
        self.buffer = buffer
    }

    /// The value of the first field of that name, whatever its case.
    public subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Bytes of the body that have come since the last call; waits for some. Nil at the end.
    public func next() async -> [UInt8]? {
        while true {
            let (bytes, isOver) = body.withLock { ($0.takeAll(), $0.isOver) }
            if !bytes.isEmpty { return bytes }
            guard !isOver, let more = await buffer.next() else { return nil }
            body.withLock { $0.add(more) }
        }
    }

    /// The next line without its end, such as a value of JSON Lines; nil at the end.
    public func nextLine() async -> String? {
        while true {
            if let line = body.withLock({ $0.takeLine() }) { return line }
            guard let more = body.withLock({ $0.isOver }) ? nil : await buffer.next() else {
                let rest = body.withLock { $0.takeAll() }
                return rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
            }
            body.withLock { $0.add(more) }
        }
    }

    /// The next event of an event stream, or a comment alone; nil at the end. A part of an event at the end is none.
    public func nextEvent() async -> ServerSentEvent<String>? {
        var event = ServerSentEvent<String>(nil)
        var isEmpty = true
        while let line = await nextLine() {
            if line.isEmpty {
                if !isEmpty { return event }
                continue
            }
            isEmpty = false
            let name = line.prefix { $0 != ":" }
            let rest = line.dropFirst(name.count + 1)
            let value = String(rest.hasPrefix(" ") ? rest.dropFirst() : rest)
            switch name {
            case "": event.comment = event.comment.map { "\($0)\n\(value)" } ?? value
            case "data": event.data = event.data.map { "\($0)\n\(value)" } ?? value
            case "event": event.event = value
            case "id": event.id = value
            case "retry": event.retry = Int(value)
            default: break
            }
        }
        return nil
    }
}
