// An object of a dynamic JSON value: members in the order they came in, found by name.

/// Members with unique names. Equality ignores their order, as JSON does.
public struct JSONObject: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    public struct Member: Sendable, Hashable {
        public let name: String
        public var value: JSONValue
    }

    public private(set) var members: [Member] = []
    /// Where each name stands; only kept from the size on where searching would be slower.
    private var places: [ExactName: Int] = [:]

    public init() {}

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (name, value) in elements { self[name] = value }
    }

    public var count: Int { members.count }

    public subscript(name: String) -> JSONValue? {
        get { place(of: name).map { members[$0].value } }
        set {
            guard let newValue else { return remove(name) }
            if let place = place(of: name) {
                members[place].value = newValue
                return
            }
            members.append(Member(name: name, value: newValue))
            if members.count > 8 { note() }
        }
    }

    /// Notes the places of members that were added since the last time.
    private mutating func note() {
        for place in places.count..<members.count { places[ExactName(name: members[place].name)] = place }
    }

    private mutating func remove(_ name: String) {
        guard let place = place(of: name) else { return }
        members.remove(at: place)
        places = [:]
        if members.count > 8 { note() }
    }

    private func place(of name: String) -> Int? {
        let wanted = ExactName(name: name)
        if members.count > 8 { return places[wanted] }
        return members.firstIndex { ExactName(name: $0.name) == wanted }
    }

    public static func == (a: JSONObject, b: JSONObject) -> Bool {
        a.count == b.count && a.members.allSatisfy { b[$0.name] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members {
            var own = Hasher()
            own.combine(member)
            sum &+= own.finalize()
        }
        hasher.combine(sum)
    }
}

/// A name compared byte by byte: String's own equality takes canonically equivalent texts for one, JSON doesn't.
private struct ExactName: Hashable, Sendable {
    let name: String

    static func == (a: ExactName, b: ExactName) -> Bool {
        a.name.utf8.elementsEqual(b.name.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in name.utf8 { hasher.combine(byte) }
    }
}
