// How a document may be read where it goes beyond what is handled.

/// How the document may be read where it goes beyond what is handled.
package struct ResolverOptions: Sendable {
    /// Codes of refusals that shall be warnings (`--allow`).
    package var allowed: Set<String>
    /// The name of the API type without its ending; made from the title where it is nil.
    package var name: String?
    /// Lists of strings take others too (`--open-enums`).
    package var hasOpenEnumerations = false
    /// XML is carried as bytes (`--raw-xml`), rather than left out or refused.
    package var isXMLRaw: Bool
    /// A schema without a `type` has none, rather than the one that its keywords suggest (`--types stated`).
    package var typesAreStated = false
    /// Text must be of its `format` (`--formats assert`).
    package var assertsFormats = true
    /// The bodies of answers have rules too (`--validate-answers`).
    package var validatesAnswers = false
    /// Types that requests don't bring are read all the same, with the rules of their schemas.
    package var readsAllTypes = true
    /// Which operations are generated.
    package var filter: OperationFilter
    /// What breaks the specification is an error where it could be put up with, too: for `writ check`.
    package var isStrict = false
    /// Which formats and schemas are types of the application's own.
    package var types = TypeMapping()
    /// The work that every document may ask for, in steps, besides those for each of its bytes.
    package var workStepsMin = 4_000_000

    package init(
        allowed: Set<String> = [], name: String? = nil, isXMLRaw: Bool = false, filter: OperationFilter = OperationFilter()
    ) {
        self.allowed = allowed
        self.name = name
        self.isXMLRaw = isXMLRaw
        self.filter = filter
    }
}
