// Files as bodies of answers.

import WritWire

extension Exchange {
    /// Appends bytes of a file to the answer's body: from the system's memory to the socket, where that can be.
    func writeToStream(_ file: OpenFile, from offset: Int, count: Int) async throws(AnswerStreamError) {
        guard !endsWithServer else { throw .serverEnds }
        guard count > 0 else { return }
        if coding?.encoder == nil, count > Self.copiedFileBytesMax {
            try countStreamed(count)
            try beginStream()
            try await sendToStream(file, from: offset, count: count)
        } else {
            try await copyToStream(file, from: offset, count: count)
        }
    }

    private func sendToStream(_ file: OpenFile, from offset: Int, count: Int) async throws(AnswerStreamError) {
        var sent = 0
        while sent < count {
            guard !endsWithServer else { throw failStream(.serverEnds) }
            let step = await framing?.send(file, from: offset + sent, count: min(count - sent, Self.sentFileBytes))
            switch step {
            case .moved(let more)?:
                sent += more
                if isTurnOver(after: more) { await host?.yieldTurn() }
            case .ended?: throw failStream(.tooFewBytes)
            case .failed(let error)?: throw failStream(error)
            case nil:
                answerStream?.bodyCount -= count - sent
                return try await copyToStream(file, from: offset + sent, count: count - sent)
            }
        }
    }

    /// Reads the file and appends what was read.
    private func copyToStream(_ file: OpenFile, from offset: Int, count: Int) async throws(AnswerStreamError) {
        var copied = 0
        while copied < count {
            let wanted = min(count - copied, Self.copiedFileBytesMax)
            var read = 0
            try await writeToStream { output in
                unsafe output.appendInPlace(atMost: wanted) { room in
                    unsafe read = max(file.read(at: offset + copied, into: room), 0)
                    return read
                }
            }
            guard read > 0 else { throw failStream(.tooFewBytes) }
            copied += read
        }
    }

    private func failStream(_ error: AnswerStreamError) -> AnswerStreamError {
        answerStream?.failure = error
        return error
    }

    /// Bytes that are sent in one go: others have their turn in between.
    private static var sentFileBytes: Int { 1 << 18 }
    /// Bytes that are copied behind the head, which costs less than a call for the file alone.
    private static var copiedFileBytesMax: Int { 32_768 }
}

extension AnswerWriter {
    /// Appends bytes of a file.
    package func write(_ file: OpenFile, from offset: Int, count: Int) async throws(AnswerStreamError) {
        try check()
        try await exchange.writeToStream(file, from: offset, count: count)
    }
}
