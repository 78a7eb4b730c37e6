// A connection of frames: reads them, has a task answer each request, and sends what these write.

@testable import WritEngine
import WritWire

/// Serves requests that come in frames, as many at once as `streamsMax`, each with an exchange of its own.
///
/// Everything runs on the main actor.
// One actor alone touches it, and its streams; that is why it may claim to be Sendable.
final class FrameConnection: @unchecked Sendable {
    static let streamsMax = 8
    static let frameBytesMax = 16_384

    let host: any ConnectionHost
    let responder: any Responder
    let limits: ServerLimits
    let time = ResponseTime(secondsSince1970: 784_111_777)
    private var received: [UInt8] = []
    private var output: [UInt8] = []
    private var streams: [UInt32: FrameStream] = [:]
    private var tasks: [Task<Void, Never>] = []

    init(over host: any ConnectionHost, with responder: any Responder, limits: ServerLimits) {
        self.host = host
        self.responder = responder
        self.limits = limits
    }

    /// Serves until the client has ended its side and all answers are sent, or it is gone.
    @MainActor
    func serve() async {
        while await receive() {
            do {
                while let frame = try Frame.take(from: &received, bytesMax: Self.frameBytesMax) { take(frame) }
            } catch {
                break
            }
            // Tasks that have something to do get on.
            await Task.yield()
        }
        for stream in streams.values { stream.inputDidEnd() }
        for task in tasks { await task.value }
        _ = await flush()
    }

    /// Receives some bytes; false where none will come.
    private func receive() async -> Bool {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
        defer { unsafe room.deallocate() }
        while true {
            switch unsafe host.transport.receive(into: room) {
            case .moved(let count):
                // So many bytes were written to the room.
                unsafe received.append(contentsOf: room.prefix(count))
                return true
            case .waits(let event): guard await host.wait(for: event) == .ready else { return false }
            case .ended, .failed: return false
            }
        }
    }

    @MainActor
    private func take(_ frame: Frame) {
        if frame.kind == .head { return begin(frame) }
        // What belongs to no request, or to one that is answered, is dropped.
        streams[frame.stream]?.take(frame)
    }

    @MainActor
    private func begin(_ frame: Frame) {
        guard streams[frame.stream] == nil, streams.count < Self.streamsMax else { return send(.cancel(frame.stream)) }
        let stream = FrameStream(frame.stream, of: self)
        streams[frame.stream] = stream
        let task = Task { @MainActor in
            await stream.run(frame)
            streams[frame.stream] = nil
        }
        stream.cancelTask = { task.cancel() }
        tasks.append(task)
    }

    func send(_ frame: Frame) { output += frame.sent }

    /// Sends what is written, as far as the client takes it now; what the rest waits for.
    func sendAtOnce() -> TransportEvent? {
        while !output.isEmpty {
            // The array lends its bytes for the call.
            switch unsafe output.withUnsafeBytes({ unsafe host.transport.send($0, hasMore: false) }) {
            case .moved(let count): output.removeFirst(count)
            case .waits(let event): return event
            case .ended, .failed: output = []
            }
        }
        return nil
    }

    /// Sends all that is written.
    func flush() async -> AnswerStreamError? {
        while let event = sendAtOnce() {
            host.startDeadline(milliseconds: limits.$sendTimeout)
            switch await host.wait(for: event) {
            case .ready: continue
            case .timedOut: return .timedOut
            case .draining, .aborted: return .connectionLost
            }
        }
        return nil
    }
}
