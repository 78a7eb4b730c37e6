// One chunk of the chunked transfer coding on its way out, with a size that is filled in when its data is there.

/// The chunk at the end of an output: `size CR LF data CR LF` (RFC 9112 section 7.1).
package struct ChunkFrame {
    private let start: Int
    private let digitsExpected: Int

    /// Bytes of framing that one chunk takes at most.
    package static let framingBytesMax = 20

    /// Begins a chunk; `digitsExpected` is a guess of the digits of its size.
    package init(to output: inout OutputBuffer, digitsExpected: Int) {
        start = output.count
        self.digitsExpected = digitsExpected
        for _ in 0..<digitsExpected { output.append(UInt8(ascii: "0")) }
        output.append("\r\n")
    }

    /// Ends the chunk; one without data vanishes, for it would end the body. Returns the digits of its size.
    package func finish(_ output: inout OutputBuffer) -> Int {
        let dataCount = output.count - start - digitsExpected - 2
        guard dataCount > 0 else {
            output.truncate(to: start)
            return digitsExpected
        }
        output.append("\r\n")
        // Sixteen bytes hold every 64-bit number; the digits are laid down from the right.
        return unsafe withUnsafeTemporaryAllocation(byteCount: 16, alignment: 1) { digits in
            var rest = dataCount
            var first = 16
            repeat {
                first -= 1
                let digit = UInt8(truncatingIfNeeded: rest & 15)
                unsafe digits[first] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                rest >>= 4
            } while rest > 0
            unsafe output.replace(
                start..<start + digitsExpected, with: UnsafeRawBufferPointer(rebasing: digits[first...]))
            return 16 - first
        }
    }
}
