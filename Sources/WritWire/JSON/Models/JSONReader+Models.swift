// The short way to read an object: one walk over it finds where its properties are, and an expression asks for one after the other.
//
// It takes a call for each property, where the fast way takes a variable, a case and an argument; and it walks over each object
// once more. It reads what the server doesn't receive: models that it answers, in tests, caches and clients.

extension JSONReader {
    /// Enters an object: what breaks the rules of its names is noted, and its first property is the next that is taken.
    public mutating func beginModel(_ shape: JSONShape) {
        skipWhitespace()
        let start = position
        var places = [Int?](repeating: nil, count: shape.properties.count)
        var others: [(name: String, place: Int)] = []
        beginWalk()
        var object = beginObject(shape.keys)
        while let key = nextKey(&object) {
            skipWhitespace()
            if key < places.count {
                places[key] = position
            } else if key == shape.keys.count {
                others.append((keyName, position))
            }
            let found = findingCount
            skipValue()
            // They are noted when the value is read.
            forgetFindings(from: found)
        }
        countWalk(from: start)
        depthLeft -= 1
        noted.frames.append(JSONModelFrame(shape: shape, start: start, end: position, places: places, others: others))
    }

    /// Leaves the object behind its last property; it is the value that was read last.
    public mutating func endModel() {
        depthLeft += 1
        guard let frame = noted.frames.popLast(), failure == nil else { return }
        position = frame.end
        valueStart = frame.start
    }

    /// Leaves an object that can't be made: a part is missing that nothing stands in for. What is wrong with the parts behind it
    /// is noted all the same.
    public mutating func abandonModel<Model>() -> Model? {
        skimProperties()
        endModel()
        return nil
    }

    /// Goes to the next property; false where it is not there.
    mutating func nextProperty() -> Bool {
        let notes = noted
        let top = notes.frames.count - 1
        guard failure == nil, top >= 0 else { return false }
        notes.frames[top].index += 1
        let index = notes.frames[top].index
        guard notes.frames[top].places.indices.contains(index), let place = notes.frames[top].places[index] else { return false }
        position = place
        return true
    }

    /// Takes the next property; nil where it isn't there.
    private mutating func next<Value>(_ read: (inout JSONReader) -> Value?) -> Value? {
        guard nextProperty() else { return nil }
        // What is no such value has been refused as one already.
        guard let value = read(&self) else { return nil }
        checkProperty()
        return value
    }

    /// Holds the value that was read last against the rule of its property.
    private mutating func checkProperty() {
        guard let frame = noted.frames.last, let rule = frame.shape.properties[frame.index].rule, let rules = frame.shape.rules
        else {
            return
        }
        check(rules, rule)
    }

    /// Takes the properties that are left for what is wrong with them.
    private mutating func skimProperties() {
        while let frame = noted.frames.last, failure == nil, frame.index + 1 < frame.places.count {
            guard nextProperty(), let leaf = frame.shape.properties[frame.index + 1].leaf else { continue }
            if leaf.isNullable, readNull() { continue }
            if skim(leaf) { checkProperty() }
        }
    }

    // MARK: Properties

    /// A value of a kind that has to be there. Where it isn't, what stands in for it is never seen: the reading has failed.
    public mutating func leaf<Leaf: JSONLeaf>() -> Leaf { property() ?? .placeholder }

    /// Any other property; nil where it isn't there. Where it has to be, `beginModel` has noted that.
    public mutating func property<Value: JSONRepresentable>() -> Value? { next { Value.read(from: &$0) } }

    /// A property that the contract has a default for.
    public mutating func defaultedProperty<Value: JSONRepresentable>(_ value: Value) -> Value { property() ?? value }

    /// A property that may be null.
    public mutating func nullableProperty<Value: JSONRepresentable>() -> Value? {
        next { $0.readNull() ? nil : Value.read(from: &$0) }
    }

    /// A property that may be absent, null or there.
    public mutating func propertyPresence<Value: JSONRepresentable>() -> Presence<Value> {
        next { json in json.readNull() ? .null : Value.read(from: &json).map { .value($0) } } ?? .absent
    }

    /// A list that has to be there.
    public mutating func listProperty<Item: JSONRepresentable>() -> [Item] { optionalListProperty() ?? [] }

    /// A list that may be absent.
    public mutating func optionalListProperty<Item: JSONRepresentable>() -> [Item]? {
        next { [Item].read(from: &$0) }
    }

    /// A list that may be null.
    public mutating func nullableListProperty<Item: JSONRepresentable>() -> [Item]? {
        next { $0.readNull() ? nil : [Item].read(from: &$0) }
    }

    /// A map that has to be there.
    public mutating func mapProperty<Value: JSONRepresentable>() -> JSONMap<Value> { optionalMapProperty() ?? [:] }

    /// A map that may be absent.
    public mutating func optionalMapProperty<Value: JSONRepresentable>() -> JSONMap<Value>? {
        next { JSONMap<Value>.read(from: &$0) }
    }

    /// Values beyond those of the contract.
    public mutating func otherProperties<Value: JSONRepresentable>() -> JSONMap<Value> {
        var map = JSONMap<Value>()
        for (name, place) in noted.frames.last?.others ?? [] {
            guard failure == nil else { break }
            position = place
            guard let value = Value.read(from: &self) else { continue }
            if map.updateValue(value, forKey: name) != nil { refuseTwice(place) }
        }
        return map
    }
}
