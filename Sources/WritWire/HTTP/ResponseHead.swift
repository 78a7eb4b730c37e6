// Writing the head of an answer, with a Content-Length that is filled in when the body is there.

/// The head of an answer that is being written: where its Content-Length stands and where the body starts.
package struct ResponseHead {
    /// What the head says about the connection.
    package enum Persistence {
        /// Nothing: HTTP/1.1 keeps connections alive.
        case implied
        /// `Connection: keep-alive`, which an HTTP/1.0 client needs to be told.
        case keepAlive
        case close
        /// `Connection: Upgrade`, which goes with an Upgrade field.
        case upgrade
    }

    private let lengthStart: Int
    private let lengthCount: Int
    private let bodyStart: Int

    /// Writes a head whose body has a length that is not known yet; `digitsExpected` is a guess of its digits.
    ///
    /// `contentType` and `fields` are checked by the caller.
    package init(
        to output: inout OutputBuffer, cache: inout ResponseHeadCache, status: Int, contentType: StaticString?,
        fields: borrowing FieldBlock, persistence: Persistence, digitsExpected: Int
    ) {
        Self.writeStart(
            to: &output, cache: &cache, status: status, contentType: contentType, fields: fields,
            persistence: persistence)
        lengthStart = output.count + 16
        lengthCount = digitsExpected
        switch digitsExpected {
        case 1: output.append("Content-Length: 0\r\n\r\n")
        case 2: output.append("Content-Length: 00\r\n\r\n")
        case 3: output.append("Content-Length: 000\r\n\r\n")
        case 4: output.append("Content-Length: 0000\r\n\r\n")
        default:
            output.append("Content-Length: ")
            for _ in 0..<digitsExpected { output.append(UInt8(ascii: "0")) }
            output.append("\r\n\r\n")
        }
        bodyStart = output.count
    }

    /// Writes a complete head of an answer whose body's length is known, or that has none at all.
    package static func write(
        to output: inout OutputBuffer, cache: inout ResponseHeadCache, status: Int, contentType: StaticString?,
        fields: borrowing FieldBlock, persistence: Persistence, contentLength: Int?
    ) {
        writeStart(
            to: &output, cache: &cache, status: status, contentType: contentType, fields: fields,
            persistence: persistence)
        if let contentLength {
            output.append("Content-Length: ")
            output.append(decimal: contentLength)
            output.append("\r\n")
        }
        output.append("\r\n")
    }

    /// Fills in the length of what was written behind the head; returns how many digits it took.
    package func finish(_ output: inout OutputBuffer, dropsBody: Bool) -> Int {
        let bodyCount = output.count - bodyStart
        if dropsBody { output.truncate(to: bodyStart) }
        // Twenty bytes hold every 64-bit number; the digits are laid down from the right.
        return unsafe withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { digits in
            var rest = bodyCount
            var start = 20
            repeat {
                start -= 1
                unsafe digits[start] = UInt8(truncatingIfNeeded: 48 + rest % 10)
                rest /= 10
            } while rest > 0
            unsafe output.replace(
                lengthStart..<lengthStart + lengthCount, with: UnsafeRawBufferPointer(rebasing: digits[start...]))
            return 20 - start
        }
    }

    private static func writeStart(
        to output: inout OutputBuffer, cache: inout ResponseHeadCache, status: Int, contentType: StaticString?,
        fields: borrowing FieldBlock, persistence: Persistence
    ) {
        cache.writeStart(to: &output, status: status, contentType: contentType)
        if !fields.isEmpty { unsafe output.append(fields.bytes) }
        switch persistence {
        case .implied: break
        case .keepAlive: output.append("Connection: keep-alive\r\n")
        case .close: output.append("Connection: close\r\n")
        case .upgrade: output.append("Connection: Upgrade\r\n")
        }
    }
}
