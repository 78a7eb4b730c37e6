// What an answer's body has of a problem document (RFC 9457): so that a server can write one without the body's type.

/// The members that a JSON body may have, and what each may be.
package struct ProblemForm: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case string, integer, number, boolean, any
        /// A value that only the body's own type can write.
        case other
    }

    package struct Member: Sendable, Hashable {
        package var name: String
        package var kind: Kind
        package var isRequired: Bool

        package init(name: String, kind: Kind, isRequired: Bool) {
            self.name = name
            self.kind = kind
            self.isRequired = isRequired
        }
    }

    package var members: [Member]
    /// Members that are not listed may be there, whatever they are.
    package var takesOthers: Bool

    package init(members: [Member], takesOthers: Bool) {
        self.members = members
        self.takesOthers = takesOthers
    }
}
