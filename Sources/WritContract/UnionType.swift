// Values of one of several types (`oneOf`, `anyOf`, a list of types), and how a reader tells which one stands there.

package struct UnionType: Sendable, Hashable {
    package var cases: [UnionCase]
    package var decision: UnionDecision
    /// The rule of each case, by `RuleList.numbers`, where a value may be of several and the decision goes by them; else empty.
    package var alternatives: [String] = []

    package init(cases: [UnionCase], decision: UnionDecision) {
        self.cases = cases
        self.decision = decision
    }
}

package struct UnionCase: Sendable, Hashable {
    package var swiftName: String
    /// Never nullable: where one of the types takes null, the whole union does.
    package var schema: ValueSchema
    /// Kept behind a reference (`indirect`): the union would contain itself otherwise, or be large.
    package var isBoxed: Bool
    package var documentation: String?
    /// The JSON text of the only value that the case has; nil where it carries one. `schema` is what sort of value that is.
    package var constant: String?
    /// The property of the case's value that readers tell the case by; nil where any other property does, or none.
    package var tag: UnionCaseTag?

    package init(swiftName: String, schema: ValueSchema, isBoxed: Bool = false, documentation: String? = nil) {
        self.swiftName = swiftName
        self.schema = schema
        self.isBoxed = isBoxed
        self.documentation = documentation
    }
}

/// A property of a case's value, and what it must be for readers to find the case.
package struct UnionCaseTag: Sendable, Hashable {
    package var swiftName: String
    /// The first is written where the value has none of them.
    package var values: [DefaultValue]

    package init(swiftName: String, values: [DefaultValue]) {
        self.swiftName = swiftName
        self.values = values
    }
}

/// How the case of a value is found before the value is read: in one look, and never by trying one after the other.
package enum UnionDecision: Sendable, Hashable {
    /// By the text of a property that all cases have: which case each text means, and the case of all other texts.
    case property(String, values: [UnionValue], fallback: Int?)
    /// The same, and for all other texts, and values that are no objects, by what cases take: not all cases are listed there.
    case propertyOrShapes(String, values: [UnionValue], shapes: [UnionShape])
    /// By what each case takes; of several that fit, the one that fits best.
    case shapes([UnionShape])
}

extension UnionDecision {
    /// The property that tells the case, with the texts that do.
    package var property: (name: String, values: [UnionValue])? {
        switch self {
        case .property(let name, let values, _), .propertyOrShapes(let name, let values, _): (name, values)
        case .shapes: nil
        }
    }

    /// What is looked at where no text tells the case.
    package var shapes: [UnionShape] {
        switch self {
        case .property: []
        case .propertyOrShapes(_, _, let shapes), .shapes(let shapes): shapes
        }
    }
}

package struct UnionValue: Sendable, Hashable {
    /// The string itself, the number's digits, or `true` or `false`.
    package var value: String
    /// An index into `UnionType.cases`.
    package var unionCase: Int

    package init(value: String, unionCase: Int) {
        self.value = value
        self.unionCase = unionCase
    }
}

/// What one case takes, as far as it tells the case from others. A case may have several.
package struct UnionShape: Sendable, Hashable {
    package var unionCase: Int
    package var kind: UnionShapeKind

    package init(unionCase: Int, kind: UnionShapeKind) {
        self.unionCase = unionCase
        self.kind = kind
    }
}

package indirect enum UnionShapeKind: Sendable, Hashable {
    case any, boolean, integer, number
    /// Any text, or those of a closed list.
    case string([String])
    /// Text of a format that is checked.
    case format(TextFormat)
    /// An array whose items have one of these shapes; none listed: any.
    case array([UnionShapeKind])
    case object(UnionObject)
}

package struct UnionObject: Sendable, Hashable {
    package var required: [String]
    /// Known names that are not required.
    package var optional: [String]
    package var isClosed: Bool
    /// Properties that have one of a few values, which tell the case.
    package var tags: [UnionTag]

    package init(required: [String], optional: [String], isClosed: Bool, tags: [UnionTag]) {
        self.required = required
        self.optional = optional
        self.isClosed = isClosed
        self.tags = tags
    }
}

package struct UnionTag: Sendable, Hashable {
    package var name: String
    /// The values as JSON texts: `"cat"`, `1`, `true`.
    package var values: [String]

    package init(name: String, values: [String]) {
        self.name = name
        self.values = values
    }
}

/// An array with a type for each of its first items (`prefixItems`).
package struct TupleType: Sendable, Hashable {
    /// Required ones first; `wireName` is the position.
    package var elements: [Property]
    /// What may follow; nil: nothing.
    package var rest: ValueSchema?
    /// The property that keeps what follows.
    package var restName: String
    package var constraints: Constraints

    package init(elements: [Property], rest: ValueSchema?, restName: String, constraints: Constraints) {
        self.elements = elements
        self.rest = rest
        self.restName = restName
        self.constraints = constraints
    }
}
