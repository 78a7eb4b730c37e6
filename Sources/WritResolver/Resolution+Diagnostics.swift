// What is said of a document, at the places that it is about.

internal import WritSpec

extension Resolution {
    var hasErrors: Bool { log.hasErrors }

    func report(
        _ severity: Diagnostic.Severity, _ code: String, _ message: String, at place: Place,
        location: SourceLocation? = nil, hint: String? = nil, related: [Diagnostic.Related] = []
    ) {
        log.report(
            severity, code, message, of: place, known: identity(of: place, at: location), hint: hint, related: related,
            at: location ?? place.node.location
        ) { writtenPointer(of: place, at: location) }
    }

    /// Whether a diagnostic with that code was made of the place.
    func hasSaid(_ code: String, at place: Place) -> Bool { log.hasSaid(code, of: place) }

    /// The name that was probably meant.
    func suggestion(for name: String, among names: @autoclosure () -> [String]) -> String? {
        log.suggestion(for: name, among: names)
    }

    /// What was found, in the order of the document.
    func sortedDiagnostics() -> [Diagnostic] {
        log.sorted { diagnostic in
            guard let location = diagnostic.location else { return (0, 0, 0) }
            return (files.order(of: location.file), location.line, location.column)
        }
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
}
