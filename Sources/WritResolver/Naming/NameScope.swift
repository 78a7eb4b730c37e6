// Names that are unique in one scope, decided in the order of the document.

/// Hands out names. Who asks first gets the name; the next one a suffix, then numbers. Since the order is the document's,
/// the same document gives the same names, and what is added at its end renames nothing before it.
package struct NameScope: Sendable {
    private let ignoresCase: Bool
    private var reserved: Set<String>
    private var taken: Set<String> = []
    /// The next number to try for a name: the tenth of a name does not try nine others.
    private var nextNumbers: [String: Int] = [:]

    /// - Parameters:
    ///   - reserved: what nobody gets.
    ///   - ignoresCase: for names that files bear, since not every disk tells `Pet` from `PET`.
    package init(reserved: some Sequence<String> = [], ignoresCase: Bool = false) {
        self.ignoresCase = ignoresCase
        self.reserved = Set(reserved.map { ignoresCase ? $0.lowercased() : $0 })
    }

    /// Nobody gets these from now on.
    package mutating func reserve(_ names: some Sequence<String>) {
        for name in names { reserved.insert(key(name)) }
    }

    package func isTaken(_ name: String) -> Bool {
        let key = key(name)
        return taken.contains(key) || reserved.contains(key)
    }

    /// - Parameters:
    ///   - suffix: tried before numbers; without one only names that are reserved get `Value` behind them.
    ///   - isTakenOutside: further names that nobody gets.
    package mutating func claim(
        _ name: String, suffix: String = "", unless isTakenOutside: (String) -> Bool = { _ in false }
    ) -> String {
        var base = name
        if reserved.contains(key(name)) {
            base += suffix.isEmpty ? "Value" : suffix
        } else if isTaken(name) || isTakenOutside(name) {
            base += suffix
        }
        var candidate = base
        var number = nextNumbers[key(base)] ?? 2
        while isTaken(candidate) || isTakenOutside(candidate) {
            candidate = base + String(number)
            number += 1
        }
        if candidate != base { nextNumbers[key(base)] = number }
        taken.insert(key(candidate))
        return candidate
    }

    private func key(_ name: String) -> String { ignoresCase ? name.lowercased() : name }
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
        // What every operation's type has inside, where it would hide a schema of that name.
        "Failure", "Input", "Success",
        // What operations and types have alike stands in these (`SharedTypes`).
        "Failures", "Inputs", "Shared",
        // The runtime's: what generated code calls, and what an application sees beside it.
        "APIDescription", "APIDocument", "APIKey", "APIServer", "AccessDenied", "AccessGrant", "AccessLog", "AnswerBytes",
        "AnswerSequence", "AnswerStreamError", "AnswerValidation", "AuthorizationCredentials", "Base64", "Base64URL",
        "BasicCredentials", "BearerToken", "BodyError", "BodySequence", "BodyStream", "BodyWriter", "Boxed", "CORS",
        "CalendarDate", "CalendarDuration", "ClientAnswer", "ClientCall", "ClientCertificate", "ClientCredential",
        "ClientLogin", "ClientRequest", "ClientTransport", "CommandSetting", "CommandValues", "ConcurrentRequestsLimit",
        "ConditionalAnswers", "ContextKey", "ContextValues", "DateTime", "DecimalNumber", "DefaultFields",
        "DocsConfiguration", "EngineError", "EntityTag", "ErrorMapping", "ErrorPages", "Exchange", "FileTypes", "FormError",
        "EventLog", "FormFailure", "FormFile", "FormFileStream", "FormLimits", "FormReader", "FormRules", "GroupListening",
        "GroupRelay", "GroupRelayEvent", "HTTPMethod", "HTTPProblem",
        "HandlerTimeLimit", "HeadLimits", "HeaderField", "IPv4Address", "IPv6Address", "IdempotencyState",
        "IdempotencyStore", "ItemWriter", "JSONCase", "JSONChoices", "JSONItems", "JSONKeys", "JSONLeaf", "JSONMap",
        "JSONMembers", "JSONModel", "JSONNumber", "JSONObject", "JSONReadError", "JSONReader", "JSONRepresentable",
        "JSONShape", "JSONValue", "JSONValueConvertible", "LinkField", "ListenAddress", "ListenSettings", "LoopSettings",
        "MemoryGroupRelay", "MemoryIdempotencyStore", "Middleware", "MultipartBody", "MultipartError", "MultipartForm",
        "MultipartText",
        "NetworkAddressRange", "NextStep", "NoAnswer", "NotImplemented", "OffloadError", "OperationDescription",
        "OperationFailure", "OperationHandler", "OperationRequest", "OutputBuffer", "ParameterReader", "PartHead", "Pattern",
        "PollerChoice", "Presence", "ProblemMembers", "ProxyProtocol", "RequestAuthenticator", "RequestContext",
        "RequestIDField", "RequestIDSource", "RequestPreconditions", "RequestRateLimit", "ResponseCookie", "RouteTable",
        "SchemaRules", "SecretValue", "SentAnswer", "ServedOperation", "ServerAnswer", "ServerCommand",
        "ServerConfiguration", "ServerHealth", "ServerLimits", "ServerLogHandler", "ServerSentEvent", "SettingsFailure",
        "ShutdownSettings", "SlowRequestLog", "SocketAddress", "SocketGroup", "SocketSettings", "StaticFiles",
        "StrictTransportSecurity", "StringFormat", "TimeOfDay", "TraceContext", "TrustedProxies", "URI", "UndeclaredAnswer",
        "UniqueID", "UnreadableFile", "VersionConditions", "Violation", "WebSocket", "WebSocketCloseCode",
        "WebSocketCompression", "WebSocketError", "WebSocketSettings", "WebSocketTerms", "WebSocketViolation", "WritAPI",
        "WritClient", "WritCommandLine", "WritRuntime", "WritServer", "WritWire",
    ]

    /// Members of generated types that a property must not be named like.
    static let members: [String] = ["self", "Type", "init", "hashValue"]
    /// Members of generated enumerations that a case must not be named like.
    /// `.none` and `.some` of an optional are its own.
    static let cases: [String] = members + ["allCases", "rawValue", "AllCases", "RawValue", "none", "some"]
    /// What is declared inside operations and models anyway.
    static let nestedTypes: [String] = ["Input", "Success", "Failure", "Storage"]
}
