// The names that an object may have as properties, or a string as values: found by bytes, no String is made.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// A table of names that the reader matches in place.
///
/// Tables are made once, kept in `static let`s and never freed: copies share one immutable allocation.
@safe
public struct JSONKeys: @unchecked Sendable {
    let table: UnsafePointer<Table>

    /// A list of names: `"id! name! tag"`.
    ///
    /// - A space separates names. `!` behind a name makes the property required.
    /// - A backslash takes the next character literally (`\\ ` is a space); `\\0` stands for nothing, so that `"\\0"` is
    ///   the empty name.
    public init(_ list: StaticString, others: JSONOtherKeys = .skip) {
        let parsed = Self.parse(list)
        let table = UnsafeMutablePointer<Table>.allocate(capacity: 1)
        // The allocation holds exactly one table.
        unsafe table.initialize(to: Table(parsed, others: others))
        unsafe self.table = UnsafePointer(table)
    }

    private static func parse(_ list: StaticString) -> [(name: [UInt8], isRequired: Bool)] {
        var names: [(name: [UInt8], isRequired: Bool)] = []
        var name: [UInt8] = []
        var isRequired = false
        var isStarted = false
        func close() {
            if isStarted { names.append((name, isRequired)) }
            name = []
            isRequired = false
            isStarted = false
        }
        list.withUTF8Buffer { bytes in
            // Unchecked access is not used here: iteration stays within the buffer.
            var iterator = unsafe bytes.makeIterator()
            while let byte = unsafe iterator.next() {
                switch byte {
                case UInt8(ascii: " "): close()
                case UInt8(ascii: "!"):
                    isRequired = true
                case UInt8(ascii: "\\"):
                    isStarted = true
                    if let literal = unsafe iterator.next(), literal != UInt8(ascii: "0") { name.append(literal) }
                default:
                    isStarted = true
                    name.append(byte)
                }
            }
        }
        close()
        return names
    }
}

/// What to do with properties that a table of names doesn't list.
public enum JSONOtherKeys: Sendable {
    /// Step over them.
    case skip
    /// Record a finding for each (`additionalProperties: false`).
    case refuse
    /// Hand them out with the index `count`; `JSONReader.keyName` is the name.
    case read
}
