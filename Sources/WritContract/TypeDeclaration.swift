// The declared types of a contract: objects, enumerations and other names for values.

package struct TypeDeclaration: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case object(ObjectType)
        case stringEnumeration([EnumerationCase])
        case integerEnumeration(IntegerType, [EnumerationCase])
        /// Known strings, and any other one beside them.
        case openEnumeration([EnumerationCase])
        /// A closed list of other JSON values: each case's value is its JSON text.
        case valueEnumeration([EnumerationCase])
        case union(UnionType)
        case tuple(TupleType)
        /// A struct around a value that would have no type otherwise, since it contains itself: an array of itself.
        case wrapper(ValueSchema)
        /// Another name for values that need no type of their own.
        case alias(ValueSchema)
    }

    package var name: TypeName
    package var kind: Kind
    package var documentation: String?
    /// What the author calls the schema.
    package var title: String?
    package var isDeprecated: Bool
    package var nested: [TypeDeclaration]
    /// What values of the type must keep besides, by `RuleList.numbers`.
    package var rule: String?
    /// Read from request bodies.
    package var isRead: Bool
    /// Read from parameters.
    package var isParameter: Bool
    /// Written in answers.
    package var isWritten: Bool
    /// What it is made of besides, and what it is a patch of; set when all else is decided.
    package var conversions: [ModelConversion] = []

    package init(
        name: TypeName, kind: Kind, documentation: String? = nil, isDeprecated: Bool = false,
        nested: [TypeDeclaration] = [], isRead: Bool = false, isParameter: Bool = false, isWritten: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.documentation = documentation
        self.isDeprecated = isDeprecated
        self.nested = nested
        self.isRead = isRead
        self.isParameter = isParameter
        self.isWritten = isWritten
    }
}

package struct ObjectType: Sendable, Hashable {
    package var properties: [Property]
    package var additional: AdditionalProperties
    package var minProperties: Int?
    package var maxProperties: Int?
    /// Properties that this direction does not carry (`readOnly` in a request): skipped when they come.
    package var ignoredNames: [String]
    /// Properties that the status of an answer tells, where the value is the body of a failure: `status` and `title`.
    package var filled: [String] = []

    package init(
        properties: [Property], additional: AdditionalProperties, minProperties: Int? = nil,
        maxProperties: Int? = nil, ignoredNames: [String] = []
    ) {
        self.properties = properties
        self.additional = additional
        self.minProperties = minProperties
        self.maxProperties = maxProperties
        self.ignoredNames = ignoredNames
    }
}

package enum AdditionalProperties: Sendable, Hashable {
    /// Not mentioned by the schema: allowed and skipped.
    case skipped
    /// `additionalProperties: false`
    case forbidden
    /// Kept in a property of the Swift type, by that name.
    case kept(ValueSchema, swiftName: String)
}

package struct Property: Sendable, Hashable {
    package var wireName: String
    package var swiftName: String
    package var schema: ValueSchema
    package var presence: Presence
    package var documentation: String?
    package var isDeprecated: Bool
    /// Kept behind a reference, because the type would otherwise contain itself.
    package var isBoxed: Bool
    /// What it is where the application says nothing: the value that tells the type from others, or the only one there is.
    package var tag: DefaultValue?
    /// There is no other value than `tag`: nobody says it, and nobody changes it.
    package var isConstant = false

    package init(
        wireName: String, swiftName: String, schema: ValueSchema, presence: Presence, documentation: String? = nil,
        isDeprecated: Bool = false, isBoxed: Bool = false
    ) {
        self.wireName = wireName
        self.swiftName = swiftName
        self.schema = schema
        self.presence = presence
        self.documentation = documentation
        self.isDeprecated = isDeprecated
        self.isBoxed = isBoxed
    }
}

/// How a property's absence shows in Swift; with the schema's `isNullable` this decides the property's type.
///
///                 not nullable      nullable
///     required    T                 T?   (null is nil)
///     optional    T?                Presence<T>: absent, null and a value are three things
///     defaulted   T                 T?   (absent is the default, null is nil)
package enum Presence: Sendable, Hashable {
    case required
    case optional
    case defaulted(DefaultValue)
}

package struct EnumerationCase: Sendable, Hashable {
    package var swiftName: String
    /// The string itself, the integer's digits, or the JSON text of another value.
    package var value: String

    /// What the document says of this value alone.
    package var documentation: String?

    package init(swiftName: String, value: String, documentation: String? = nil) {
        self.swiftName = swiftName
        self.value = value
        self.documentation = documentation
    }
}
