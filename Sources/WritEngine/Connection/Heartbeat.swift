// Signs of life of a streamed answer whose handler has nothing to say.

import WritWire

/// What is sent into a stream, and when something was sent last.
struct Heartbeat {
    let text: StaticString
    let milliseconds: Int
    private var lastWrite: Int

    init(_ text: StaticString, milliseconds: Int, now: Int) {
        self.text = text
        self.milliseconds = max(milliseconds, 1)
        lastWrite = now
    }

    mutating func wrote(at now: Int) { lastWrite = now }

    /// Milliseconds until the stream has been silent for too long; 0: it has been.
    func millisecondsLeft(now: Int) -> Int { max(milliseconds - (now - lastWrite), 0) }
}

extension Exchange {
    /// Has the host call `beat` from now on.
    func startHeartbeat(_ text: StaticString, milliseconds: Int) {
        guard answerStream != nil, let host else { return }
        answerStream?.heartbeat = Heartbeat(text, milliseconds: milliseconds, now: host.milliseconds)
        host.watchHeartbeat(milliseconds: milliseconds)
    }

    /// Gathers a sign of life where one is due; milliseconds until the next look, nil where there is none.
    ///
    /// Where the client has not taken what left before there is no need of one: what waits for it tells that the server lives.
    func beat(now: Int, mayWrite: Bool) -> Int? {
        guard let stream = answerStream, let heartbeat = stream.heartbeat, stream.failure == nil, let framing else { return nil }
        let left = heartbeat.millisecondsLeft(now: now)
        guard left == 0 else { return left }
        answerStream?.heartbeat?.wrote(at: now)
        guard mayWrite, stream.isHeadWritten, !framing.hasUnsentRest, framing.streamRoom > heartbeat.text.utf8CodeUnitCount else {
            return heartbeat.milliseconds
        }
        if let coding, coding.encoder != nil {
            coding.plain.truncate(to: 0)
            coding.plain.append(heartbeat.text)
            encodePlain(coding)
            flushEncoder()
        } else {
            framing.append { $0.append(heartbeat.text) }
        }
        answerStream?.bodyCount += heartbeat.text.utf8CodeUnitCount
        answerStream?.isGathered = true
        return heartbeat.milliseconds
    }
}
