// What several operations and types have alike, under names that tell what it holds.

/// Types that belong to no operation and to no schema: each is named after its content alone, and stands in a place of its own.
/// One more operation that has the like changes nothing of those before it.
package struct SharedTypes: Sendable, Equatable {
    /// The enumerations around them, which no other type may be called like.
    package static let failures = "Failures"
    package static let inputs = "Inputs"
    package static let values = "Shared"

    /// One of an operation's types: an operation that declares nothing else, without words of its own.
    package struct Part: Sendable, Equatable {
        /// `Failures.NotFoundProblem`
        package var name: TypeName
        package var operation: Operation

        package init(name: TypeName, operation: Operation) {
            self.name = name
            self.operation = operation
        }
    }

    package var failures: [Part] = []
    package var inputs: [Part] = []
    /// `Shared.AscOrDesc`
    package var values: [TypeDeclaration] = []

    package init() {}
}
