// Reads a form whose parts are all there: generated code goes from part to part and asks for the values it expects.

/// How much of a multipart form is taken.
public struct FormLimits: Sendable, Equatable {
    /// Parts of one form.
    public var partsMax = 1_000
    /// Bytes of a part's head.
    public var headBytesMax = 8_192
    /// Bytes in front of the first part, which have no meaning.
    public var preambleBytesMax = 8_192
    /// Bytes of a part that is no file, where the parts are taken as they come.
    public var fieldBytesMax = 1 << 20

    /// The defaults.
    public init() {}
}

/// What is wrong with a form.
public enum FormError: Error, Sendable, Equatable {
    /// The body is no multipart body, or not all of one: 400.
    case malformed(MultipartError)
    /// A part that is no file is larger than `FormLimits.fieldBytesMax`: 413.
    case fieldTooLarge(name: String)
    /// The parts break the contract: 422.
    case invalid([Violation])
}

/// A part with its bytes.
public struct FormFile: Sendable {
    /// The field lines in front of the file.
    public let head: PartHead
    /// All bytes of the file.
    public let bytes: [UInt8]

    /// The name of the file, as the client tells it: never to be taken for a path.
    public var filename: String? { head.filename }
    /// The media type that the client tells; nil where it tells none.
    public var contentType: String? { head.contentType }

    /// A file for tests; the server makes those of requests.
    public init(filename: String?, contentType: String?, bytes: [UInt8]) {
        head = PartHead(name: "", filename: filename, contentType: contentType)
        self.bytes = bytes
    }

    init(head: PartHead, bytes: [UInt8]) {
        self.head = head
        self.bytes = bytes
    }
}

/// A reader over the parts of one form. Nothing throws: violations are collected, and the first thing that is malformed ends
/// the reading.
///
/// The bytes must stay in place and unchanged while the reader is in use.
@safe
public struct FormReader: ~Copyable {
    /// More violations than these are not collected.
    public static let violationsMax = ViolationLimits.countMax

    private let body: UnsafeRawBufferPointer
    private var position = 0
    private var parser: MultipartParser?
    private let isForm: Bool
    /// The selected part.
    private var head = PartHead(name: "")
    private var value: UnsafeRawBufferPointer
    /// How many parts of the selected one's name came before it.
    private var index = 0
    private var isList = false
    private var counts: [Int: Int] = [:]
    private var failure: MultipartError?
    public private(set) var violations: [Violation] = []
    private var violationRoom = ViolationRoom()

    /// - Parameter contentType: The value of the request's Content-Type, with the boundary.
    @unsafe
    package init(_ body: UnsafeRawBufferPointer, contentType: some Collection<UInt8>, limits: FormLimits) {
        unsafe self.body = body
        unsafe value = UnsafeRawBufferPointer(start: nil, count: 0)
        let parameters = FieldParameters(contentType)
        isForm = parameters?.word == "multipart/form-data"
        parser = parameters?["boundary"].flatMap { boundary in
            MultipartParser(
                boundary: boundary, headBytesMax: limits.headBytesMax, partsMax: limits.partsMax,
                preambleBytesMax: limits.preambleBytesMax)
        }
        if parser == nil { failure = .malformedBoundary }
    }

    /// For one part alone, whose bytes have been received.
    @unsafe
    package init(part: PartHead, bytes: UnsafeRawBufferPointer, index: Int, isList: Bool) {
        unsafe body = UnsafeRawBufferPointer(start: nil, count: 0)
        unsafe value = bytes
        head = part
        isForm = true
        self.index = index
        self.isList = isList
    }

    /// Goes to the next part whose name is in the table, and returns the name's index; nil at the end, where the required
    /// names that did not come are noted.
    ///
    /// - Parameters:
    ///   - lists: Bit n is set where there may be several parts of name n.
    ///   - isClosed: whether parts of other names break the contract.
    public mutating func nextPart(_ names: JSONKeys, lists: UInt64 = 0, isClosed: Bool = false) -> Int? {
        while selectPart() {
            guard let name = names.index(ofName: head.name) else {
                if isClosed, !head.name.isEmpty {
                    note(head.name, "additionalProperties", "is no part of this form")
                }
                continue
            }
            isList = name < 64 && lists & 1 << UInt64(name) != 0
            index = counts[name] ?? 0
            counts[name] = index + 1
            if index == 0 || isList { return name }
            note(head.name, "type", "must be given once only")
        }
        guard failure == nil else { return nil }
        for name in 0..<names.count where names.isRequired(name) && counts[name] == nil {
            note(names.name(name), "required", "is required")
        }
        return nil
    }

    /// Goes to the next part, whose bytes lie together since the whole body does.
    private mutating func selectPart() -> Bool {
        guard failure == nil, parser != nil else { return false }
        var start: Int?
        var count = 0
        while true {
            switch unsafe parser?.next(body, from: &position) ?? .end {
            case .head:
                guard let lines = parser?.head, let head = PartHead(lines: lines, isForm: isForm) else {
                    return fail(.malformedHead)
                }
                self.head = head
                start = position
            case .data(let range), .held(let range): count += range.count
            case .endOfPart:
                guard let start else { continue }
                // What the parser handed out since the head lies there, one behind the other.
                unsafe value = UnsafeRawBufferPointer(rebasing: body[start..<start + count])
                return true
            case .end: return false
            case .incomplete: return fail(.missingEnd)
            case .refused(let error): return fail(error)
            }
        }
    }

    private mutating func fail(_ error: MultipartError) -> Bool {
        failure = error
        return false
    }

    // MARK: Reading the selected part

    /// The part as a text to be read as a primitive; ended with `finish`.
    public func text() -> ParameterReader {
        var reader = unsafe ParameterReader(
            path: UnsafeRawBufferPointer(start: nil, count: 0), captures: RouteCaptures(),
            query: UnsafeRawBufferPointer(start: nil, count: 0))
        // A field of a head is read as it is, and so is a part.
        unsafe reader.selectHeader("", value: value)
        return reader
    }

    public mutating func finish(text: consuming ParameterReader) {
        for violation in text.violations { note(head.name, violation.keyword, violation.message, item: itemPointer) }
    }

    /// The part as JSON; ended with `finish`.
    public func json() -> JSONReader { unsafe JSONReader(value) }

    public mutating func finish(json: inout JSONReader) {
        switch json.finish() {
        case nil: break
        case .malformed(let offset, let message):
            note(head.name, "contentMediaType", "must be JSON: at byte \(offset), \(message)", item: itemPointer)
        case .invalid(let found):
            for violation in found {
                note(head.name, violation.keyword, violation.message, item: itemPointer + violation.pointer)
            }
        }
    }

    /// The part as a file.
    ///
    /// - Parameter mediaTypes: those that it may have, with commas between; empty: any.
    public mutating func file(_ mediaTypes: StaticString = "") -> FormFile? {
        guard accepts(mediaTypes) else { return nil }
        // The bytes are copied.
        return unsafe FormFile(head: head, bytes: Array(value))
    }

    /// What is wrong with the media type of a part that is still to come.
    package static func refusal(of head: PartHead, _ mediaTypes: StaticString) -> FormError? {
        var form = unsafe FormReader(
            part: head, bytes: UnsafeRawBufferPointer(start: nil, count: 0), index: 0, isList: false)
        return form.accepts(mediaTypes) ? nil : form.error
    }

    package mutating func accepts(_ mediaTypes: StaticString) -> Bool {
        guard mediaTypes.utf8CodeUnitCount > 0 else { return true }
        let type = head.contentType ?? "text/plain"
        // The array lends its bytes for the call.
        let isTaken = unsafe Array(type.utf8).withUnsafeBytes { bytes in
            unsafe MediaTypes.index(of: bytes, among: mediaTypes, checksCharset: false) != nil
        }
        if !isTaken {
            let list = "\(mediaTypes)".replacing(",", with: " or ")
            note(head.name, "contentType", "must have the media type \(list)", item: itemPointer)
        }
        return isTaken
    }

    /// Notes where there are too few or too many parts of a name.
    public mutating func check(_ name: StaticString, _ count: Int, minItems: Int = 0, maxItems: Int = .max) {
        if count < minItems { note("\(name)", "minItems", Bounds.minItems(minItems)) }
        if count > maxItems { note("\(name)", "maxItems", Bounds.maxItems(maxItems)) }
    }

    package static func message(minItems: Int) -> String { Bounds.minItems(minItems) }
    package static func message(maxItems: Int) -> String { Bounds.maxItems(maxItems) }

    /// What is wrong with what was read; nil where nothing is.
    public var error: FormError? {
        if let failure { return .malformed(failure) }
        return violations.isEmpty ? nil : .invalid(violations)
    }

    private var itemPointer: String { isList ? "/\(index)" : "" }

    private mutating func note(_ name: String, _ keyword: String, _ message: String, item: String = "") {
        let token = JSONReader.pointerToken(name.toldName)
        let violation = Violation(pointer: "/\(token)\(item)", keyword: keyword, message: message.toldMessage)
        if violationRoom.takes(violation.pointer, keyword, violation.message) { violations.append(violation) }
    }
}

extension JSONKeys {
    /// The index of a name that is a string already.
    package func index(ofName name: String) -> Int? {
        // The array lends its bytes for the call.
        unsafe Array(name.utf8).withUnsafeBytes { unsafe index(of: $0) }
    }
}
