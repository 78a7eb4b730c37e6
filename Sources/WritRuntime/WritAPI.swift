// What generated code is to the server: routes, the document, and a way to serve each operation.

package import WritEngine
internal import WritFormats
package import WritWire

/// The API type of a contract, such as `PetstoreAPI`. Generated code conforms to it; applications only make one.
public protocol WritAPI: Sendable {
    /// Title, version and document of the API.
    static var description: APIDescription { get }

    /// What answers requests for the operation with that number in `description`'s routes; nil for one that isn't there.
    /// What it throws is answered with 500 and logged. Asked once for each operation, when the server starts.
    func handler(_ operation: ServedOperation) -> OperationHandler?

    /// The paths at which webhooks and callbacks are received, by these two words, with `{name}` for the name of each;
    /// without one where these are not served.
    var receiverPaths: [String: String] { get }
}

extension WritAPI {
    /// None: an API without webhooks and callbacks receives nothing.
    public var receiverPaths: [String: String] { [:] }

    /// The description with what is received at its paths.
    package var description: APIDescription { Self.description.serving(receiverPaths) }
}

/// Reads the request of one operation, calls the application's handler and writes its answer.
public struct OperationHandler: Sendable {
    package let exchangeHandler: ExchangeHandler
    package let preconditions: RequestPreconditions
    package let variesByAccept: Bool
    package let failures: (any OperationFailure.Type)?
}

/// What a contract says of its API, for routing and for the docs pages.
public struct APIDescription: Sendable {
    /// `info.title` of the document.
    public let title: String
    /// `info.version` of the document.
    public let version: String
    /// The document's own description: CommonMark, or empty.
    public let summary: String
    /// The operations by their numbers.
    public let operations: [OperationDescription]
    /// The OpenAPI document, for the docs pages.
    public let document: APIDocument
    package let basePath: String
    package let routes: RouteTable
    private let tagLines: String
    private let fieldLines: String
    private let traitLines: String
    private let routeLines: String

    /// - Parameters:
    ///   - tags: Lines of operations' numbers and a tag, such as `0-3,7 pets`.
    ///   - fields: Lines of operations' numbers and a header field of their requests or answers, such as `0-3,7 >X-Key` or
    ///     `2 <Location`.
    ///   - traits: Lines of operations' numbers and a word of the contract's on them: `0-3,7 uncompressed`.
    ///   - routes: Lines of a method, a path and an operation's id, such as `GET /pets/{petId} showPet`.
    public init(
        title: String, version: String, summary: String, basePath: String, document: APIDocument, tags: StaticString = "",
        fields: StaticString = "", traits: StaticString = "", routes: StaticString
    ) {
        self.init(
            title: title, version: version, summary: summary, basePath: basePath, document: document, tagLines: "\(tags)",
            fieldLines: "\(fields)", traitLines: "\(traits)", routeLines: "\(routes)")
    }

    /// The same for a list that is made at run time.
    package init(
        title: String, version: String, summary: String = "", basePath: String = "",
        document: APIDocument = APIDocument(isJSON: true, source: "{}", json: "{}"), tagLines: String = "",
        fieldLines: String = "", traitLines: String = "", routeLines: String
    ) {
        self.title = title
        self.version = version
        self.summary = summary
        self.basePath = basePath
        self.document = document
        self.tagLines = tagLines
        self.fieldLines = fieldLines
        self.traitLines = traitLines
        self.routeLines = routeLines
        self.routes = RouteTable(basePath: basePath, lines: routeLines)
        let lines = routeLines.split(separator: "\n")
        let tags = OperationLine.texts(in: tagLines, operationCount: lines.count)
        let fields = OperationLine.texts(in: fieldLines, operationCount: lines.count)
        let traits = OperationLine.texts(in: traitLines, operationCount: lines.count)
        operations = lines.enumerated().map { number, line in
            let words = routeWords(line)
            let path = words.count > 1 ? words[1] : ""
            let names = fields[number].compactMap { FieldWord($0) }
            return OperationDescription(
                id: words.count > 2 ? String(words[2]) : "", method: HTTPMethod(name: words[0]) ?? .other,
                methodName: String(words[0]), pathTemplate: String(path.drop { $0 == "^" }),
                servedPath: path.hasPrefix("^") ? String(path.dropFirst()) : basePath + path, tags: tags[number],
                requestFields: names.compactMap { if case .request(let name) = $0 { name } else { nil } },
                answerFields: names.compactMap { if case .answer(let name) = $0 { name } else { nil } },
                allowsCompression: !traits[number].contains(OperationTrait.uncompressed.rawValue))
        }
    }

    /// The same with routes for what is received: lines such as `POST webhooks/newPet newPet` get their paths.
    func serving(_ receiverPaths: [String: String]) -> APIDescription {
        let lines = routeLines.split(separator: "\n")
        guard lines.contains(where: { $0.split(separator: " ").dropFirst().first?.first?.isLetter == true }) else { return self }
        let served = lines.map { line in
            let words = routeWords(line)
            let parts = words[1].split(separator: "/", maxSplits: 1)
            guard words[1].first?.isLetter == true, parts.count == 2, let path = receiverPaths[String(parts[0])] else {
                return String(line)
            }
            let whole = path.contains("{name}") ? path : path + "/{name}"
            let absolute = whole.hasPrefix("/") ? whole : "/" + whole
            return "\(words[0]) ^\(absolute.replacing("{name}", with: parts[1])) \(words.count > 2 ? words[2] : "")"
        }
        return APIDescription(
            title: title, version: version, summary: summary, basePath: basePath, document: document,
            tagLines: tagLines, fieldLines: fieldLines, traitLines: traitLines, routeLines: served.joined(separator: "\n"))
    }
}

/// The method, the path and the operation's id of a line. By bytes: a character of Swift's may be a blank and what is drawn over
/// it.
private func routeWords(_ line: Substring) -> [Substring] {
    line.utf8.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false).map { Substring($0) }
}

/// The API's document as constants of the program.
public struct APIDocument: Sendable {
    private let source: StaticString
    private let isScalars: Bool
    private let json: StaticString?
    private let asyncJSON: StaticString?

    /// - Parameters:
    ///   - json: The same document as JSON; not looked at where `source` is JSON itself.
    ///   - asyncJSON: Its WebSockets and event streams as a document of AsyncAPI.
    public init(isJSON: Bool, source: StaticString, json: StaticString, asyncJSON: StaticString? = nil) {
        self.source = source
        isScalars = false
        self.json = isJSON ? nil : json
        self.asyncJSON = asyncJSON
    }

    /// For a source that is not UTF-8: each scalar of `bytesAsScalars` is one byte of it.
    public init(isJSON: Bool, bytesAsScalars: StaticString, json: StaticString, asyncJSON: StaticString? = nil) {
        source = bytesAsScalars
        isScalars = true
        self.json = isJSON ? nil : json
        self.asyncJSON = asyncJSON
    }

    /// The bytes of the document as its author wrote it.
    public var sourceBytes: [UInt8] {
        if !isScalars { return source.withUTF8Buffer { unsafe Array($0) } }
        return "\(source)".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    /// The bytes of the document of AsyncAPI that has its WebSockets and event streams; nil where there are none.
    public var asyncJSONBytes: [UInt8]? { asyncJSON.map { text in text.withUTF8Buffer { unsafe Array($0) } } }

    /// The bytes of the document as JSON.
    public var jsonBytes: [UInt8] { json.map { text in text.withUTF8Buffer { unsafe Array($0) } } ?? sourceBytes }
}
