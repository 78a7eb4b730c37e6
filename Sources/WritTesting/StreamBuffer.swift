// What a handler has sent and a test has not read.

internal import Synchronization
internal import WritEngine

/// Lies between a handler, which waits while it is full, and a test, which waits while it is empty.
final class StreamBuffer: MemoryClient {
    private struct State {
        var bytes: [UInt8] = []
        var hasEnded = false
        var isClosed = false
        var reader: CheckedContinuation<Void, Never>?
        var writer: CheckedContinuation<Void, Never>?
    }

    private static let bytesMax = 65_536
    private let state = Mutex(State())

    // MARK: The handler's side

    func take(_ bytes: UnsafeRawBufferPointer) -> Int? {
        let (count, reader): (Int?, CheckedContinuation<Void, Never>?) = state.withLock { state in
            guard !state.isClosed else { return (nil, nil) }
            let count = min(bytes.count, Self.bytesMax - state.bytes.count)
            // `count` is at most the count of the bytes.
            unsafe state.bytes.append(contentsOf: bytes[..<count])
            return (count, count > 0 ? state.reader.take() : nil)
        }
        reader?.resume()
        return count
    }

    func untilRoom() async {
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                if state.isClosed || state.bytes.count < Self.bytesMax { return true }
                state.writer = continuation
                return false
            }
            if hasRoom { continuation.resume() }
        }
    }

    /// The connection has ended: nothing more comes.
    func end() {
        state.withLock { state in
            state.hasEnded = true
            return state.reader.take()
        }?.resume()
    }

    // MARK: The test's side

    /// What has come since; waits for something. Nil at the end.
    func next() async -> [UInt8]? {
        while true {
            let (bytes, hasEnded, writer) = state.withLock { state in
                defer { state.bytes = [] }
                return (state.bytes, state.hasEnded, state.writer.take())
            }
            writer?.resume()
            if !bytes.isEmpty { return bytes }
            if hasEnded { return nil }
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.hasEnded || !state.bytes.isEmpty { return true }
                    state.reader = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        }
    }

    /// The client goes away: what is sent from now on fails.
    func close() {
        state.withLock { state in
            state.isClosed = true
            return state.writer.take()
        }?.resume()
    }
}
