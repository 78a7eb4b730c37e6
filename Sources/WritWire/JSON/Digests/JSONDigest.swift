// What a JSON value is, in a few words: values are equal where their digests are.

/// What makes two JSON values equal (JSON Schema, section 4.2.2): numbers by their value, strings by their characters, objects
/// whatever the order of their members.
///
/// 128 bits of a hash with a seed of the process, made of the digests of what is inside: nobody outside finds two values that
/// share one.
struct JSONDigest: Hashable, Sendable {
    private let high: Int
    private let low: Int

    private init(_ hasher: Hasher) {
        var (first, second) = (hasher, hasher)
        first.combine(UInt8(1))
        second.combine(UInt8(2))
        (high, low) = (first.finalize(), second.finalize())
    }

    private init<Part: Hashable>(_ kind: JSONKind, _ part: Part) {
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(part)
        self.init(hasher)
    }

    static let null = JSONDigest(.null, 0)

    init(_ value: Bool) { self.init(.boolean, value) }
    init(_ number: JSONDecimal) { self.init(.number, number) }

    /// UTF-8.
    init(_ text: UnsafeRawBufferPointer) {
        var hasher = Hasher()
        hasher.combine(JSONKind.string)
        unsafe hasher.combine(bytes: text)
        self.init(hasher)
    }

    init(_ text: String) {
        var text = text
        // `withUTF8` lends a buffer that is valid for the closure.
        self = text.withUTF8 { unsafe JSONDigest(UnsafeRawBufferPointer($0)) }
    }

    /// The items of an array, one after the other.
    struct Items {
        private var hasher = Hasher()

        init() { hasher.combine(JSONKind.array) }

        mutating func add(_ item: JSONDigest) { hasher.combine(item) }

        var digest: JSONDigest { JSONDigest(hasher) }
    }

    /// The members of an object, in any order. Of a name that comes twice, the last one counts.
    struct Members {
        private var members: [(name: JSONDigest, value: JSONDigest)] = []

        mutating func add(_ name: JSONDigest, _ value: JSONDigest) { members.append((name, value)) }

        var digest: JSONDigest {
            let order = members.indices.sorted { left, right in
                let (one, two) = (members[left].name, members[right].name)
                return one == two ? left < right : one.isOrdered(before: two)
            }
            var hasher = Hasher()
            hasher.combine(JSONKind.object)
            for (place, member) in order.enumerated() {
                let isLast = place + 1 == order.count || members[order[place + 1]].name != members[member].name
                guard isLast else { continue }
                hasher.combine(members[member].name)
                hasher.combine(members[member].value)
            }
            return JSONDigest(hasher)
        }
    }

    private func isOrdered(before other: JSONDigest) -> Bool { high == other.high ? low < other.low : high < other.high }
}

extension JSONDigest {
    init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .boolean(let value): self.init(value)
        case .number(let number):
            var text = number.text
            // `withUTF8` lends a buffer that is valid for the closure.
            self.init(text.withUTF8 { unsafe JSONDecimal($0) })
        case .string(let text): self.init(text)
        case .array(let values):
            var items = Items()
            for value in values { items.add(JSONDigest(value)) }
            self = items.digest
        case .object(let object):
            var members = Members()
            for (name, value) in object.elements { members.add(JSONDigest(name), JSONDigest(value)) }
            self = members.digest
        }
    }
}

extension JSONReader {
    /// Takes the next value, whatever it is, and tells its digest. Those of arrays and objects are kept where the text has been
    /// walked over many times.
    mutating func readDigest() -> JSONDigest? {
        switch peekKind() {
        case .null: return readNull() ? .null : nil
        case .boolean: return readBool().map { JSONDigest($0) }
        case .number:
            valueStart = position
            return scanNumber().map { JSONDigest(decimal($0)) }
        case .string:
            valueStart = position
            return scanString().map { digest(of: $0) }
        case .array, .object: return readPartsDigest()
        case nil:
            skipValue()
            return nil
        }
    }

    func decimal(_ number: JSONNumberRange) -> JSONDecimal {
        // The scanned range lies inside the text.
        unsafe JSONDecimal(UnsafeBufferPointer(start: base + number.start, count: number.end - number.start))
    }

    private func digest(of text: JSONStringRange) -> JSONDigest {
        if text.hasEscapes { return JSONDigest(unescaped(text)) }
        // The scanned range lies inside the text.
        return unsafe JSONDigest(UnsafeRawBufferPointer(start: base + text.start, count: text.end - text.start))
    }

    private mutating func readPartsDigest() -> JSONDigest? {
        let start = position
        if let notes, notes.isKeeping, let known = notes.digests[start] {
            skipValue()
            notes.digestBytes.skip(position - start)
            return known
        }
        let mark = notes?.digestBytes.total ?? 0
        guard let digest = byte == UInt8(ascii: "[") ? readItemsDigest() : readMembersDigest() else { return nil }
        if let notes, notes.isKeeping, notes.digestBytes.takes(position - start, since: mark) { notes.digests[start] = digest }
        return digest
    }

    private mutating func readItemsDigest() -> JSONDigest? {
        var array = openArray()
        var items = JSONDigest.Items()
        while nextItem(&array) {
            guard let item = readDigest() else { return nil }
            items.add(item)
        }
        return failure == nil ? items.digest : nil
    }

    private mutating func readMembersDigest() -> JSONDigest? {
        var object = openObject()
        var members = JSONDigest.Members()
        while let name = nextName(&object) {
            guard let value = readDigest() else { return nil }
            members.add(digest(of: name), value)
        }
        return failure == nil ? members.digest : nil
    }
}
