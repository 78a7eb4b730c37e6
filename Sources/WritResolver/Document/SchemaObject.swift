// A Schema Object as it is read: each keyword with the value that it has in Swift, whatever else may be written there.

internal import WritSpec

extension Place {
    /// The keywords of the schema that stands here, without what it refers to. `SchemaView` has that, too.
    var schema: SchemaObject { SchemaObject(place: self) }
}

struct SchemaObject {
    let place: Place

    private func flag(_ keyword: Keyword) -> Bool { place.node[keyword]?.boolean == true }
    private func text(_ keyword: Keyword) -> String? { place.node[keyword]?.string }
    private func list(_ keyword: Keyword) -> [Place] { place[keyword]?.items ?? [] }
    private func named(_ keyword: Keyword) -> [(key: String, place: Place)] { place[keyword]?.entries ?? [] }

    /// A length or a count; nil where it is none.
    func count(_ keyword: Keyword) -> Int? { place.node[keyword]?.int.flatMap { $0 >= 0 ? $0 : nil } }

    /// The schemas that lie in it under keywords that are meant.
    func parts(where isMeant: (SchemaKeyword) -> Bool = { _ in true }) -> [Place] {
        place.entries.flatMap { key, value -> [Place] in
            guard let keyword = SchemaKeyword.of(key: key), isMeant(keyword) else { return [] }
            return value.schemas(keyword.row.shape.holding)
        }
    }

    /// Its keywords that say something of values: no words, no extensions but ours, and nothing that is no keyword.
    var speaking: Set<Keyword> {
        Set(
            place.entries.compactMap { key, _ in
                SchemaKeyword.of(key: key).flatMap { $0.role == .annotation ? nil : $0.name }
            })
    }

    // MARK: Any value

    /// The names of its types, where it names any. Null is often written as a value.
    var types: [String] {
        guard let type = place.node[.type] else { return [] }
        return (type.sequence ?? [type]).compactMap { $0.string ?? ($0.isNull ? "null" : nil) }
    }
    /// Its type, where it names one and no list.
    var type: String? { text(.type) }
    var isNullable: Bool { flag(.nullable) }
    var values: [Place] { list(.enum) }
    var allOf: [Place] { list(.allOf) }
    var oneOf: [Place] { list(.oneOf) }
    var anyOf: [Place] { list(.anyOf) }
    /// Its lists of other schemas for the same value.
    var combined: [Place] { SchemaKeyword.combining.flatMap(list) }

    // MARK: Objects

    var properties: [(key: String, place: Place)] { named(.properties) }
    func property(_ name: String) -> Place? { place[.properties]?[named: name] }
    var patternProperties: [(key: String, place: Place)] { named(.patternProperties) }
    var required: [String] { (place.node[.required]?.sequence ?? []).compactMap(\.string) }
    /// `additionalProperties: false`.
    var isClosed: Bool { place.node[.additionalProperties]?.boolean == false }

    // MARK: Arrays, texts and numbers

    /// The schemas of the first items: `prefixItems`, or a list in `items` as it was before OpenAPI 3.1.
    var firstItems: [Place] {
        if let items = place[.items], items.node.sequence != nil { return items.items }
        return list(.prefixItems)
    }
    /// The schema of all items behind these; of a list in `items` it is `additionalItems`.
    var otherItems: Place? {
        guard let items = place[.items] else { return nil }
        return items.node.sequence == nil ? items : place[.additionalItems]
    }
    var hasUniqueItems: Bool { flag(.uniqueItems) }
    var format: String? { text(.format) }
    var pattern: String? { text(.pattern) }
    var contentEncoding: String? { text(.contentEncoding) }

    // MARK: Words

    var title: String? { text(.title) }
    var description: String? { text(.description) }
    var isDeprecated: Bool { flag(.deprecated) }
    /// Its extension that says whether values beyond those that are listed are taken.
    var isOpen: Bool? { place.node[.writOpen]?.boolean }
}
