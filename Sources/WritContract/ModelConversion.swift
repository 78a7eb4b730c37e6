// What one model gives another: a schema that holds another one, the two directions of one schema, a patch and what it changes.

/// How a value of one declared type is put into one of another.
package struct ModelConversion: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The target is made of the source and what that leaves out, and takes over its fields.
        case model
        /// The target is a union, made of the source case by case.
        case union([UnionConversion])
        /// The source is a patch of the target.
        case patch
    }

    package var kind: Kind
    package var source: TypeName
    package var target: TypeName
    /// The fields that both have, in the target's order; for a union none.
    package var fields: [FieldConversion]

    package init(kind: Kind, source: TypeName, target: TypeName, fields: [FieldConversion]) {
        self.kind = kind
        self.source = source
        self.target = target
        self.fields = fields
    }
}

/// A case that both unions have.
package struct UnionConversion: Sendable, Hashable {
    package var swiftName: String
    /// Nil: the case has no value.
    package var value: ValueConversion?

    package init(swiftName: String, value: ValueConversion?) {
        self.swiftName = swiftName
        self.value = value
    }
}

/// A field of the source that has its place in the target.
package struct FieldConversion: Sendable, Hashable {
    /// What a property's Swift type says beside its value.
    package enum Form: Sendable, Hashable {
        /// The value itself.
        case plain
        /// An optional that is nil where the property is absent.
        case optional
        /// An optional that is nil where the property is null.
        case nullable
        /// `Presence`
        case presence
    }

    package var sourceName: String
    package var targetName: String
    package var source: Form
    package var target: Form
    package var value: ValueConversion

    package init(sourceName: String, targetName: String, source: Form, target: Form, value: ValueConversion) {
        self.sourceName = sourceName
        self.targetName = targetName
        self.source = source
        self.target = target
        self.value = value
    }
}

/// How a value becomes that of the other type.
package indirect enum ValueConversion: Sendable, Hashable {
    case same
    /// A type that is made of the other one by a conversion of its own.
    case model(from: TypeName, to: TypeName)
    /// Each item, or each value of a map.
    case items(ValueConversion)
    case values(ValueConversion)
}
