// The names that an object may have as properties, or a string as values: found by bytes, no String is made.

internal import WritFormats

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

    /// A list of names as the generator writes it: `"id! name! tag"`. A space separates names, `!` behind a name makes the property
    /// required, and a backslash takes the next character literally.
    public init(_ list: StaticString, others: JSONOtherKeys = .skip) {
        let parsed = Self.parse(list)
        let table = UnsafeMutablePointer<Table>.allocate(capacity: 1)
        // The allocation holds exactly one table.
        unsafe table.initialize(to: Table(parsed, others: others))
        unsafe self.table = UnsafePointer(table)
    }

    private static func parse(_ list: StaticString) -> [(name: [UInt8], isRequired: Bool)] {
        // The buffer is valid for the closure.
        list.withUTF8Buffer { bytes in unsafe NameList.names(in: bytes).map { ($0.bytes, $0.isRequired) } }
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
