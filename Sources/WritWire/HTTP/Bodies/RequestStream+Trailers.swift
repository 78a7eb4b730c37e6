// The fields behind a chunked body.

extension RequestStream {
    /// Calls `body` with each trailer field in the order they came, without those that have no place there; none before
    /// the body has ended. The bytes are valid for the call.
    package func forEachTrailer(_ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void) {
        guard isBodyComplete, head.framing == .chunked else { return }
        // The lines are lent for the call. The decoder let only whole ones pass: a token, a colon, a value without CR, CR and
        // LF; each index is compared with `text.count` before it is used all the same.
        unsafe chunks.trailers.withUnsafeBytes { text in
            var start = 0
            while start < text.count {
                let nameEnd = unsafe text.endOfRun(of: .token, from: start)
                let lineEnd = unsafe text.endOfFieldText(from: nameEnd)
                guard nameEnd < lineEnd, lineEnd + 2 <= text.count else { return }
                let name = unsafe UnsafeRawBufferPointer(rebasing: text[start..<nameEnd])
                let value = unsafe UnsafeRawBufferPointer(rebasing: text[nameEnd + 1..<lineEnd]).trimmed
                if unsafe !TrailerRule.forbids(name) { unsafe body(name, value) }
                start = lineEnd + 2
            }
        }
    }
}
