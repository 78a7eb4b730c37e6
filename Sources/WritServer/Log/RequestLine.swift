// The lines of requests, which are most lines of a log, without the dictionary and the texts that other lines are made of.

internal import Logging
internal import WritRuntime
internal import WritWire

extension ServerLogHandler {
    /// Writes the line of a request, byte for byte what the logger of its context would write; false where that has to.
    func add(_ request: AccessLogLine, level: Logger.Level, format: AccessLog.Format) -> Bool {
        // What comes from outside is free of control characters, or it would be no request; names of the program's own may have some,
        // and are written the long way.
        guard metadata.isEmpty, metadataProvider == nil, !label.hasControlCharacters,
            request.context.operation?.id.hasControlCharacters != true
        else { return false }
        let now = DateTime.now
        var line = OutputBuffer(minimumCapacity: 384)
        switch (self.format, format) {
        case (.text, .metadata), (.text, .line):
            line.append(now, fractionDigits: 0)
            line.append(" ")
            line.append(level.rawValue)
            line.append(" ")
            line.append(label)
            line.append(":")
            addMetadata(of: request, isWhole: format == .metadata, to: &line) {
                $1.appendText(after: $0, to: &$2)
            }
            line.append(" [WritServer] ")
            if format == .metadata { line.append("request") } else { line.append(request) }
        case (.json, .metadata), (.json, .line):
            line.append("{\"time\":\"")
            line.append(now, fractionDigits: 3)
            line.append("\",\"level\":\"")
            line.append(level.rawValue)
            line.write("\",\"logger\":", label)
            line.write(",\"source\":\"WritServer\",\"message\":", format == .metadata ? "request" : request.text)
            addMetadata(of: request, isWhole: format == .metadata, to: &line) {
                $1.appendJSON(after: $0, to: &$2)
            }
            line.append("}")
        default: return false
        }
        line.append("\n")
        queue.add(line)
        return true
    }

    /// Adds what the metadata of such a line is, in the order of its names.
    private func addMetadata(
        of request: AccessLogLine, isWhole: Bool, to line: inout OutputBuffer,
        _ add: (StaticString, LineValue, inout OutputBuffer) -> Void
    ) {
        let context = request.context
        if isWhole {
            if let byteCount = request.byteCount { add("bytes", .number(byteCount), &line) }
            add("method", .text(context.methodName), &line)
            if let microseconds = request.microseconds { add("microseconds", .number(microseconds), &line) }
        }
        if let operation = context.operation { add("operation", .text(operation.id), &line) }
        if isWhole { add("path", .text(context.path), &line) }
        add("peer", .text(context.clientAddress), &line)
        add("request-id", .text(context.requestID), &line)
        if isWhole { add("status", .number(request.status), &line) }
        if let trace = context.traceContext { add("trace-id", .text(trace.traceID), &line) }
    }
}

/// A value of a line's metadata.
private enum LineValue {
    case text(String)
    case number(Int)

    func appendText(after name: StaticString, to line: inout OutputBuffer) {
        line.append(" ")
        line.append(name)
        line.append("=")
        switch self {
        case .text(let text): line.append(text)
        case .number(let number): line.append(decimal: number)
        }
    }

    func appendJSON(after name: StaticString, to line: inout OutputBuffer) {
        line.append(",\"")
        line.append(name)
        line.append("\":")
        switch self {
        case .text(let text): line.write(text)
        case .number(let number): line.append(decimal: number)
        }
    }
}

extension String {
    /// Whether a byte is a control character of ASCII.
    fileprivate var hasControlCharacters: Bool { utf8.contains { $0 < 32 || $0 == 127 } }
}

extension OutputBuffer {
    /// A request as people read it: `AccessLogLine.text`.
    fileprivate mutating func append(_ request: AccessLogLine) {
        append(request.context.methodName)
        append(" ")
        append(request.context.path)
        append(" ")
        append(decimal: request.status)
        if let byteCount = request.byteCount {
            append(" ")
            append(decimal: byteCount)
            append(" B")
        }
        if let microseconds = request.microseconds {
            append(" ")
            append(decimal: microseconds / 1000)
            append(".")
            append(digits: microseconds % 1000 / 10, 2)
            append(" ms")
        }
    }

    /// A moment in UTC as `DateTime.text` has it, with as many digits of its second.
    fileprivate mutating func append(_ moment: DateTime, fractionDigits: Int) {
        let date = moment.date
        append(digits: date.year, 4)
        append("-")
        append(digits: date.month, 2)
        append("-")
        append(digits: date.day, 2)
        append("T")
        append(digits: moment.hour, 2)
        append(":")
        append(digits: moment.minute, 2)
        append(":")
        append(digits: moment.second, 2)
        if fractionDigits == 3 {
            append(".")
            append(digits: moment.nanoseconds / 1_000_000, 3)
        }
        append("Z")
    }

    /// The last digits of a number, so many.
    private mutating func append(digits number: Int, _ count: Int) {
        var unit = 1
        for _ in 1..<count { unit *= 10 }
        while unit > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / unit % 10))
            unit /= 10
        }
    }
}
