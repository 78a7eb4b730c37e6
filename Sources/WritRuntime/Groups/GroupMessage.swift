// What groups of several instances send each other.

internal import WritWire

/// One line of who sends it, then what is sent: `INSTANCE KIND ID\n` and bytes.
enum GroupMessage: Equatable {
    /// A message to all members.
    case message(id: String, [UInt8])
    /// The names of those who are there.
    case roster([String])
    /// Asks all others for theirs.
    case question

    func bytes(from instance: String) -> [UInt8] {
        switch self {
        case .message(let id, let bytes): Array("\(instance) message \(id)\n".utf8) + bytes
        case .roster(let names): Array("\(instance) roster \n".utf8) + JSONValue.array(names.map { .string($0) }).jsonBytes()
        case .question: Array("\(instance) question \n".utf8)
        }
    }

    /// Nil for what no group has written.
    static func read(_ bytes: [UInt8]) -> (instance: String, message: GroupMessage)? {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
            let line = String(validating: bytes[..<end], as: UTF8.self)
        else { return nil }
        let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3 else { return nil }
        let rest = bytes[(end + 1)...]
        switch words[1] {
        case "message": return (String(words[0]), .message(id: String(words[2]), Array(rest)))
        case "question": return (String(words[0]), .question)
        case "roster":
            guard let value = try? JSONValue(jsonBytes: Array(rest)), case .array(let items) = value else { return nil }
            let names = items.compactMap { if case .string(let name) = $0 { name } else { nil } }
            return (String(words[0]), .roster(names))
        default: return nil
        }
    }
}
