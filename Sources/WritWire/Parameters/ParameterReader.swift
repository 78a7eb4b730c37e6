// Reads parameters from path, query, header and cookie: a value is selected, then read as the type that is expected.

/// Where a parameter stands in a request.
public enum ParameterLocation: String, Sendable {
    case path, query, header, cookie
    /// The query as a whole.
    case querystring
}

/// One parameter that breaks the contract.
public struct ParameterViolation: Hashable, Sendable {
    public var location: ParameterLocation
    public var name: String
    /// The keyword of JSON Schema or OpenAPI that is broken: `required`, `type`, `minimum`, …
    public var keyword: String
    /// What the value must be, such as "must be at least 1".
    public var message: String
}

/// A reader over the parameters of one request.
///
/// Generated code goes through path, query, headers and cookies once, asks for each value as the type it expects, and
/// notes what is missing. Nothing throws: violations are collected, all of them, up to `violationsMax`.
///
///     while let key = parameters.nextQuery(keys) {
///         switch key {
///         case 0: limit = parameters.readInt32() ?? limit
///         default: break
///         }
///     }
///
/// The bytes must stay in place and unchanged while the reader is in use.
@safe
public struct ParameterReader: ~Copyable {
    /// More violations than these are not collected.
    public static let violationsMax = ViolationLimits.countMax

    private let path: UnsafeRawBufferPointer
    private let captures: RouteCaptures
    /// What is left of the query, and of the cookie string.
    var query: UnsafeRawBufferPointer
    private var cookies: UnsafeRawBufferPointer
    /// What is left of a cookie that holds several pairs.
    private var cookieRest: UnsafeRawBufferPointer
    /// The selected value as it came, and what is left of it when it is read item by item.
    var value: UnsafeRawBufferPointer
    var items: UnsafeRawBufferPointer?
    private(set) var location = ParameterLocation.path
    /// The selected value is taken as it stands, without percent-decoding.
    var isVerbatim = false
    private var keys: JSONKeys?
    private var keyIndex = 0
    private var fixedName: StaticString = ""
    /// Keys met before, for values that may come once only: bit n for key n of the current table, up to 64.
    private var seen: UInt64 = 0
    /// Keys from 64 on that were met before.
    private var seenBeyond: Set<Int> = []
    /// Field values that came in several lines, joined to one.
    private var joinedHeader: OutputBuffer?
    private var joinedCookies: OutputBuffer?
    /// Pairs of the query or of cookies that belong to objects.
    var form: FormPairs?
    /// An object or another value as JSON, and how its violations are named.
    var assembled: AssembledText?
    var isMembers = false
    public private(set) var violations: [ParameterViolation] = []
    private var violationRoom = ViolationRoom()

    /// - Parameters:
    ///   - path: The request's path, percent-encoded, with the places of its parameters.
    ///   - query: What stands behind the question mark; empty without one.
    @unsafe
    public init(path: UnsafeRawBufferPointer, captures: RouteCaptures, query: UnsafeRawBufferPointer) {
        unsafe self.path = path
        self.captures = captures
        unsafe self.query = query
        let nothing = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
        unsafe cookies = nothing
        unsafe cookieRest = nothing
        unsafe value = nothing
        unsafe items = nil
    }

    /// A reader of one text that stands for itself, as a field of a head would.
    ///
    /// `text` must stay in place and unchanged as long as the reader is used.
    @unsafe
    package init(text: UnsafeRawBufferPointer) {
        let nothing = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
        unsafe self.init(path: nothing, captures: RouteCaptures(), query: nothing)
        unsafe selectHeader("", value: text)
    }

    // MARK: Selecting a value

    /// Selects the path parameter `index`, counted from the left.
    public mutating func selectPath(_ index: Int, _ name: StaticString) {
        begin(.path, name)
        guard index < captures.count else { return missing(name, .path) }
        // Captures are ranges of this very path.
        unsafe value = UnsafeRawBufferPointer(rebasing: path[captures[index]])
    }

    /// Goes to the next pair of the query whose name is in the table, selects its value and returns the name's index; nil
    /// at the end, where the required names that did not come are noted.
    ///
    /// - Parameter lists: Bit n is set where name n may stand several times. Other names may once only, among the first 64.
    public mutating func nextQuery(_ keys: JSONKeys, lists: UInt64 = 0) -> Int? {
        while true {
            guard let pair = unsafe takePiece(of: &query, separator: UInt8(ascii: "&")) else { break }
            let (name, value) = unsafe split(pair)
            guard let index = unsafe index(of: name, in: keys, .query) else { continue }
            unsafe self.value = value
            begin(.query, keys, index)
            if isFirst(index, lists: lists) { return index }
        }
        noteMissing(keys, .query)
        return nil
    }

    /// The same where some of the names are those of objects, or of properties of objects.
    ///
    /// - Parameters:
    ///   - form: The first of these names; their pairs, also such as `name[key]`, are collected.
    ///   - others: Pairs that no name is listed for are collected, too.
    public mutating func nextQuery(_ keys: JSONKeys, lists: UInt64 = 0, form first: Int, others: Bool = false) -> Int? {
        while true {
            guard let pair = unsafe takePiece(of: &query, separator: UInt8(ascii: "&")) else { break }
            let (name, value) = unsafe split(pair)
            if unsafe pair.isEmpty { continue }
            guard let index = unsafe index(of: name, in: keys, .query), index < first else {
                unsafe collect(name, value, .form, keys, first, others)
                continue
            }
            unsafe self.value = value
            begin(.query, keys, index)
            if isFirst(index, lists: lists) { return index }
        }
        noteMissing(keys, .query)
        return nil
    }

    private mutating func collect(
        _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, _ encoding: TextEncoding, _ keys: JSONKeys,
        _ first: Int, _ others: Bool
    ) {
        guard let decoded = unsafe encoding.decoded(name) else { return }
        let name = FormName(decoded)
        // The name is an array, which lends its bytes for the closure.
        let index = unsafe name.root.withUnsafeBytes { unsafe keys.index(of: $0) }
        guard index.map({ $0 >= first }) ?? others else { return }
        let form = self.form ?? FormPairs(firstCounts: encoding != .form)
        self.form = form
        unsafe form.addPair(name, value, encoding, isListed: index != nil)
        if let index { mark(index) }
    }

    /// Selects a header field's value.
    @unsafe
    public mutating func selectHeader(_ name: StaticString, value: UnsafeRawBufferPointer) {
        unsafe self.value = value
        begin(.header, name)
    }

    /// Selects a header field's value that the reader keeps.
    package mutating func selectHeader(_ name: StaticString, joined: consuming OutputBuffer) {
        // The buffer stays until another value is selected in its place.
        unsafe selectHeader(name, value: joined.bytes)
        joinedHeader = consume joined
    }

    /// Gives the value of the request's Cookie field, for `nextCookie` to go through.
    @unsafe
    public mutating func beginCookies(_ value: UnsafeRawBufferPointer) {
        unsafe cookies = value
        unsafe cookieRest = UnsafeRawBufferPointer(start: nil, count: 0)
        form = nil
        seen = 0
        seenBeyond = []
    }

    package mutating func beginCookies(joined: consuming OutputBuffer) {
        // The buffer stays as long as the cookies are read.
        unsafe beginCookies(joined.bytes)
        joinedCookies = consume joined
    }

    /// Goes to the next cookie whose name is in the table, like `nextQuery`. Of several cookies of one name the first counts,
    /// lists apart: the most specific path goes first (RFC 6265 section 5.4).
    ///
    /// A list of pairs may stand in one cookie, joined by `&` as in a query.
    ///
    /// - Parameters:
    ///   - exploded: The first of the collected names whose pairs may be joined so; nil: all of them may.
    ///   - isVerbatim: Values are what they look like (`style: cookie`): no `&` joins pairs, and collected ones are not
    ///     percent-decoded.
    public mutating func nextCookie(
        _ keys: JSONKeys, lists: UInt64 = 0, form first: Int = .max, exploded: Int? = nil, others: Bool = false,
        isVerbatim: Bool = false
    ) -> Int? {
        while true {
            let isJoined = unsafe cookieRest.baseAddress != nil
            guard let pair = unsafe takeCookie() else { break }
            let (name, value) = unsafe split(pair)
            let found = unsafe index(of: name, in: keys, .cookie)
            guard let index = found, index < first else {
                if found == nil, !others { continue }
                let isWhole = isVerbatim || (found ?? .max) < exploded ?? first
                let value = unsafe isWhole ? unquoted(value) : firstOfPairs(value)
                unsafe collect(name, value, isVerbatim ? .verbatim : .percent, keys, first, others)
                continue
            }
            let isList = !isVerbatim && index < 64 && lists & (1 << UInt64(index)) != 0
            // What is joined to a list's or an object's pair is no cookie of its own.
            if isJoined, !isList { continue }
            unsafe self.value = isList ? firstOfPairs(value) : unquoted(value)
            begin(.cookie, keys, index)
            if isFirst(index, lists: lists) { return index }
        }
        noteMissing(keys, .cookie)
        return nil
    }

    private mutating func takeCookie() -> UnsafeRawBufferPointer? {
        if let pair = unsafe takePiece(of: &cookieRest, separator: UInt8(ascii: "&")) { return unsafe pair }
        guard let pair = unsafe takePiece(of: &cookies, separator: UInt8(ascii: ";")) else { return nil }
        return unsafe trimmed(pair)
    }

    /// What stands before the first `&`; the rest are pairs that come next.
    private mutating func firstOfPairs(_ value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var rest = unsafe unquoted(value)
        let first = unsafe takePiece(of: &rest, separator: UInt8(ascii: "&"))
        if unsafe rest.baseAddress != nil { unsafe cookieRest = rest }
        return unsafe first ?? value
    }

    private mutating func mark(_ index: Int) {
        if index < 64 { seen |= 1 << UInt64(index) } else { seenBeyond.insert(index) }
    }

    /// Notes that a name stood; false if it stood before and may not again, which breaks the contract but for cookies.
    private mutating func isFirst(_ index: Int, lists: UInt64) -> Bool {
        guard index < 64 else {
            seenBeyond.insert(index)
            return true
        }
        let bit: UInt64 = 1 << UInt64(index)
        let isRepeated = seen & bit != 0 && lists & bit == 0
        seen |= bit
        if isRepeated, location != .cookie { violate("explode", "must be given once only") }
        return !isRepeated
    }

    private mutating func noteMissing(_ keys: JSONKeys, _ location: ParameterLocation) {
        for index in 0..<keys.count where keys.isRequired(index) && !isSeen(index) {
            append(
                ParameterViolation(
                    location: location, name: keys.name(index), keyword: "required", message: "is required"))
        }
        seen = 0
        seenBeyond = []
    }

    private func isSeen(_ index: Int) -> Bool {
        index < 64 ? seen & (1 << UInt64(index)) != 0 : seenBeyond.contains(index)
    }

    /// Goes to the next item of the selected value, a list with commas; false at its end. An empty value has no items.
    public mutating func nextItem() -> Bool {
        if unsafe items == nil {
            if unsafe value.isEmpty { return false }
            unsafe items = value
        }
        guard var rest = unsafe items, let item = unsafe takePiece(of: &rest, separator: UInt8(ascii: ",")) else {
            return false
        }
        unsafe items = rest
        unsafe value = location == .header ? trimmed(item) : item
        return true
    }

    // MARK: Violations

    /// Notes that a required parameter did not come.
    public mutating func missing(_ name: StaticString, _ location: ParameterLocation) {
        append(ParameterViolation(location: location, name: "\(name)", keyword: "required", message: "is required"))
    }

    /// Notes what is wrong with the selected parameter.
    public mutating func violate(_ keyword: StaticString, _ message: String) {
        append(ParameterViolation(location: location, name: name, keyword: "\(keyword)", message: message))
    }

    mutating func violate(
        _ keyword: StaticString, _ message: String, _ name: String, _ location: ParameterLocation
    ) {
        append(ParameterViolation(location: location, name: name, keyword: "\(keyword)", message: message))
    }

    mutating func append(_ violation: ParameterViolation) {
        var violation = violation
        violation.message = violation.message.toldMessage
        if violationRoom.takes(violation.name, violation.keyword, violation.message) { violations.append(violation) }
    }

    var name: String { keys.map { $0.name(keyIndex) } ?? "\(fixedName)" }

    // MARK: Reading

    /// Lends the selected value, percent-decoded where its place calls for that. Nil, with one violation, where it is
    /// malformed or `body` makes nothing of it.
    mutating func withValue<Result>(
        _ keyword: @autoclosure () -> StaticString, _ message: @autoclosure () -> String,
        _ body: (UnsafeRawBufferPointer) -> Result?
    ) -> Result? {
        guard isEncoded else {
            let result = unsafe body(value)
            if result == nil { violate(keyword(), message()) }
            return result
        }
        guard let decoded = decodedValue() else {
            // A cookie's value may be anything: one that can't be encoded text is what it looks like.
            let result = unsafe location == .cookie ? body(value) : nil
            if location != .cookie {
                violate("style", "has a percent sign without two hexadecimal digits behind it")
            } else if result == nil {
                violate(keyword(), message())
            }
            return result
        }
        // The array lends its bytes for the closure.
        let result = unsafe decoded.withUnsafeBytes { unsafe body($0) }
        if result == nil { violate(keyword(), message()) }
        return result
    }

    /// Whether the selected value has to be percent-decoded.
    var isEncoded: Bool {
        let plusIsSpace = location == .query
        // The parameter's text stays in place while it is read.
        return unsafe location != .header && !isVerbatim
            && value.contains { $0 == UInt8(ascii: "%") || plusIsSpace && $0 == UInt8(ascii: "+") }
    }

    /// The selected value, percent-decoded; nil where it is malformed.
    func decodedValue() -> [UInt8]? {
        // The parameter's text stays in place while it is read.
        unsafe percentDecoded(value, plusIsSpace: location == .query)
    }

    mutating func begin(_ location: ParameterLocation, _ name: StaticString) {
        self.location = location
        keys = nil
        fixedName = name
        isVerbatim = false
        unsafe items = nil
    }

    private mutating func begin(_ location: ParameterLocation, _ keys: JSONKeys, _ index: Int) {
        self.location = location
        self.keys = keys
        keyIndex = index
        isVerbatim = false
        unsafe items = nil
    }

    private func index(
        of name: UnsafeRawBufferPointer, in keys: JSONKeys, _ location: ParameterLocation
    ) -> Int? {
        let plusIsSpace = location == .query
        let isEncoded = unsafe name.contains { $0 == UInt8(ascii: "%") || plusIsSpace && $0 == UInt8(ascii: "+") }
        guard isEncoded else { return unsafe keys.index(of: name) }
        guard let decoded = unsafe percentDecoded(name, plusIsSpace: plusIsSpace) else {
            return unsafe location == .cookie ? keys.index(of: name) : nil
        }
        // The array lends its bytes for the closure.
        return unsafe decoded.withUnsafeBytes { unsafe keys.index(of: $0) }
    }
}

extension JSONKeys {
    /// The index of the name with these bytes.
    func index(of name: UnsafeRawBufferPointer) -> Int? {
        guard let start = name.baseAddress else { return nil }
        // `name` lends `name.count` bytes.
        return unsafe find(start.assumingMemoryBound(to: UInt8.self), name.count)
    }
}
