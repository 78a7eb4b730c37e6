// The body of a request: one content or several, each for the media types that it comes in.

package struct RequestBody: Sendable, Hashable {
    package var isRequired: Bool
    /// What is taken, in the document's order; at least one.
    package var contents: [BodyContent]
    /// `body`, or another name where a parameter has that.
    package var swiftName: String
    /// The enumeration with a case for each content; nil where there is one content only.
    package var choice: TypeName?
    /// What the document allows of this body (`x-writ-body-bytes-max`); nil: what the server's configuration says.
    package var bytesMax: Int?
    package var documentation: String?

    package init(
        isRequired: Bool, contents: [BodyContent], swiftName: String, choice: TypeName?, bytesMax: Int? = nil,
        documentation: String?
    ) {
        self.isRequired = isRequired
        self.contents = contents
        self.swiftName = swiftName
        self.choice = choice
        self.bytesMax = bytesMax
        self.documentation = documentation
    }
}

/// One way to send a body: media types that carry the same values in the same form.
package struct BodyContent: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// JSON of the schema's values.
        case json
        /// UTF-8 text: the schema is a string.
        case text
        /// `application/x-www-form-urlencoded`: the schema is an object whose properties are the fields.
        case form(URLEncodedForm)
        /// `multipart/form-data` and its kin.
        case multipart(MultipartForm)
        /// Bytes as they come, of whatever media type; the schema says nothing.
        case stream
        /// Values one after the other, each of the schema, as they come: lines or records of JSON.
        case sequence(Answer.SequenceFormat)
    }

    /// Media types and ranges such as `image/*`, in small letters, in the document's order; with the parameters that tell them
    /// from others.
    package var mediaTypes: [String]
    package var kind: Kind
    package var schema: ValueSchema
    /// The case of the body's enumeration, where there are several contents.
    package var caseName: String
    /// How many bytes the schema allows of a stream (`maxLength`).
    package var bytesMax: Int?
    /// What the events of an event stream are checked against beside their data, by `RuleList.numbers`.
    package var eventRule: String?

    package init(mediaTypes: [String], kind: Kind, schema: ValueSchema, caseName: String) {
        self.mediaTypes = mediaTypes
        self.kind = kind
        self.schema = schema
        self.caseName = caseName
    }
}

/// A form of parts: a struct of its own, since parts are read by name and some are files.
package struct MultipartForm: Sendable, Hashable {
    /// `SendPhoto.Form`
    package var typeName: TypeName
    /// The type of the contract that is read from the parts, which are its properties in their order; nil: a struct of the
    /// form's own.
    package var model: TypeName?
    package var parts: [FormPart]
    /// Parts of other names are refused.
    package var isClosed: Bool
    package var documentation: String?

    package init(typeName: TypeName, parts: [FormPart], isClosed: Bool, documentation: String?) {
        self.typeName = typeName
        self.parts = parts
        self.isClosed = isClosed
        self.documentation = documentation
    }

    /// Whether a part is a file: then the handler may take the parts as they come.
    package var hasFiles: Bool { parts.contains { $0.kind == .file } }
}

/// One part of a form, or several of one name.
package struct FormPart: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// A primitive as text.
        case text
        /// JSON of the schema.
        case json
        /// Bytes, with the name of a file and a media type.
        case file
    }

    package var wireName: String
    package var swiftName: String
    package var kind: Kind
    /// Of one part: the items' where `isRepeated`.
    package var schema: ValueSchema
    /// An array: a part for each item.
    package var isRepeated: Bool
    /// How many there may be, where it is repeated.
    package var minItems: Int?
    package var maxItems: Int?
    package var presence: Presence
    /// The media types and ranges that the part may have; empty: any.
    package var mediaTypes: [String]
    package var documentation: String?

    package init(
        wireName: String, swiftName: String, kind: Kind, schema: ValueSchema, isRepeated: Bool, minItems: Int? = nil,
        maxItems: Int? = nil, presence: Presence, mediaTypes: [String] = [], documentation: String? = nil
    ) {
        self.wireName = wireName
        self.swiftName = swiftName
        self.kind = kind
        self.schema = schema
        self.isRepeated = isRepeated
        self.minItems = minItems
        self.maxItems = maxItems
        self.presence = presence
        self.mediaTypes = mediaTypes
        self.documentation = documentation
    }
}
