// Answers and bodies that are values one after the other: event streams, JSON Lines and JSON text sequences.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    /// What an event stream carries as its events' data: text where nothing says more.
    ///
    /// An item that is described as an event, with `data` and its companions, is typed by what its data are; any other one
    /// is the data itself, as documents of before 3.2 have it.
    func eventItem(_ media: Place, _ direction: Direction, home: TypeHome) -> ValueSchema? {
        guard let item = itemPlace(of: media) ?? media[.schema] else { return ValueSchema(.string) }
        guard let data = resolution.eventData(of: item) else { return schemas.resolve(item, direction, home: home) }
        if let content = data[.contentSchema] {
            resolution.contentNotes.typed.insert(data.pointer)
            return schemas.resolve(content, direction, home: home)
        }
        return isText(data) ? eventText(data, direction) : schemas.resolve(data, direction, home: home)
    }

    /// The text of an event's data, as it stands there and without quotes: a string, and a rule for what else is said of it.
    private func eventText(_ data: Place, _ direction: Direction) -> ValueSchema? {
        guard resolution.checkKeywords(data, as: .schema) else { return nil }
        var text = ValueSchema(.string)
        if data.schema.speaking.contains(where: { $0 != .type && SchemaKeyword.validating.contains($0) }) {
            text.constraints.rule = schemas.plan.name([(data, nil)], direction)
        }
        return text
    }

    /// Values of a schema with a line or a record for each; bytes where none describes them.
    func valueSequence(_ media: Place, _ type: String, _ format: Answer.SequenceFormat, home: TypeHome) -> Answer.Body? {
        guard let item = valueItem(of: media) else { return .bytes(mediaType: type) }
        return schemas.resolve(item, .answer, home: home).map { .sequence(mediaType: type, format, item: $0) }
    }

    /// The schema of each line or record; nil where none describes them.
    func valueItem(of media: Place) -> Place? { itemPlace(of: media) ?? describedItem(of: media) }

    private func itemPlace(of media: Place) -> Place? { media[.itemSchema] ?? media[.writItemSchema] }

    /// A schema of all the values, or of one: both are found.
    private func describedItem(of media: Place) -> Place? {
        guard let schema = media[.schema], let target = resolution.follow(schema, as: .schema), !isText(target) else {
            return nil
        }
        return target.schema.type == "array" ? target[.items] : schema
    }

    private func isText(_ schema: Place) -> Bool { schema.schema.type == "string" }
}

extension Resolution {
    /// What an item that is described as an event says of its data; nil where the item is the data.
    func eventData(of item: Place) -> Place? {
        guard let target = follow(item, as: .schema), let properties = target[.properties],
            let data = properties[named: "data"],
            properties.entries.allSatisfy({ ["data", "event", "id", "retry", "comment"].contains($0.key) }),
            properties.entries.count > 1 || data[.contentSchema] != nil || data[.contentMediaType] != nil
        else { return nil }
        return follow(data, as: .schema)
    }

    /// What the text of an event's data holds.
    func eventContent(of item: Place) -> Place? { eventData(of: item)?[.contentSchema] }
}
