// A document, decoded and encoded by generated code and by Foundation.

import Foundation
import WritWire

enum Verb: String, CaseIterable {
    case decode, encode
}

struct BadDocument: Error {
    let reason: String
}

/// What is done to a document so many times. These are closures, made where the types are known: what is called by a protocol
/// would look up the types each time, which costs as much as a small document.
struct Document {
    /// The name of the type.
    let name: String
    let file: URL
    /// The bytes that are read; written are those of the same value without white space.
    let byteCount: Int
    let writtenCount: Int
    /// What the decoded value consists of.
    let allocationsNeeded: Int
    let writ: (Verb, Int) -> Void
    let foundation: (Verb, Int) -> Void

    @inline(__always)
    init<Value, Twin: Codable>(
        _ name: String, _ file: URL, _ type: Twin.Type, _ read: @escaping (inout JSONReader) -> Value?,
        _ write: @escaping (Value, inout OutputBuffer) -> Void
    ) throws {
        let data = try Data(contentsOf: file)
        guard let value = data.withUnsafeBytes({ unsafe decode($0, read) }) else {
            throw BadDocument(reason: "can't read \(name)")
        }
        let twin = try JSONDecoder().decode(type, from: data)
        var output = OutputBuffer(minimumCapacity: 4096)
        write(value, &output)
        let writtenCount = output.count
        // What was read and written means what Foundation reads in the document itself.
        let again = try JSONDecoder().decode(type, from: unsafe Data(output.bytes))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard try encoder.encode(again) == encoder.encode(twin) else { throw BadDocument(reason: "\(name) came back otherwise") }

        self.name = name
        self.file = file
        self.byteCount = data.count
        self.writtenCount = writtenCount
        allocationsNeeded = JSONBenchmark.allocationsNeeded(value)
        writ = { verb, count in
            switch verb {
            case .decode:
                data.withUnsafeBytes { bytes in
                    for _ in 0..<count { precondition(unsafe decode(bytes, read) != nil) }
                }
            case .encode:
                // As a connection has it: one buffer, used again and again.
                var output = OutputBuffer(minimumCapacity: 4096)
                for _ in 0..<count {
                    output.truncate(to: 0)
                    write(value, &output)
                    precondition(output.count == writtenCount)
                }
            }
        }
        foundation = { verb, count in
            do {
                switch verb {
                case .decode:
                    let decoder = JSONDecoder()
                    for _ in 0..<count { _ = try decoder.decode(type, from: data) }
                case .encode:
                    let encoder = JSONEncoder()
                    for _ in 0..<count { _ = try encoder.encode(twin) }
                }
            } catch {
                preconditionFailure("\(error)")
            }
        }
    }
}

@inline(__always)
func decode<Value>(_ bytes: UnsafeRawBufferPointer, _ read: (inout JSONReader) -> Value?) -> Value? {
    var json = unsafe JSONReader(bytes)
    let value = read(&json)
    return json.finish() == nil ? value : nil
}

/// As the reader of the operation's body does it.
func readEvents(_ json: inout JSONReader) -> [Event]? {
    guard var array = json.beginArray() else { return nil }
    var items = JSONItems<Event>(in: &json)
    while json.nextItem(&array) {
        if let item = Event.read(from: &json) { json.add(item, to: &items) }
    }
    return json.array(items)
}

func writeEvents(_ events: [Event], to json: inout OutputBuffer) {
    let start = json.count
    for event in events {
        json.comma()
        event.write(to: &json)
    }
    json.endArray(start)
}
