// What the passes share: the document, the options, the diagnostics so far, and following of references.

internal import WritSpec

/// How the document may be read where it goes beyond what is handled.
package struct ResolverOptions: Sendable {
    /// Codes of refusals that shall be warnings (`--allow`).
    package var allowed: Set<String>
    /// The name of the API type without its ending; made from the title where it is nil.
    package var name: String?

    package init(allowed: Set<String> = [], name: String? = nil) {
        self.allowed = allowed
        self.name = name
    }
}

/// The version of the specification that a document is written to.
enum Dialect: Sendable {
    case openAPI30, openAPI31
}

final class Resolution {
    let document: Document
    let options: ResolverOptions
    var dialect = Dialect.openAPI31
    private(set) var diagnostics: [Diagnostic] = []
    /// Pointers whose keywords were checked; and what was said where, so that nothing is said twice.
    private var checked: Set<String> = []
    private var said: Set<String> = []

    init(document: Document, options: ResolverOptions) {
        self.document = document
        self.options = options
    }

    var root: Place { Place(node: document.root, pointer: "") }

    func isFirstCheck(of place: Place, as kind: ObjectKind) -> Bool {
        checked.insert("\(kind) \(place.pointer)").inserted
    }

    func report(
        _ severity: Diagnostic.Severity, _ code: String, _ message: String, at place: Place,
        location: SourceLocation? = nil, hint: String? = nil, related: [Diagnostic.Related] = []
    ) {
        guard said.insert("\(code) \(place.pointer) \(message)").inserted else { return }
        diagnostics.append(
            Diagnostic(
                severity, code, message, at: location ?? place.node.location, pointer: place.pointer, hint: hint,
                related: related))
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
        let isAllowed = options.allowed.contains(refusal.code)
        let target = place[keyword] ?? place
        report(
            isAllowed ? .warning : .error, refusal.code,
            "`\(keyword)` is not handled yet\(isAllowed ? "" : ": \(refusal.reason)")", at: target,
            location: place.keyLocation(keyword), hint: isAllowed ? refusal.consequence : refusal.hint)
        return isAllowed
    }

    // MARK: References

    /// The place itself or, where it is a `$ref`, what that leads to in the end; nil after a diagnostic.
    func follow(_ place: Place) -> Place? {
        var current = place
        var seen: Set<String> = []
        while let reference = current["$ref"] {
            guard seen.insert(current.pointer).inserted else {
                error(
                    "reference-cycle", "this `$ref` leads back to itself", at: reference,
                    hint: "let one of the references point to a definition")
                return nil
            }
            guard let target = target(of: reference) else { return nil }
            current = target
        }
        return current
    }

    /// The place that a `$ref`'s text names.
    func target(of reference: Place) -> Place? {
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
                let close = closestName(to: name, among: names)
                error(
                    "missing-reference", "there is no `\(text)`: `\(name)` is not in `\(current.pointerText)`",
                    at: reference, hint: close.map { "did you mean `\($0)`?" } ?? "write it, or mend the reference")
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
