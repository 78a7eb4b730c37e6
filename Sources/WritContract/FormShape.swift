// What the texts of a form stand for, so that they can be read as the JSON that a client could have sent instead.

/// The shape of a form or of a parameter that is more than a text. The first definition is the whole; the others are what
/// it refers to.
package struct FormShape: Sendable, Hashable {
    package var definitions: [FormNode]

    package init(_ definitions: [FormNode]) {
        self.definitions = definitions
    }
}

/// A form body: how its fields are encoded where the document says so, and its shape, once all types are known.
package struct URLEncodedForm: Sendable, Hashable {
    /// What the document's `encoding` says of one field.
    package struct Encoding: Sendable, Hashable {
        package var isJSON: Bool
        /// What one text is cut at; nil: a pair for each item or property.
        package var separator: FormValue.Separator?

        package init(isJSON: Bool, separator: FormValue.Separator?) {
            self.isJSON = isJSON
            self.separator = separator
        }
    }

    package var encodings: [String: Encoding]
    package var shape: FormShape

    package init(encodings: [String: Encoding]) {
        self.encodings = encodings
        shape = FormShape([])
    }
}

/// What stands in one place of a form: whichever of these the text, or the brackets behind its name, suit.
package indirect enum FormNode: Sendable, Hashable {
    /// What may stand there, all of it.
    case value(FormValue)
    /// A definition, by its index.
    case reference(Int)
}

package struct FormValue: Sendable, Hashable {
    package enum Scalar: String, Sendable, CaseIterable {
        case string, number, boolean, null
        /// JSON in a text (`contentType: application/json`).
        case json
        /// Text stays text, brackets make lists and objects.
        case anything
    }

    /// What one text is cut at to be a list or an object.
    package enum Separator: String, Sendable, CaseIterable {
        case comma, space, pipe, dot, semicolon
    }

    package struct Member: Sendable, Hashable {
        package var name: String
        package var node: FormNode

        package init(name: String, node: FormNode) {
            self.name = name
            self.node = node
        }
    }

    package var scalars: Set<Scalar> = []
    package var item: FormNode?
    /// What the first items of a list are, where these have types of their own.
    package var firstItems: [FormNode] = []
    package var members: [Member]?
    /// The shape of members that are not listed.
    package var others: FormNode?
    package var separator: Separator?
    /// An object's pieces are `name=value`; else names and values take turns.
    package var hasEquals = false
    /// A list's pieces have the parameter's name in front.
    package var isNamed = false

    package init(_ scalars: Set<Scalar> = []) {
        self.scalars = scalars
    }
}
