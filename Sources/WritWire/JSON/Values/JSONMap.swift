// What maps of a contract are: values by names that only the sender knows.

/// Values by name, in the order in which they came or were set; the order doesn't count when two are compared.
///
///     var stock: JSONMap<Int32> = ["cats": 1]
///     stock["dogs"] = 2
///     for (_, count) in stock { total += count }
///
/// It is used like a dictionary, and is none, since names of JSON are compared code by code: an accented letter and the same as
/// a letter with an accent behind it are two names here, and one key in a dictionary.
public struct JSONMap<Value> {
    /// A name and its value.
    public typealias Element = (key: String, value: Value)

    @usableFromInline var elements: [Element] = []
    /// Where each name stands; empty where looking at all of them is faster.
    @usableFromInline var places = NamePlaces()

    /// Up to this many names are looked at one by one.
    @usableFromInline static var searchedMax: Int { 8 }

    /// A map without names.
    public init() {}

    /// A map without names that has room for that many.
    @inlinable
    public init(minimumCapacity: Int) {
        elements.reserveCapacity(minimumCapacity)
        if minimumCapacity > Self.searchedMax { places.reserveCapacity(minimumCapacity) }
    }

    /// With the names in the order of their texts, since a dictionary has none.
    public init(_ dictionary: [String: Value]) {
        self.init(uniqueKeysWithValues: dictionary.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// Of two values of one name the last counts.
    public init(uniqueKeysWithValues elements: some Sequence<(String, Value)>) {
        self.init(minimumCapacity: elements.underestimatedCount)
        for (key, value) in elements { updateValue(value, forKey: key) }
    }

    /// The value of a name; nil where there is none. Setting nil takes the name out.
    @inlinable
    public subscript(key: String) -> Value? {
        get { place(of: key).map { elements[$0].value } }
        set {
            if let newValue { updateValue(newValue, forKey: key) } else { removeValue(forKey: key) }
        }
    }

    /// The value of a name, or another one where there is none.
    public subscript(key: String, default defaultValue: @autoclosure () -> Value) -> Value {
        get { self[key] ?? defaultValue() }
        set { updateValue(newValue, forKey: key) }
    }

    /// The names in their order.
    public var keys: [String] { elements.map(\.key) }
    /// The values in their order.
    public var values: [Value] { elements.map(\.value) }

    /// The value that the name had before.
    @inlinable
    @discardableResult
    public mutating func updateValue(_ value: Value, forKey key: String) -> Value? {
        guard !places.isEmpty else {
            if let place = place(of: key) { return replaceValue(at: place, by: value) }
            elements.append((key, value))
            if elements.count > Self.searchedMax { note() }
            return nil
        }
        let hash = NamePlaces.hash(of: key)
        if let place = place(of: ExactName(key), hash) { return replaceValue(at: place, by: value) }
        places.add(hash, at: elements.count)
        elements.append((key, value))
        return nil
    }

    @inlinable
    mutating func replaceValue(at place: Int, by value: Value) -> Value {
        let old = elements[place].value
        elements[place].value = value
        return old
    }

    /// The value that the name had before. Takes as long as there are names.
    @discardableResult
    public mutating func removeValue(forKey key: String) -> Value? {
        guard let place = place(of: key) else { return nil }
        let old = elements.remove(at: place).value
        places = NamePlaces()
        if elements.count > Self.searchedMax { note() }
        return old
    }

    /// The same names with other values.
    public func mapValues<Other, Failure>(_ transform: (Value) throws(Failure) -> Other) throws(Failure) -> JSONMap<Other> {
        var map = JSONMap<Other>(minimumCapacity: count)
        for (key, value) in elements { map.updateValue(try transform(value), forKey: key) }
        return map
    }

    /// The same as a dictionary, in which names that look alike are one: the last counts.
    public var dictionary: [String: Value] { Dictionary(elements.map { ($0.key, $0.value) }) { $1 } }

    @inlinable
    func place(of key: String) -> Int? {
        let name = ExactName(key)
        if !places.isEmpty { return place(of: name, NamePlaces.hash(of: key)) }
        return elements.firstIndex { ExactName($0.key) == name }
    }

    @inlinable
    func place(of name: ExactName, _ hash: UInt64) -> Int? {
        places.place(hash) { ExactName(elements[$0].key) == name }
    }

    /// Notes where the names stand that aren't noted yet.
    @usableFromInline
    mutating func note() {
        for place in places.count..<elements.count { places.add(NamePlaces.hash(of: elements[place].key), at: place) }
    }
}

extension JSONMap: RandomAccessCollection {
    /// 0.
    public var startIndex: Int { 0 }
    /// How many names there are.
    public var endIndex: Int { elements.count }
    /// A name and its value by their place in the order.
    public subscript(position: Int) -> Element { elements[position] }
}

extension JSONMap: ExpressibleByDictionaryLiteral {
    /// A map of these names, in the order in which they are written; of two values of one name the last counts.
    public init(dictionaryLiteral elements: (String, Value)...) { self.init(uniqueKeysWithValues: elements) }
}

extension JSONMap: Sendable where Value: Sendable {}

extension JSONMap: Equatable where Value: Equatable {
    /// Whether both have the same names with the same values, in whatever order.
    public static func == (left: JSONMap, right: JSONMap) -> Bool {
        left.count == right.count && left.elements.allSatisfy { right[$0.key] == $0.value }
    }
}

extension JSONMap: Hashable where Value: Hashable {
    /// Hashes names and values, whatever their order.
    public func hash(into hasher: inout Hasher) {
        // The sum, since the order doesn't count.
        var sum = 0
        for element in elements {
            var hasher = Hasher()
            hasher.combine(ExactName(element.key))
            hasher.combine(element.value)
            sum &+= hasher.finalize()
        }
        hasher.combine(count)
        hasher.combine(sum)
    }
}

extension JSONMap: CustomStringConvertible, CustomDebugStringConvertible {
    /// Names and values as a dictionary would print them.
    public var description: String { "[" + (isEmpty ? ":" : members(String.init(describing:))) + "]" }
    /// The same with the values' debug descriptions.
    public var debugDescription: String { "[" + (isEmpty ? ":" : members(String.init(reflecting:))) + "]" }

    private func members(_ text: (Value) -> String) -> String {
        elements.map { "\(String(reflecting: $0.key)): \(text($0.value))" }.joined(separator: ", ")
    }
}
