// One line of the log in each of its forms.

internal import Logging
internal import WritRuntime
internal import WritWire

/// What is known of an event that is logged.
struct LogLine {
    let time: DateTime
    let level: Logger.Level
    let label: String
    let source: String
    let message: String
    /// By the names, in their order.
    let metadata: [(key: String, value: Logger.Metadata.Value)]

    /// `2026-12-01T03:04:05Z info writ: a=1 [Source] message`
    var text: String {
        var line = "\(time.text(fractionDigits: 0)) \(level) \(label):"
        for (key, value) in metadata { line += " \(key)=\(value)" }
        return Self.escape(line + " [\(source)] \(message)")
    }

    /// `{"time":"2026-12-01T03:04:05.123Z","level":"info","logger":"writ","source":"Source","message":"message","a":1}`
    var json: String {
        var members = JSONObject()
        members["time"] = .string(time.text(fractionDigits: 3))
        members["level"] = .string(level.rawValue)
        members["logger"] = .string(label)
        members["source"] = .string(source)
        members["message"] = .string(message)
        for (key, value) in metadata {
            // What the line itself says stays what it is.
            var name = key
            while members[name] != nil { name = "_" + name }
            members[name] = Self.json(value)
        }
        return JSONValue.object(members).text
    }

    /// `03:04:05.123 INFO  message a=1`, with the level in its colour, and quieter what stands around the message.
    var terminal: String {
        let clock = time.text(fractionDigits: 3).dropFirst(11).prefix(12)
        let name = level.rawValue.uppercased()
        let column = name + String(repeating: " ", count: max(8 - name.count, 0))
        var line = "\u{1B}[2m\(clock)\u{1B}[0m \u{1B}[\(Self.colour(level))m\(column)\u{1B}[0m \(Self.escape(message))"
        if !metadata.isEmpty {
            line += " \u{1B}[2m" + Self.escape(metadata.map { "\($0.key)=\($0.value)" }.joined(separator: " ")) + "\u{1B}[0m"
        }
        return line
    }

    private static func colour(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 34
        case .info: 32
        case .notice: 36
        case .warning: 33
        case .error, .critical: 31
        }
    }

    private static func json(_ value: Logger.Metadata.Value) -> JSONValue {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let number as any BinaryInteger):
            Int(exactly: number).map { .number(JSONNumber($0)) } ?? .string("\(number)")
        case .stringConvertible(let number as Double): JSONNumber(number).map { .number($0) } ?? .string("\(number)")
        case .stringConvertible(let flag as Bool): .boolean(flag)
        case .stringConvertible(let other): .string("\(other)")
        case .array(let items): .array(items.map(json))
        case .dictionary(let members):
            .object(members.reduce(into: JSONObject()) { $0[$1.key] = json($1.value) })
        }
    }

    /// The text as one line that no terminal takes for anything but text.
    private static func escape(_ line: String) -> String {
        guard line.utf8.contains(where: { $0 < 32 || $0 == 127 }) else { return line }
        var text = ""
        for scalar in line.unicodeScalars {
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 32 || scalar.value == 127: text += "\\u{\(String(scalar.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
