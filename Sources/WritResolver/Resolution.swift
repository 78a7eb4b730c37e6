// What the passes share: the document, the options, and services that each have a file.

internal import WritContract
internal import WritSpec

/// The version of the specification that a document is written to.
enum Dialect: Sendable {
    case openAPI30, openAPI31

    var name: String {
        switch self {
        case .openAPI30: "3.0"
        case .openAPI31: "3.1"
        }
    }
}

/// What all passes are given. What one of them finds out is its result, which the next one takes: see `resolve.swift`.
final class Resolution {
    let document: Document
    let options: ResolverOptions
    /// How schemas are read. 3.2 has those of 3.1, and what is converted from 2.0 those of 3.0.
    var dialect = Dialect.openAPI31
    /// The second number of the version.
    var minorVersion = 1

    let log = DiagnosticLog()
    /// The document and the files that its references lead to.
    let files: DescriptionFiles
    /// Converts further files; nil where the document is not of Swagger 2.0.
    var swagger: SwaggerConversion?
    let objects = CheckedObjects()
    let budget: Budget
    private(set) lazy var hierarchies = SchemaHierarchies(self)
    let ruleNotes = RuleNotes()
    let contentNotes = ContentNotes()
    let listedValues = ListedValues()
    /// The patterns that were met so far.
    var patterns = PatternRegistry()

    init(_ library: DocumentLibrary, options: ResolverOptions) {
        self.document = library.main
        self.files = DescriptionFiles(library)
        self.options = options
        budget = Budget(stepsMin: options.workStepsMin)
    }

    var root: Place { files.main.rootPlace }

    /// Whether any list of texts may take other texts.
    var hasOpenLists: Bool { options.hasOpenEnumerations || objects.hasOpenLists }
}
