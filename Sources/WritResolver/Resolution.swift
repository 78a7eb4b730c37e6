// What the passes share: the document, the options, the diagnostics so far, and following of references.

internal import WritSpec

/// How the document may be read where it goes beyond what is handled.
package struct ResolverOptions: Sendable {
    /// Codes of refusals that shall be warnings (`--allow`).
    package var allowed: Set<String>
    /// The name of the API type without its ending; made from the title where it is nil.
    package var name: String?
    /// XML is carried as bytes (`--raw-xml`), rather than left out or refused.
    package var isXMLRaw: Bool

    package init(allowed: Set<String> = [], name: String? = nil, isXMLRaw: Bool = false) {
        self.allowed = allowed
        self.name = name
        self.isXMLRaw = isXMLRaw
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
    let options: ResolverOptions
    var dialect = Dialect.openAPI31
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var hasErrors = false
    /// Places of rules that are documented and not checked, each once, with their keywords.
    private(set) var unchecked: [(keyword: String, place: Place)] = []
    private var uncheckedPointers: Set<String> = []
    /// Places whose shape was checked and, of these, whose keywords were; and what was said where, so that nothing is
    /// said twice.
    private var checked: Set<CheckedPlace> = []
    private var used: Set<CheckedPlace> = []
    private var said: Set<String> = []
    /// What references lead to, nil for nowhere, by the places of the references.
    private var targets: [String: Place?] = [:]
    /// How many more slips of the pen are looked for: a search reads many names.
    private var suggestionsLeft = 200
    /// More than anybody reads; the reader has its own limit.
    private static let diagnosticsMax = 2_000

    private struct CheckedPlace: Hashable {
        let kind: ObjectKind
        let pointer: String
    }

    init(document: Document, options: ResolverOptions) {
        self.document = document
        self.options = options
    }

    /// The patterns of texts that were met so far.
    var patterns = PatternRegistry()

    var root: Place { Place(node: document.root, pointer: "") }

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
        guard said.insert("\(code) \(place.pointer) \(topic)").inserted else { return }
        let isFirstError = severity == .error && !hasErrors
        if severity == .error { hasErrors = true }
        guard diagnostics.count < Self.diagnosticsMax || isFirstError else { return }
        diagnostics.append(
            Diagnostic(
                severity, code, message, at: location ?? place.node.location, pointer: place.pointer, hint: hint,
                related: related))
    }

    /// The name that was probably meant.
    func suggestion(for name: String, among candidates: [String]) -> String? {
        guard suggestionsLeft > 0 else { return nil }
        suggestionsLeft -= 1
        return closestName(to: name, among: candidates)
    }

    /// Notes that the rule `keyword` of `schema` is documented, and not checked.
    func leaveUnchecked(_ keyword: String, of schema: Place) {
        guard let place = schema[keyword], uncheckedPointers.insert(place.pointer).inserted else { return }
        unchecked.append((keyword, place))
    }

    /// One note for the whole document: which rules are not checked, and how often each stands.
    func noteUnchecked() {
        guard !unchecked.isEmpty else { return }
        let counts = Dictionary(grouping: unchecked, by: \.keyword).mapValues(\.count)
        let list = counts.sorted { $0.key < $1.key }.map { $0.value == 1 ? "`\($0.key)`" : "`\($0.key)` (\($0.value))" }
        diagnostics.append(
            Diagnostic(
                .note, "unchecked", "documented, and not checked: \(list.joined(separator: ", "))", at: nil,
                hint: "handlers get values that may break these rules"))
    }

    /// What was found, in the order of the document; a note tells that there was more than is listed.
    func sortedDiagnostics() -> [Diagnostic] {
        var sorted = diagnostics.enumerated().sorted { left, right in
            let (first, second) = (left.element.location, right.element.location)
            let (one, two) = ((first?.line ?? 0, first?.column ?? 0), (second?.line ?? 0, second?.column ?? 0))
            return one == two ? left.offset < right.offset : one < two
        }.map(\.element)
        if diagnostics.count >= Self.diagnosticsMax {
            sorted.append(
                Diagnostic(.note, "more-diagnostics", "there is more than these \(diagnostics.count) to say", at: nil))
        }
        return sorted
    }

    func error(
        _ code: String, _ message: String, at place: Place, location: SourceLocation? = nil, hint: String? = nil,
        related: [Diagnostic.Related] = []
    ) {
        report(.error, code, message, at: place, location: location, hint: hint, related: related)
    }

    func warn(
        _ code: String, _ message: String, at place: Place, location: SourceLocation? = nil, hint: String? = nil
    ) {
        report(.warning, code, message, at: place, location: location, hint: hint)
    }

    /// Says that `keyword` of `place` is not handled. With the refusal's code allowed it is a warning, and the answer is
    /// true: go on without the keyword.
    @discardableResult
    func refuse(_ refusal: Refusal, keyword: String, at place: Place) -> Bool {
        let isAllowed = refusal.isAllowable && options.allowed.contains(refusal.code)
        let target = place[keyword] ?? place
        report(
            isAllowed ? .warning : .error, refusal.code,
            "\(VisibleText.quoted(keyword)) is not handled yet\(isAllowed ? "" : ": \(refusal.reason)")", at: target,
            location: place.keyLocation(keyword), hint: isAllowed ? refusal.consequence : refusal.hint)
        return isAllowed
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

    // MARK: References

    /// The place itself or, where it is a `$ref`, what that leads to in the end; nil after a diagnostic.
    ///
    /// - Parameter kind: what must stand there.
    func follow(_ place: Place, as kind: ObjectKind) -> Place? {
        var current = place
        var seen: Set<String> = []
        while let reference = current["$ref"] {
            guard seen.insert(current.pointer).inserted else {
                error(
                    "reference-cycle", "this `$ref` leads back to itself", at: reference,
                    hint: "let one of the references point to a definition")
                return nil
            }
            guard let target = target(of: reference), isPlausible(target, as: kind, reference) else { return nil }
            current = target
        }
        return current
    }

    /// A reference to the document itself, to a section of it or into the wrong one is a slip, better told here than by
    /// each missing field.
    private func isPlausible(_ target: Place, as kind: ObjectKind, _ reference: Place) -> Bool {
        let tokens = target.pointer.split(separator: "/", omittingEmptySubsequences: false)
        if tokens.count <= 2 || tokens.count == 3 && tokens[1] == "components" {
            error(
                "wrong-reference", "\(kind.title) is meant here, and `\(target.pointerText)` is none", at: reference,
                hint: kind.componentsSection.map { "refer to one of `#/components/\($0)/`" })
            return false
        }
        guard tokens.count == 4, tokens[1] == "components", let section = kind.componentsSection,
            section != String(tokens[2])
        else { return true }
        error(
            "wrong-reference", "\(kind.title) is meant here, and `\(tokens[2])` holds others", at: reference,
            hint: "refer to one of `#/components/\(section)/`")
        return false
    }

    /// The place that a `$ref`'s text names; nil after a diagnostic. Each reference is asked for by several passes.
    func target(of reference: Place) -> Place? {
        if let known = targets[reference.pointer] { return known }
        let target = findTarget(of: reference)
        targets[reference.pointer] = .some(target)
        return target
    }

    private func findTarget(of reference: Place) -> Place? {
        guard let text = reference.node.string else {
            error("wrong-shape", "`$ref` must be a string, not \(reference.node.kindName)", at: reference)
            return nil
        }
        guard text.hasPrefix("#") else {
            refuseExternal(text, at: reference)
            return nil
        }
        guard text == "#" || text.hasPrefix("#/") else {
            error(
                "unsupported-reference", "the reference `\(text)` is not a JSON pointer", at: reference,
                hint: "write it as `#/components/schemas/Name`; `$anchor` and `$id` are not handled yet")
            return nil
        }
        return walk(text, at: reference)
    }

    private func walk(_ text: String, at reference: Place) -> Place? {
        var current = root
        for token in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let name = JSONPointer.unescaped(percentDecoded(String(token))[...])
            let next: Place? =
                current.node.sequence == nil
                ? current[name] : Int(name).flatMap { $0 >= 0 && $0 < current.items.count ? current.items[$0] : nil }
            guard let next else {
                let names = current.entries.map(\.key)
                let close = suggestion(for: name, among: names)
                error(
                    "missing-reference",
                    "\(VisibleText.quoted(text)) leads nowhere: there is no \(VisibleText.quoted(name)) in `\(current.pointerText)`",
                    at: reference, hint: close.map { "did you mean `\($0)`?" } ?? "define it there, or mend the reference")
                return nil
            }
            current = next
        }
        return current
    }

    private func refuseExternal(_ text: String, at reference: Place) {
        let isRemote = text.contains("://")
        error(
            "external-reference",
            isRemote
                ? "the reference `\(text)` leads to the network, which is never asked"
                : "the reference `\(text)` leads to another file, which is not handled yet",
            at: reference, hint: "move the definition into this document's `components`")
    }
}

extension Place {
    /// The pointer as a person reads it.
    var pointerText: String { pointer.isEmpty ? "#" : "#" + pointer }
}

/// `%XX` replaced by its byte; text that is not UTF-8 afterwards stays as it was.
func percentDecoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), rest.count >= 2,
            let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        {
            bytes.append(value)
            rest.removeFirst(2)
        } else {
            bytes.append(byte)
        }
    }
    return String(validating: bytes, as: UTF8.self) ?? text
}
