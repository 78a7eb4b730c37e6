// What the designs of the trial that were not chosen need from the runtime; compiled into WritWire by trial.py only.

public struct RawName {
    let text: JSONStringRange
}

public struct ReadFailure: Error {
    public init() {}
}

public protocol JSONReadable {
    static func read(from json: inout JSONReader) -> Self?
}

public protocol JSONWritable {
    func write(to json: inout OutputBuffer)
}

extension JSONReader {
    public mutating func nextRawName(_ members: inout JSONMembersCursor) -> RawName? {
        nextName(&members).map { RawName(text: $0) }
    }

    public func isName(_ raw: RawName, _ name: StaticString) -> Bool {
        guard raw.text.end - raw.text.start == name.utf8CodeUnitCount else { return false }
        for index in 0..<name.utf8CodeUnitCount where unsafe base[raw.text.start + index] != name.utf8Start[index] {
            return false
        }
        return true
    }

    @inline(__always)
    public func unwrap<T>(_ value: T?) throws(ReadFailure) -> T {
        guard let value else { throw ReadFailure() }
        return value
    }

    /// The runtime half of readers that are tables of closures.
    public mutating func readFields<Draft>(
        _ keys: JSONKeys, _ fields: [@Sendable (inout JSONReader, inout Draft) -> Void], _ draft: inout Draft
    ) {
        var object = beginObject(keys)
        while let key = nextKey(&object) { fields[key](&self, &draft) }
    }

    /// Arrays by one unspecialised function.
    public mutating func readArrayDynamic<T: JSONReadable>(of type: T.Type) -> [T]? {
        guard var array = beginArray() else { return nil }
        var items: [T] = []
        while nextItem(&array) {
            if let item = T.read(from: &self) { items.append(item) }
        }
        return items
    }

    /// Arrays by a function that each client specialises.
    @inlinable
    public mutating func readArrayInlinable<T: JSONReadable>(of type: T.Type) -> [T]? {
        guard var array = beginArray() else { return nil }
        var items: [T] = []
        while nextItem(&array) {
            if let item = T.read(from: &self) { items.append(item) }
        }
        return items
    }
}

extension OutputBuffer {
    public mutating func writeArrayDynamic<T: JSONWritable>(_ key: StaticString, _ values: [T]?) {
        guard let values else { return }
        raw(key)
        let start = count
        for value in values {
            comma()
            value.write(to: &self)
        }
        endArray(start)
    }

    @inlinable
    public mutating func writeArrayInlinable<T: JSONWritable>(_ key: StaticString, _ values: [T]?) {
        guard let values else { return }
        raw(key)
        let start = count
        for value in values {
            comma()
            value.write(to: &self)
        }
        endArray(start)
    }
    public mutating func memberString(_ key: StaticString, _ value: String?) { write(key, value) }
    public mutating func memberBool(_ key: StaticString, _ value: Bool?) { write(key, value) }
    public mutating func memberInt64(_ key: StaticString, _ value: Int64?) { write(key, value) }
    public mutating func memberInt32(_ key: StaticString, _ value: Int32?) { write(key, value) }
    public mutating func memberDouble(_ key: StaticString, _ value: Double?) { write(key, value) }
}
