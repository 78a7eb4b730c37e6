// One parameter of an operation: where it stands, how it is written there, and what it is.

package struct Parameter: Sendable, Hashable {
    package enum Location: String, Sendable {
        case path, query, header, cookie
        /// The query as a whole.
        case querystring
    }

    /// The styles of the specification's table.
    package enum Style: String, Sendable, CaseIterable {
        case matrix, label, simple, form, spaceDelimited, pipeDelimited, deepObject, cookie
    }

    /// How the value is read from its text or texts.
    package enum Reading: Sendable, Hashable {
        /// A primitive, or a list of them, straight from the text.
        case plain
        /// JSON in one text (`content: application/json`).
        case json
        /// Whatever the form's shape makes of it.
        case form(FormShape)
        /// The same for an object whose properties are pairs of their own; `takesOthers`: also those that no parameter names.
        case members(FormShape, takesOthers: Bool)
    }

    package var wireName: String
    package var swiftName: String
    package var location: Location
    package var schema: ValueSchema
    package var presence: Presence
    package var style: Style
    /// A pair, piece or field for each item or property, rather than one for all.
    package var isExploded: Bool
    package var reading: Reading
    /// What `encoding` says of single fields, where the query as a whole is a form.
    package var encodings: [String: URLEncodedForm.Encoding] = [:]
    /// An empty text is as good as none.
    package var allowsEmptyValue: Bool
    package var documentation: String?
    package var isDeprecated: Bool
    /// The parameter's name under `components`, where it is written there.
    package var component: String?

    package init(
        wireName: String, swiftName: String, location: Location, schema: ValueSchema, presence: Presence, style: Style,
        isExploded: Bool, reading: Reading, allowsEmptyValue: Bool = false, documentation: String?, isDeprecated: Bool
    ) {
        self.wireName = wireName
        self.swiftName = swiftName
        self.location = location
        self.schema = schema
        self.presence = presence
        self.style = style
        self.isExploded = isExploded
        self.reading = reading
        self.allowsEmptyValue = allowsEmptyValue
        self.documentation = documentation
        self.isDeprecated = isDeprecated
    }
}
