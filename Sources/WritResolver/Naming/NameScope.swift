// Names that are unique in one scope, decided in the order of the document.

/// Hands out names. Who asks first gets the name; the next one a suffix, then numbers. Since the order is the document's,
/// the same document gives the same names, and what is added at its end renames nothing before it.
package struct NameScope: Sendable {
    /// Compared without regard to case: files bear these names, and not every disk tells `Pet` from `PET`.
    private var taken: Set<String>

    package init(reserved: some Sequence<String> = []) {
        taken = Set(reserved.map { $0.lowercased() })
    }

    package func isTaken(_ name: String) -> Bool { taken.contains(name.lowercased()) }

    package mutating func claim(_ name: String, suffix: String = "") -> String {
        var candidate = name
        if isTaken(candidate), !suffix.isEmpty { candidate = name + suffix }
        var number = 2
        while isTaken(candidate) {
            candidate = name + suffix + String(number)
            number += 1
        }
        taken.insert(candidate.lowercased())
        return candidate
    }
}

/// Names that generated types must not bear, because generated code or its users write them in another meaning.
enum ReservedNames {
    static let types: [String] = [
        // Swift's own.
        "Any", "AnyObject", "Array", "Bool", "Character", "Comparable", "Dictionary", "Double", "Equatable", "Error",
        "Float", "Hashable", "Identifiable", "Int", "Int8", "Int16", "Int32", "Int64", "Never", "Optional", "Protocol",
        "Range", "Result", "Self", "Sendable", "Sequence", "Set", "StaticString", "String", "Substring", "Swift",
        "Task", "Type", "UInt", "UInt8", "UInt16", "UInt32", "UInt64", "Void", "Codable", "Decodable", "Encodable",
        "Actor", "Duration", "Regex", "Mirror", "Collection", "CodingKey", "CaseIterable", "RawRepresentable",
        // Foundation's most used, which an application imports beside the generated module.
        "Data", "Date", "Decimal", "Foundation", "Locale", "Notification", "TimeZone", "URL", "URLRequest", "UUID",
        "Calendar", "Bundle", "Process", "Thread", "Operation", "Unit", "Measurement", "Timer", "Host", "Progress",
        // The runtime's.
        "Base64", "Context", "DateTime", "CalendarDate", "Exchange", "JSONKeys", "JSONReader", "JSONValue",
        "OperationRequest", "OutputBuffer", "ParameterReader", "Presence", "RouteTable", "UniqueID", "WritServer",
        "WritWire", "WritAPI", "APIDescription", "Boxed", "ServerConfiguration", "DocsConfiguration",
    ]

    /// Members of generated types that a property must not be named like.
    static let members: [String] = ["self", "init", "hashValue", "read", "write"]
}
