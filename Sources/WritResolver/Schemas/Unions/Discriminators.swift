// Which alternative each value of a discriminating property means: the mapping first, then names, then what is listed.

internal import WritContract
internal import WritSpec

/// A value of a property as texts go: the text that a mapping has for it, and its JSON.
struct TagValue: Hashable {
    let text: String
    let json: String

    /// Nil for what a text can't stand for: null, lists, objects, and numbers with a fraction, which are written in many ways.
    init?(_ json: String) {
        self.json = json
        if json.hasPrefix("\"") {
            text = Self.unescaped(json)
        } else if json == "true" || json == "false" || json.allSatisfy({ $0 == "-" || $0.isWholeNumber }) {
            text = json
        } else {
            return nil
        }
    }

    var isText: Bool { json.hasPrefix("\"") }

    /// The text of a JSON string as `Node.json` writes it.
    private static func unescaped(_ json: String) -> String {
        guard json.contains("\\") else { return String(json.dropFirst().dropLast()) }
        var text = String.UnicodeScalarView()
        var left = json.unicodeScalars.dropFirst().dropLast()
        while let scalar = left.popFirst() {
            guard scalar == "\\", let escape = left.popFirst() else {
                text.append(scalar)
                continue
            }
            let digits = escape == "u" ? String(String.UnicodeScalarView(left.prefix(4))) : ""
            left = left.dropFirst(digits.unicodeScalars.count)
            let controls: [Unicode.Scalar: Unicode.Scalar] = ["n": "\n", "r": "\r", "t": "\t", "b": "\u{8}", "f": "\u{C}"]
            text.append(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? controls[escape] ?? escape)
        }
        return String(text)
    }
}

struct DiscriminatorTable {
    struct Alternative {
        /// What the mapping says.
        var mapped: [String] = []
        /// The name of its schema.
        var name: String?
        /// The values that its property lists.
        var listed: [TagValue] = []
        /// The property may have other values than those, too.
        var isOpen = true

        func takes(_ text: String) -> Bool { isOpen || listed.contains { $0.text == text } }
    }

    let alternatives: [Alternative]
    /// Which alternative a text means.
    private(set) var owners: [String: Int] = [:]
    /// Texts that several alternatives list, and that neither mapping nor name gives to one.
    private(set) var shared: Set<String> = []

    init(_ alternatives: [Alternative]) {
        self.alternatives = alternatives
        for (index, alternative) in alternatives.enumerated() {
            for text in alternative.mapped where owners[text] == nil { owners[text] = index }
        }
        for (index, alternative) in alternatives.enumerated() {
            if let name = alternative.name, owners[name] == nil, alternative.takes(name) { owners[name] = index }
        }
        var listing: [String: Set<Int>] = [:]
        for (index, alternative) in alternatives.enumerated() {
            for value in alternative.listed where owners[value.text] == nil { listing[value.text, default: []].insert(index) }
        }
        for (text, indices) in listing {
            if indices.count == 1 { owners[text] = indices.first } else { shared.insert(text) }
        }
    }

    /// The texts that mean the alternative.
    func texts(of index: Int) -> [String] {
        let own = alternatives[index]
        var seen: Set<String> = []
        return (own.mapped + own.listed.map(\.text) + [own.name].compactMap { $0 })
            .filter { owners[$0] == index && seen.insert($0).inserted }
    }

    /// The values that several alternatives list, this one among them.
    func sharedValues(of index: Int) -> [TagValue] { alternatives[index].listed.filter { shared.contains($0.text) } }

    /// No text means it by itself.
    func isTextless(_ index: Int) -> Bool { texts(of: index).isEmpty && sharedValues(of: index).isEmpty }

    /// Whether a value of the property leads to it that it takes itself. What has no value of its own is what is left over.
    func isReachable(_ index: Int) -> Bool {
        let texts = texts(of: index)
        if texts.contains(where: alternatives[index].takes) || !sharedValues(of: index).isEmpty { return true }
        return texts.isEmpty && alternatives[index].isOpen && alternatives[index].listed.isEmpty
    }
}

extension SchemaResolver {
    /// Nil where no discriminator speaks of the alternatives. Those that are no objects have nothing in the table.
    func discriminatorTable(
        _ discriminator: Place, _ members: [UnionMember], _ shapes: [[UnionShapeKind]]
    ) -> DiscriminatorTable? {
        guard let property = discriminator.discriminatingName else { return nil }
        let mapping = (discriminator[.mapping]?.entries ?? []).compactMap { text, place in
            resolution.mappedSchema(place).map { (text: text, schema: $0) }
        }
        let meant = indices(of: members)
        var mapped: [Int: [String]] = [:]
        for (text, schema) in mapping {
            if let index = meant[schema.pointer] ?? nearest(schema, members) { mapped[index, default: []].append(text) }
        }
        let table = DiscriminatorTable(
            members.indices.map { index in
                guard shapes[index].contains(where: \.isObject) else { return DiscriminatorTable.Alternative() }
                return alternative(members[index], shapes[index], property, mapped: mapped[index] ?? [])
            })
        return table.owners.isEmpty ? nil : table
    }

    private func alternative(
        _ member: UnionMember, _ shapes: [UnionShapeKind], _ property: String, mapped: [String]
    ) -> DiscriminatorTable.Alternative {
        var alternative = DiscriminatorTable.Alternative(
            mapped: mapped, name: schema(of: member).map(resolution.discriminatedName))
        let tags = shapes.compactMap(\.object).map { object in object.tags.first { $0.name == property } }
        var seen: Set<String> = []
        alternative.listed = tags.flatMap { $0?.values ?? [] }.compactMap(TagValue.init).filter { seen.insert($0.text).inserted }
        alternative.isOpen = tags.contains { $0 == nil }
        return alternative
    }

    /// What the alternative refers to, whether or not more is said beside the reference.
    private func schema(of member: UnionMember) -> Place? {
        member.target ?? (member.place[.ref] == nil ? nil : resolution.follow(member.place, as: .schema))
    }

    /// The first alternative that each schema is, or that refers to it.
    private func indices(of members: [UnionMember]) -> [Pointer: Int] {
        var indices: [Pointer: Int] = [:]
        for (index, member) in members.enumerated() {
            for pointer in [schema(of: member)?.pointer, member.place.pointer] {
                if let pointer, indices[pointer] == nil { indices[pointer] = index }
            }
        }
        return indices
    }

    /// The alternative that has the mapped schema among its own alternatives, or among those that extend it.
    private func nearest(_ mapped: Place, _ members: [UnionMember]) -> Int? {
        members.firstIndex { member in
            guard let schema = schema(of: member) else { return false }
            if resolution.extends(mapped, schema) || resolution.lists(schema, mapped) { return true }
            let subtypes = resolution.subtypes(of: schema)
            return resolution.spend(subtypes.count, at: mapped) && subtypes.contains { $0.pointer == mapped.pointer }
        }
    }
}

extension Resolution {
    /// Whether `other` is one of the alternatives of `schema`, at any depth.
    fileprivate func lists(_ schema: Place, _ other: Place) -> Bool {
        leads(from: schema, to: other, by: SchemaKeyword.alternatives)
    }

    /// Whether `other` is among what holds for the same value as `schema`, at any depth.
    func leads(from schema: Place, to other: Place, by keywords: [Keyword] = SchemaKeyword.combining) -> Bool {
        var waiting = [schema]
        var seen: Set<Pointer> = [schema.pointer]
        while let place = waiting.popLast() {
            if place.pointer == other.pointer { return true }
            guard spend(WorkBudget.Cost.place, at: place) else { return false }
            let members = keywords.flatMap { place[$0]?.items ?? [] }
            for member in [place] + members {
                // More may stand beside a reference.
                let targets = [member] + (member[.ref] == nil ? [] : [follow(member, as: .schema)].compactMap { $0 })
                waiting += targets.filter { seen.insert($0.pointer).inserted }
            }
        }
        return false
    }
}

extension UnionShapeKind {
    var object: UnionObject? { if case .object(let object) = self { object } else { nil } }
    var isObject: Bool { object != nil }
}
