// What the passes share: the document, the options, the diagnostics so far, and following of references.

internal import WritContract
internal import WritSpec

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

final class Resolution {
    let document: Document
    /// The document and the files that its references lead to.
    let files: DescriptionFiles
    let options: ResolverOptions
    /// How schemas are read. 3.2 has those of 3.1, and what is converted from 2.0 those of 3.0.
    var dialect = Dialect.openAPI31
    /// The second number of the version.
    var minorVersion = 1
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var hasErrors = false
    /// Keywords of schemas, by the schema's pointer, that no reader checks and rules do.
    private(set) var leftToRules: [Pointer: Set<Keyword>] = [:]
    /// Whether any list of texts may take other texts.
    private(set) lazy var hasOpenLists =
        options.hasOpenEnumerations
        || objects.contains { $0.place[.writOpen] != nil || $0.place[.extensibleEnum] != nil }
    /// Whether any schema has `readOnly` or `writeOnly` at all.
    private(set) lazy var hasDirections = objects.contains { $0.place[.readOnly] != nil || $0.place[.writeOnly] != nil }
    /// Whether any schema has a `$dynamicRef` at all.
    private(set) lazy var hasDynamicReferences = objects.contains { $0.place[.dynamicRef] != nil }
    /// Which schemas lead to a `$dynamicRef`, and which to a pattern that is not checked.
    var dynamicReach = Reach()
    var uncheckedReach = Reach()
    /// The fields that responses declare, by the pointers of the responses: many operations share them.
    var plainHeaders: [Pointer: [AnswerHeader]] = [:]
    /// Media Type Objects, and schemas of texts, that say what nothing reads: their pointers.
    var carriedAsTheyAre: Set<Pointer> = []
    /// Schemas of texts whose `contentSchema` a type is made of: their pointers.
    var typedContents: Set<Pointer> = []
    /// All objects of the document whose shape was checked, in that order: what reports and lint rules go by.
    var objects: [(kind: ObjectKind, place: Place)] = []
    /// Places whose shape was checked and, of these, whose keywords were; and what was said where, so that nothing is
    /// said twice.
    private var checked: Set<CheckedPlace> = []
    private var used: Set<CheckedPlace> = []
    private var said: Set<String> = []
    private var saidCodes: Set<String> = []
    /// Converts further files; nil where the document is not of Swagger 2.0.
    var swagger: SwaggerConversion?
    /// Files that were read before the main one was converted: what references in them lead to can't be put there yet.
    var waitingFiles: [DescriptionFile]?
    /// Which schemas extend which, and what was found of each that was asked for.
    lazy var subtypeIndex = SubtypeIndex(self)
    var subtypeLists: [Pointer: [Place]] = [:]
    /// Kinds of object that stood as a reference where none may.
    var warnedReferences: Set<ObjectKind> = []
    /// How many more slips of the pen are looked for, and how many names and letters that may take: a search reads many names.
    private var suggestionsLeft = 200
    private var comparedLettersLeft = 4_000_000
    /// The work that was asked for, and whether it was said that it is too much.
    var work: WorkBudget
    var saidTooMuch = false
    /// What references lead to in the end, by their places.
    var ends: [ObjectKind: [Pointer: ReferenceEnd]] = [:]
    /// What discriminators the bases of schemas have.
    var inheritedDiscriminators: [Pointer: Place?] = [:]
    /// The texts of lists of values that values of the document were looked for in, and what else is in them.
    var listedTexts: [Pointer: (texts: Set<String>, others: [Node])] = [:]
    /// The work that looking at values of the document has taken.
    var valueWork: WorkBudget
    /// The tags that the document describes, by their names.
    private(set) lazy var declaredTags: [String: Place] = Dictionary(
        (root[.tags]?.items ?? []).compactMap { tag in tag[.name]?.node.string.map { ($0, tag) } },
        uniquingKeysWith: { first, _ in first })
    /// More than anybody reads; the reader has its own limit.
    private static let diagnosticsMax = 2_000

    private struct CheckedPlace: Hashable {
        let kind: ObjectKind
        let pointer: Pointer
    }

    init(_ library: DocumentLibrary, options: ResolverOptions) {
        self.document = library.main
        self.files = DescriptionFiles(library)
        self.options = options
        work = WorkBudget(stepsMax: options.workStepsMin)
        valueWork = WorkBudget(stepsMax: options.workStepsMin)
    }

    /// The patterns that were met so far.
    var patterns = PatternRegistry()

    var root: Place { files.main.rootPlace }

    /// Takes over what was found when a further file was read.
    func add(_ found: [Diagnostic]) {
        diagnostics += found
        hasErrors = hasErrors || found.hasErrors
    }

    func isFirstCheck(of place: Place, as kind: ObjectKind) -> Bool {
        checked.insert(CheckedPlace(kind: kind, pointer: place.pointer)).inserted
    }

    func isFirstUse(of place: Place, as kind: ObjectKind) -> Bool {
        used.insert(CheckedPlace(kind: kind, pointer: place.pointer)).inserted
    }

    func report(
        _ severity: Diagnostic.Severity, _ code: String, _ message: String, at place: Place,
        location: SourceLocation? = nil, hint: String? = nil, related: [Diagnostic.Related] = []
    ) {
        // A value has one shape that is wrong, whoever finds it.
        let topic = code == "wrong-shape" ? "" : message
        saidCodes.insert("\(code) \(place.pointer)")
        guard said.insert("\(code) \(identity(of: place, at: location)) \(topic)").inserted else { return }
        let isFirstError = severity == .error && !hasErrors
        if severity == .error { hasErrors = true }
        guard diagnostics.count < Self.diagnosticsMax || isFirstError else { return }
        diagnostics.append(
            Diagnostic(
                severity, code, message, at: location ?? place.node.location, pointer: writtenPointer(of: place, at: location),
                hint: hint, related: related))
    }

    /// Whether a diagnostic with that code was made of the place.
    func hasSaid(_ code: String, at place: Place) -> Bool { saidCodes.contains("\(code) \(place.pointer)") }

    /// The name that was probably meant.
    func suggestion(for name: String, among names: @autoclosure () -> [String]) -> String? {
        guard suggestionsLeft > 0, comparedLettersLeft > 0 else { return nil }
        suggestionsLeft -= 1
        let candidates = names()
        comparedLettersLeft -= min(candidates.count, closestNamesMax) * min(name.utf8.count, closestNameBytesMax)
        return closestName(to: name, among: candidates)
    }

    /// Notes that readers don't check the keyword: a rule does.
    func leaveToRules(_ keyword: Keyword, of schema: Place) {
        leaveToRules(keyword, ofSchemaAt: schema.pointer)
    }

    func leaveToRules(_ keyword: Keyword, ofSchemaAt pointer: Pointer) {
        leftToRules[pointer, default: []].insert(keyword)
    }

    /// What was found, in the order of the document; a note tells that there was more than is listed.
    func sortedDiagnostics() -> [Diagnostic] {
        var sorted = diagnostics.enumerated().sorted { left, right in
            let (one, two) = (order(left.element), order(right.element))
            return one == two ? left.offset < right.offset : one < two
        }.map(\.element)
        if diagnostics.count >= Self.diagnosticsMax {
            sorted.append(
                Diagnostic(.note, "more-diagnostics", "there is more than these \(diagnostics.count) to say", at: nil))
        }
        return sorted
    }

    /// By file, line and column.
    private func order(_ diagnostic: Diagnostic) -> (Int, Int, Int) {
        guard let location = diagnostic.location else { return (0, 0, 0) }
        return (files.order(of: location.file), location.line, location.column)
    }

    func error(
        _ code: String, _ message: String, at place: Place, location: SourceLocation? = nil, hint: String? = nil,
        related: [Diagnostic.Related] = []
    ) {
        report(.error, code, message, at: place, location: location, hint: hint, related: related)
    }

    func warn(
        _ code: String, _ message: String, at place: Place, location: SourceLocation? = nil, hint: String? = nil,
        related: [Diagnostic.Related] = []
    ) {
        report(.warning, code, message, at: place, location: location, hint: hint, related: related)
    }

    /// Says what breaks the specification where it is plain what is meant, or what comes of going on without: a warning,
    /// unless the specification is what was asked about.
    func tolerate(
        _ code: String, _ message: String, at place: Place, location: SourceLocation? = nil, hint: String? = nil
    ) {
        report(options.isStrict ? .error : .warning, code, message, at: place, location: location, hint: hint)
    }

    /// Says that `key` of `place` is not handled. With the refusal's code allowed it is a warning, and the answer is
    /// true: go on without the keyword.
    @discardableResult
    func refuse(_ refusal: Refusal, key: String, at place: Place) -> Bool {
        let isAllowed = refusal.isAllowable && options.allowed.contains(refusal.code)
        let target = place[named: key] ?? place
        report(
            isAllowed ? .warning : .error, refusal.code,
            "\(VisibleText.quoted(key)) is not handled yet\(isAllowed ? "" : ": \(refusal.reason)")", at: target,
            location: place.keyLocation(key), hint: isAllowed ? refusal.consequence : refusal.hint)
        return isAllowed
    }

    /// Says what is wrong; with the refusal's code allowed it is a warning, and the answer is true: go on.
    @discardableResult
    func refuse(
        _ refusal: Refusal, _ message: String, at place: Place, hint: String? = nil, related: [Diagnostic.Related] = []
    ) -> Bool {
        let isAllowed = options.allowed.contains(refusal.code)
        report(
            isAllowed ? .warning : .error, refusal.code, message, at: place,
            hint: isAllowed ? refusal.consequence : hint ?? refusal.hint, related: related)
        return isAllowed
    }

    /// Says that no value is ever valid where one is needed, and where the reason is written.
    func refuseImpossible(_ noun: String, at place: Place, because reason: Place) {
        let isHere = reason.pointer == place.pointer
        refuse(
            .impossible, "\(noun) can never be valid\(isHere ? "" : ": a part that it needs has no valid value")", at: place,
            related: isHere ? [] : [.init(location: reason.node.location, message: "no value is ever valid for this part")])
    }

    /// The same for the value of a keyword.
    func refuse(_ refusal: Refusal, at value: Place) -> Bool {
        let isAllowed = refusal.isAllowable && options.allowed.contains(refusal.code)
        report(
            isAllowed ? .warning : .error, refusal.code,
            "`\(value.name)` is not handled here yet\(isAllowed ? "" : ": \(refusal.reason)")", at: value,
            hint: isAllowed ? refusal.consequence : refusal.hint)
        return isAllowed
    }
}
