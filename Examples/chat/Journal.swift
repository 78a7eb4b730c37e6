// What was said, in a file that outlives servers: a line for each message, whose id is where the line begins.

import ChatExample
import WritServer

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

struct JournalFailure: Error, CustomStringConvertible {
    let description: String
}

/// One file for all servers that have it open: a new one and the one it takes over from write to it in turn, and both read all of it.
/// What a server has acknowledged is in the file, whatever becomes of the server.
struct Journal {
    struct Entry {
        let room: String
        /// The client's own name for what it has sent.
        let key: String
        let happening: Happening
        let id: String
    }

    private let file: Int32
    /// Where the next line begins that has not been read.
    private var position = 0

    init(path: String) throws {
        // The string lends its bytes for the call.
        file = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw JournalFailure(description: "the file \(path) can't be opened") }
    }

    /// Until `endWriting` no other server writes.
    func beginWriting() { flock(file, LOCK_EX) }
    func endWriting() { flock(file, LOCK_UN) }

    /// Whether others have written.
    var hasNews: Bool { lseek(file, 0, SEEK_END) > position }

    func append(room: String, key: String, _ happening: Happening) throws {
        let text = String(decoding: happening.jsonBytes(), as: UTF8.self)
        var line = JSONValue.array([.string(room), .string(key), .string(text)]).jsonBytes()
        line.append(UInt8(ascii: "\n"))
        // A server that was killed while it wrote has left half a line: it ends here.
        if lseek(file, 0, SEEK_END) > position { line.insert(UInt8(ascii: "\n"), at: 0) }
        // The array lends its bytes for the call.
        let count = unsafe line.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
        guard count == line.count else { throw JournalFailure(description: "the journal can't be written") }
    }

    /// The whole lines that were written since the last call.
    mutating func news() -> [Entry] {
        let size = Int(lseek(file, 0, SEEK_END))
        guard size > position else { return [] }
        var bytes = [UInt8](repeating: 0, count: size - position)
        // The array lends as many bytes as are asked for.
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, $0.count, off_t(position)) }
        var entries: [Entry] = []
        var start = 0
        for index in 0..<max(count, 0) where bytes[index] == UInt8(ascii: "\n") {
            if let entry = Self.entry(Array(bytes[start..<index]), at: position + start) { entries.append(entry) }
            start = index + 1
        }
        position += start
        return entries
    }

    private static func entry(_ line: [UInt8], at place: Int) -> Entry? {
        guard let value = try? JSONValue(jsonBytes: line), case .array(let parts) = value, parts.count == 3,
            case .string(let room) = parts[0], case .string(let key) = parts[1], case .string(let text) = parts[2],
            let happening = try? Happening(jsonBytes: Array(text.utf8))
        else { return nil }
        return Entry(room: room, key: key, happening: happening.with(id: "\(place + 1)"), id: "\(place + 1)")
    }
}

extension Happening {
    /// The same with the id that it has in the journal.
    func with(id: String) -> Happening {
        switch self {
        case .said(var said):
            said.id = id
            return .said(said)
        case .whispered(var whispered):
            whispered.id = id
            return .whispered(whispered)
        case .shown(var shown):
            shown.id = id
            return .shown(shown)
        case .present, .missed, .accepted, .progress: return self
        }
    }

    /// The id of what is kept; nil for what is of the moment.
    var id: String? {
        switch self {
        case .said(let said): said.id
        case .whispered(let whispered): whispered.id
        case .shown(let shown): shown.id
        case .present, .missed, .accepted, .progress: nil
        }
    }

    /// What its event is called.
    var kind: String {
        switch self {
        case .said: "said"
        case .whispered: "whispered"
        case .shown: "shown"
        case .present: "present"
        case .missed: "missed"
        case .accepted: "accepted"
        case .progress: "progress"
        }
    }

    /// Whether somebody is to know of it.
    func isFor(_ name: String) -> Bool {
        if case .whispered(let whispered) = self { whispered.to == name || whispered.name == name } else { true }
    }
}
