// Forms whose parts may be files: whole, or part by part as they come.

internal import WritEngine
public import WritWire

/// What generated code knows of a form.
public protocol MultipartForm: Sendable {
    /// One part, where they are taken as they come.
    associatedtype Part: Sendable

    /// The names of the form's parts, and what holds for each.
    static var rules: FormRules { get }
    /// The whole form, once all parts are in memory; nil where it breaks its schema.
    static func read(_ form: inout FormReader) -> Self?
    /// The part with this number, a field; nil where it breaks its schema.
    static func readPart(_ index: Int, _ form: inout FormReader) -> Part?
    /// The part with this number, a file whose bytes are still to come.
    static func filePart(_ index: Int, _ file: FormFileStream) -> Part?
}

/// The names of a form's parts, and what holds for each.
public struct FormRules: Sendable {
    let names: JSONKeys
    /// Bit n: there may be several parts of name n.
    let lists: UInt64
    /// Bit n: part n is a file.
    let files: UInt64
    /// The media types that a file may have, with commas between.
    let media: [Int: StaticString]
    /// How many parts a list may have, where the contract says so.
    let counts: [Int: ClosedRange<Int>]
    let isClosed: Bool

    public init(
        _ names: JSONKeys, lists: UInt64 = 0, files: UInt64 = 0, media: [Int: StaticString] = [:],
        counts: [Int: ClosedRange<Int>] = [:], isClosed: Bool = false
    ) {
        self.names = names
        self.lists = lists
        self.files = files
        self.media = media
        self.counts = counts
        self.isClosed = isClosed
    }
}

/// A form that is still to come.
///
/// All of it in memory, up to the limit of bodies:
///
///     let form = try await input.body.collect()
///
/// Or part by part, in the order in which the client sends them:
///
///     for try await part in input.body {
///         switch part {
///         case .title(let title): titles.append(title)
///         case .photo(let photo): for try await chunk in photo { byteCount += chunk.count }
///         default: break
///         }
///     }
///
/// To be read once, and only until the handler returns. A form that breaks the contract ends in a `FormError` or a
/// `BodyError`, which are answered with 400, 413 or 422 where the handler lets them through.
public struct MultipartBody<Form: MultipartForm>: AsyncSequence, Sendable {
    /// A part of the form, a case for each name.
    public typealias Element = Form.Part
    /// A `FormError`, a `BodyError`, or another error of the request's body.
    public typealias Failure = any Error

    let request: OperationRequest
    let bytesMax: Int?
    let source: PartSource

    /// The whole form, with its files in memory: up to the operation's limit, or `ServerConfiguration.bodyBytesMax`.
    public nonisolated(nonsending) func collect() async throws -> Form {
        try await request.collect(Form.self, upTo: bytesMax)
    }

    /// The parts that are still to come: a form is read once.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source: source) }

    /// Takes the parts of a form, one after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let source: PartSource
        private var counts: [Int: Int] = [:]

        init(source: PartSource) { self.source = source }

        /// The next part that the contract knows; nil at the end of the form.
        public mutating func next() async throws -> Form.Part? { try await nextPart() }

        /// The next part that the contract knows; nil at the end of the form.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Form.Part? {
            try await nextPart()
        }

        /// The next part that the contract knows; a file's bytes are still to come, and are passed over where nobody reads
        /// them.
        private nonisolated(nonsending) mutating func nextPart() async throws -> Form.Part? {
            let rules = Form.rules
            while let head = try await source.nextHead() {
                guard let index = rules.names.index(ofName: head.name) else {
                    if rules.isClosed, !head.name.isEmpty {
                        throw FormError(head.name, "additionalProperties", "is no part of this form")
                    }
                    continue
                }
                let count = counts[index, default: 0]
                counts[index] = count + 1
                let isList = has(rules.lists, index)
                if count > 0, !isList { throw FormError(head.name, "type", "must be given once only") }
                if let most = rules.counts[index]?.upperBound, count >= most {
                    throw FormError(head.name, "maxItems", FormReader.message(maxItems: most))
                }
                let part = try await readPart(index, head, count, isList: isList)
                if let part { return part }
            }
            for index in 0..<rules.names.count where rules.names.isRequired(index) && counts[index] == nil {
                throw FormError(rules.names.name(index), "required", "is required")
            }
            // A list that is not there at all breaks no rule about its length, unless it is required.
            for (index, range) in rules.counts.sorted(by: { $0.key < $1.key }) {
                guard let count = counts[index], count < range.lowerBound else { continue }
                throw FormError(rules.names.name(index), "minItems", FormReader.message(minItems: range.lowerBound))
            }
            return nil
        }

        private nonisolated(nonsending) func readPart(
            _ index: Int, _ head: PartHead, _ count: Int, isList: Bool
        ) async throws -> Form.Part? {
            if has(Form.rules.files, index) {
                if let media = Form.rules.media[index], let error = FormReader.refusal(of: head, media) { throw error }
                return Form.filePart(index, FormFileStream(head: head, source: source, number: source.partNumber))
            }
            let bytes = try await source.field(head.name)
            return try await source.shared.read(bytes.count) {
                // The array lends its bytes for the closure.
                try unsafe bytes.withUnsafeBytes { bytes in
                    var form = unsafe FormReader(part: head, bytes: bytes, index: count, isList: isList)
                    let part = Form.readPart(index, &form)
                    if let error = form.error { throw error }
                    return part
                }
            }
        }

        private func has(_ bits: UInt64, _ index: Int) -> Bool { index < 64 && bits & 1 << UInt64(index) != 0 }
    }
}

/// A file of a form as it comes: to be read before the next part is asked for.
public struct FormFileStream: AsyncSequence, Sendable {
    /// A chunk of the file, as long as it came.
    public typealias Element = [UInt8]
    /// A `FormError`, a `BodyError`, or another error of the request's body.
    public typealias Failure = any Error

    /// The field lines in front of the file.
    public let head: PartHead
    let source: PartSource
    let number: Int

    /// The name of the file, as the client tells it: never to be taken for a path.
    public var filename: String? { head.filename }
    /// The media type that the client tells; nil where it tells none.
    public var contentType: String? { head.contentType }

    /// All that is left of the file; throws `BodyError.tooLarge` beyond `bytesMax` bytes.
    public nonisolated(nonsending) func bytes(upTo bytesMax: Int) async throws -> [UInt8] {
        var all: [UInt8] = []
        while let chunk = try await source.nextChunk(ofPart: number) {
            guard chunk.count <= bytesMax - all.count else { throw BodyError.tooLarge }
            try source.body.hold(chunk.count)
            all += chunk
        }
        return all
    }

    /// The chunks that are still to come: a file is read once.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(file: self) }

    /// Takes the chunks of a file, one after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let file: FormFileStream

        /// The next chunk; nil at the file's end.
        public mutating func next() async throws -> [UInt8]? { try await file.source.nextChunk(ofPart: file.number) }

        /// The next chunk; nil at the file's end.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            try await file.source.nextChunk(ofPart: file.number)
        }
    }
}

extension FormError {
    init(_ name: String, _ keyword: String, _ message: String) {
        let token = name.toldName.replacing("~", with: "~0").replacing("/", with: "~1")
        self = .invalid([Violation(pointer: "/\(token)", keyword: keyword, message: message)])
    }
}
