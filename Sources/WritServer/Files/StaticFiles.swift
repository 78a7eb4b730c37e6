// The files of a folder, served at a path.

internal import WritEngine
internal import WritRuntime
internal import WritWire

/// Serves the files of a folder, beside the operations of the contract, which come first.
///
///     StaticFiles(at: "/assets", folder: "public")
///
/// GET and HEAD of a path below `at` get the file of that name, with its media type, `ETag`, `Last-Modified` and `Accept-Ranges`.
/// Conditions (`If-Match`, `If-None-Match`, `If-Modified-Since`, `If-Unmodified-Since`, RFC 9110 section 13) and parts (`Range`, several
/// too, `If-Range`, section 14) are answered: 304, 412, 206, 416. A path of a folder gets its `index.html`, and one without the slash at
/// its end is sent there. Folders are never listed. Other methods of a file get 405. What is no file goes on to the next.
///
/// No path leads out of the folder: `..`, empty and hidden segments, encoded separators and zeros name nothing, and links are followed
/// only where they stay inside. The bytes go from the system's memory to the socket.
public struct StaticFiles: Middleware {
    /// What is chosen beside folder and path.
    public struct Options: Sendable {
        /// The name that a path of a folder stands for.
        public var indexName = "index.html"
        /// A file of the folder that is served where there is none, to GET of pages: for applications that run in the browser. It is
        /// served to clients that accept HTML, and for paths without a dot in the last segment.
        public var fallback: String?
        /// Whether files of the same name with `.br`, `.zst` or `.gz` behind it are served to clients that take these codings.
        public var servesPrecompressed = true
        /// Whether segments that begin with a dot name files; `.well-known` always does.
        public var showsHidden = false
        /// The media types.
        public var types = FileTypes()
        /// The media type of files whose names nobody knows.
        public var unknownType = "application/octet-stream"
        /// `Cache-Control` by the names of files: the first pattern that fits holds. `*` is anything within a segment, `**` anything; a
        /// pattern without a slash is of names in any folder.
        public var cacheRules: [CacheRule] = []

        /// The defaults.
        public init() {}
    }

    /// What `Cache-Control` says of some files.
    public struct CacheRule: Sendable {
        let pattern: NamePattern
        let value: String

        /// A rule for the files whose names fit the pattern.
        ///
        ///     StaticFiles.CacheRule("assets/**", "public, max-age=31536000, immutable")
        public init(_ pattern: String, _ value: String) {
            self.pattern = NamePattern(pattern)
            self.value = value
        }
    }

    private let mount: [UInt8]
    private let folder: OpenFolder
    private let options: Options

    /// - Parameters:
    ///   - path: Where the folder is served: `/`, or a path without a slash at its end.
    ///   - folder: Its path; it must be there.
    ///   - options: What is chosen beside these.
    /// - Throws: where the folder can't be opened.
    public init(at path: String = "/", folder: String, options: Options = Options()) throws {
        var mount = Array(path.utf8)
        while mount.last == UInt8(ascii: "/") { mount.removeLast() }
        self.mount = mount
        self.folder = try OpenFolder(path: folder)
        self.options = options
    }

    /// Answers with a file, or has the rest of the server answer.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        guard context.operation == nil, let exchange = context.live, let rest = rest(of: exchange) else { return await next() }
        // The path's bytes stay in place while nothing is awaited.
        let path = unsafe rest.withUnsafeBytes { unsafe FilePath($0, showsHidden: options.showsHidden) }
        if let path, let answer = try await answer(path, context, exchange) { return answer }
        let answer = await next()
        guard answer.status == 404, let name = options.fallback, isPage(path, context),
            case .file(let file) = folder.entry(Array(name.utf8))
        else { return answer }
        return try await serve(file, Array(name.utf8), nil, ServerAnswer(to: context, status: 200), context, exchange)
    }

    /// What stands behind the folder's place in the path, without the slash in between; nil where the path lies elsewhere.
    private func rest(of exchange: Exchange) -> [UInt8]? {
        // The bytes are copied at once.
        let path = unsafe exchange.path
        guard path.count >= mount.count, unsafe path.prefix(mount.count).elementsEqual(mount) else { return nil }
        if path.count == mount.count { return mount.isEmpty ? nil : [] }
        guard unsafe path[mount.count] == UInt8(ascii: "/") else { return nil }
        return unsafe Array(path[(mount.count + 1)...])
    }

    private func answer(_ path: FilePath, _ context: RequestContext, _ exchange: Exchange) async throws -> ServerAnswer? {
        var name = path.name
        var entry = folder.entry(name)
        if case .folder = entry {
            let index = name + (name.isEmpty ? [] : [UInt8(ascii: "/")]) + Array(options.indexName.utf8)
            guard case .file(let file) = folder.entry(index) else { return nil }
            guard path.namesFolder && !(path.segments.isEmpty && !endsWithSlash(exchange)) else {
                return redirect(path, context, exchange)
            }
            (name, entry) = (index, .file(file))
        } else if path.namesFolder {
            return nil
        }
        guard case .file(let file) = entry else { return nil }
        guard context.method == .get || context.method == .head else { return refuseMethod(context) }
        return try await serve(file, name, path, ServerAnswer(to: context, status: 200), context, exchange)
    }

    private func endsWithSlash(_ exchange: Exchange) -> Bool {
        // The path's bytes are looked at at once.
        unsafe exchange.path.last == UInt8(ascii: "/")
    }

    /// Sends the client to the same path with a slash at its end, so that links of the page lead to where they should.
    private func redirect(_ path: FilePath, _ context: RequestContext, _ exchange: Exchange) -> ServerAnswer {
        guard context.method == .get || context.method == .head else { return refuseMethod(context) }
        // Each segment has a name of its own, so that the path can't begin with two slashes.
        let target = unsafe String(decoding: exchange.path, as: UTF8.self) + "/" + (context.query.map { "?\($0)" } ?? "")
        let answer = ServerAnswer(to: context, status: 308)
        answer.setField("Location", target)
        return answer
    }

    private func refuseMethod(_ context: RequestContext) -> ServerAnswer {
        let isAsked = context.method == .options
        let answer =
            isAsked
            ? ServerAnswer(to: context, status: 204)
            : ServerAnswer(to: context, status: 405, problem: "A file is there, but not for this method.")
        answer.setField("Allow", "GET, HEAD, OPTIONS")
        return answer
    }

    /// Whether a page was asked for, and no picture or script.
    private func isPage(_ path: FilePath?, _ context: RequestContext) -> Bool {
        guard let path, context.method == .get || context.method == .head else { return false }
        guard path.segments.last?.contains(UInt8(ascii: ".")) != true else { return false }
        return context.field("Accept")?.contains("text/html") == true
    }

    /// Answers with a file or its compressed neighbour.
    private func serve(
        _ file: OpenFile, _ name: [UInt8], _ path: FilePath?, _ answer: ServerAnswer, _ context: RequestContext,
        _ exchange: Exchange
    ) async throws -> ServerAnswer {
        exchange.takeBackAnswer()
        let text = String(decoding: name, as: UTF8.self)
        if let rule = options.cacheRules.first(where: { $0.pattern.matches(name) }) {
            exchange.addField("Cache-Control", rule.value)
        } else if path == nil {
            exchange.addField("Cache-Control", "no-cache")
        }
        var (served, coding) = (file, String?.none)
        if options.servesPrecompressed, let (other, name) = compressedNeighbour(of: name, file, exchange) {
            (served, coding) = (other, name)
        }
        let type = options.types.type(of: text) ?? options.unknownType
        try await FileAnswer(served, contentType: type, coding: coding).answer(context, exchange)
        return answer
    }

    /// The file of the same name in a coding that the client takes; where there is any, the answer varies by what it takes.
    private func compressedNeighbour(of name: [UInt8], _ file: OpenFile, _ exchange: Exchange) -> (OpenFile, String)? {
        let all: [(name: StaticString, ending: String)] = [("br", ".br"), ("zstd", ".zst"), ("gzip", ".gz")]
        var found: [(name: StaticString, file: OpenFile)] = []
        for coding in all {
            guard case .file(let other) = folder.entry(name + Array(coding.ending.utf8)),
                // One that is older is of another version.
                (other.modifiedSeconds, other.modifiedNanoseconds) >= (file.modifiedSeconds, file.modifiedNanoseconds)
            else { continue }
            found.append((coding.name, other))
        }
        guard !found.isEmpty else { return nil }
        exchange.addField("Vary", "Accept-Encoding")
        let names = found.map(\.name)
        // The field is lent for the closure.
        let best = unsafe exchange.withField("Accept-Encoding") { unsafe ContentCodings.best($0, of: names) }
        guard case let index?? = best else { return nil }
        return (found[index].file, "\(found[index].name)")
    }
}
