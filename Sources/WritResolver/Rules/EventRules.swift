// What is said of an event beside its data: its kind, its id and its retry.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    /// The rule for what an event stream's events have beside their data, and for what they must have; nil where nothing is said of it
    /// that isn't true of every event.
    func eventRule(_ media: Place, _ direction: Direction) -> String? {
        guard let item = media[.itemSchema] ?? media[.writItemSchema] ?? media[.schema],
            resolution.eventData(of: item) != nil, let event = resolution.follow(item, as: .schema)
        else { return nil }
        warnOfUncheckedEvents(event, direction)
        let fields = event.schema.properties.filter { $0.key != "data" && $0.key != "comment" }
        var asksForMore = event.entries.contains { key, value in
            guard let keyword = Keyword(key: key), isCheckedOfEvents(keyword, value.node) else { return false }
            // Events without data are none.
            return !(keyword == .required && value.items.allSatisfy { $0.node.string == "data" })
        }
        var properties = MappingSketch(at: event.node.location)
        for field in fields where isWritten(field) {
            guard let target = resolution.follow(field.place, as: .schema), asksForMoreThanType(target) else { continue }
            asksForMore = true
            properties.set(field.key, field.place.node)
        }
        guard asksForMore else { return nil }
        var rule = MappingSketch(at: event.node.location)
        for entry in event.node.mapping?.entries ?? [] {
            guard let keyword = Keyword(key: entry.key), isCheckedOfEvents(keyword, entry.value) else { continue }
            rule.take(entry)
        }
        if !properties.isEmpty { rule.set(.properties, properties.node) }
        let place = Place(node: rule.node, pointer: event.pointer.appending(named: "beside data"))
        return schemas.plan.name([(place, nil)], direction)
    }

    /// What counts an event's fields or names them, and what puts schemas together that say nothing of the data: these are checked by
    /// themselves.
    private func isCheckedOfEvents(_ keyword: Keyword, _ value: Node) -> Bool {
        switch keyword {
        case .required, .minProperties, .maxProperties, .dependentRequired, .propertyNames: true
        case .allOf, .anyOf, .oneOf, .not, .if, .then, .else, .dependentSchemas: !value.mayDescribeData
        default: false
        }
    }

    /// An event's kind and id are texts, and its retry is a number without a sign.
    private func isWritten(_ field: (key: String, place: Place)) -> Bool {
        guard let target = resolution.follow(field.place, as: .schema), let type = target.schema.type else { return true }
        let isFitting = field.key == "retry" ? ["integer", "number"].contains(type) : type == "string"
        if !isFitting {
            resolution.warn(
                "event-rule",
                "`\(field.key)` of an event is \(field.key == "retry" ? "a whole number" : "a text"), not a \(type)",
                at: target, hint: "say so in its schema: this one is not checked")
        }
        return isFitting
    }

    private func asksForMoreThanType(_ field: Place) -> Bool {
        field.entries.contains { key, value in
            guard let keyword = Keyword(key: key), SchemaKeyword.validating.contains(keyword), keyword != .type else {
                return false
            }
            return !(keyword == .minimum && value.node.int == 0)
        }
    }

    /// What may speak of the data and of its companions at once.
    private func warnOfUncheckedEvents(_ event: Place, _ direction: Direction) {
        let plain: Set<Keyword> = [.type, .properties, .additionalProperties]
        for (key, value) in event.entries {
            guard let keyword = Keyword(key: key), SchemaKeyword.validating.contains(keyword), !plain.contains(keyword),
                !isCheckedOfEvents(keyword, value.node)
            else { continue }
            resolution.warn(
                "event-rule", "`\(keyword)` is not checked of an event as a whole", at: value,
                location: event.keyLocation(keyword),
                hint: direction == .request ? "check it in the handler" : "keep to it in the handler")
        }
    }
}

extension Node {
    /// Whether a schema in it has a property `data`, or refers to one that may.
    fileprivate var mayDescribeData: Bool {
        switch value {
        case .mapping(let mapping):
            mapping.entries.contains { ["data", "$ref", "$dynamicRef"].contains($0.key) || $0.value.mayDescribeData }
        case .sequence(let items): items.contains(where: \.mayDescribeData)
        default: false
        }
    }
}
