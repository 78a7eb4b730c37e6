// A schema as it applies to a value: the place where it stands, and all that `allOf` and references add to it.

internal import WritSpec

/// Places whose keywords hold together. One struct, one bound or one list of values is made of what all of them say.
struct SchemaView {
    /// Where the schema stands: what diagnostics and documentation go by.
    var place: Place
    /// The places that apply, bases first: what stands nearest to `place` is the last.
    private(set) var parts: [Place] = []
    /// Lists of alternatives among the parts, each a `oneOf` or an `anyOf`.
    var unions: [UnionSource] = []
    /// Values that alternatives list one by one, by the pointers of the lists, and the alternative of each by its JSON.
    private(set) var listings: [Pointer: [Place]] = [:]
    private(set) var annotations: [String: Place] = [:]
    /// The only type that is meant, where the view is one of several that a list of types names.
    var onlyType: String?
    /// Null was taken out of alternatives: it is one of the values.
    var takesNullBeside = false
    /// The schemas that the view was made of, as they are written.
    var sources: [Place] = []
    /// Parts and sources whose rules are checked by what stands around.
    private var settled: Set<Pointer> = []
    private var pointers: Set<Pointer> = []

    init(place: Place) {
        self.place = place
    }

    /// False where the place is among the parts already.
    mutating func add(_ part: Place) -> Bool {
        guard pointers.insert(part.pointer).inserted else { return false }
        parts.append(part)
        return true
    }

    /// Takes a list of alternatives, each of which is one value, as a part that lists these.
    mutating func add(_ listing: ValueListing) {
        guard add(listing.part) else { return }
        listings[listing.part.pointer] = listing.values.map(\.value)
        for (value, member) in listing.values {
            annotations[String(decoding: value.node.exactJSON(), as: UTF8.self)] = member
        }
    }

    /// From now on all parts are those of a schema around, which checks their rules itself.
    mutating func settle() { settled = pointers.union(sources.map(\.pointer)) }

    func isSettled(_ part: Place) -> Bool { settled.contains(part.pointer) }

    /// The same for two views of the same places.
    var identity: String {
        (parts.map(\.pointer.description) + unions.map(\.identity) + [onlyType ?? ""]).joined(separator: "\n")
    }

    /// True where the view is of `place` alone, as it is written: others of the same place say the same.
    var isOfOne: Bool {
        sources.count == 1 && sources[0].pointer == place.pointer && settled.isEmpty && onlyType == nil && !takesNullBeside
    }

    func contains(_ part: Place) -> Bool { pointers.contains(part.pointer) }

    /// The keyword as it is written nearest to the place.
    subscript(keyword: Keyword) -> Place? {
        for part in parts.reversed() {
            if let value = part[keyword] { return value }
        }
        return nil
    }

    /// The part that writes the keyword nearest to the place.
    func part(writing keyword: Keyword) -> Place? { parts.last { $0[keyword] != nil } }

    /// The keyword in all parts, bases first.
    func all(_ keyword: Keyword) -> [Place] { parts.compactMap { $0[keyword] } }

    func hasAny(of keywords: [Keyword]) -> Bool {
        parts.contains { part in keywords.contains { part[$0] != nil } }
    }

    var format: String? { self[.format]?.node.string }

    /// Names of properties in the order in which they are first described, each with all that describe it.
    func properties() -> [(name: String, places: [Place])] {
        var order: [String] = []
        var places: [String: [Place]] = [:]
        for part in parts {
            for (name, place) in part.schema.properties {
                if places[name] == nil { order.append(name) }
                places[name, default: []].append(place)
            }
        }
        return order.map { ($0, places[$0] ?? []) }
    }

    /// Where each required name is first listed, in the order of the lists.
    func requiredNames() -> [(name: String, place: Place)] {
        var seen: Set<String> = []
        var names: [(name: String, place: Place)] = []
        for list in all(.required) {
            for place in list.items {
                if let name = place.node.string, seen.insert(name).inserted { names.append((name, place)) }
            }
        }
        return names
    }
}

/// A `oneOf` or an `anyOf`, with the schema that it stands in.
struct UnionSource {
    let schema: Place
    let keyword: Keyword

    var members: [Place] { schema[keyword]?.items ?? [] }
    var identity: String { "\(schema.pointer) \(keyword)" }
    var isExclusive: Bool { keyword == .oneOf }
}
