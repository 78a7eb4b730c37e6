// What was said so far, so that nothing is said twice and no more than anybody reads.

internal import WritSpec

final class DiagnosticLog {
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var hasErrors = false
    private var said: Set<String> = []
    private var saidCodes: Set<String> = []
    /// How many more slips of the pen are looked for, and how many names and letters that may take: a search reads many names.
    private var suggestionsLeft = 200
    private var comparedLettersLeft = 4_000_000
    /// More than anybody reads; the reader has its own limit.
    private static let diagnosticsMax = 2_000

    /// Takes over what was found when a further file was read.
    func add(_ found: [Diagnostic]) {
        diagnostics += found
        hasErrors = hasErrors || found.hasErrors
    }

    /// - Parameters:
    ///   - known: what tells the place from all others.
    ///   - pointer: where it stands in the document as written.
    func report(
        _ severity: Diagnostic.Severity, _ code: String, _ message: String, of place: Place, known: String, hint: String?,
        related: [Diagnostic.Related], at location: SourceLocation, pointer: () -> String
    ) {
        // A value has one shape that is wrong, whoever finds it.
        let topic = code == "wrong-shape" ? "" : message
        saidCodes.insert("\(code) \(place.pointer)")
        guard said.insert("\(code) \(known) \(topic)").inserted else { return }
        let isFirstError = severity == .error && !hasErrors
        if severity == .error { hasErrors = true }
        guard diagnostics.count < Self.diagnosticsMax || isFirstError else { return }
        diagnostics.append(
            Diagnostic(severity, code, message, at: location, pointer: pointer(), hint: hint, related: related))
    }

    /// What was said of a whole list counts as said of each of its places.
    func countAsSaid(_ code: String, of place: Place) { saidCodes.insert("\(code) \(place.pointer)") }

    func hasSaid(_ code: String, of place: Place) -> Bool { saidCodes.contains("\(code) \(place.pointer)") }

    func suggestion(for name: String, among names: () -> [String]) -> String? {
        guard suggestionsLeft > 0, comparedLettersLeft > 0 else { return nil }
        suggestionsLeft -= 1
        let candidates = names()
        comparedLettersLeft -= min(candidates.count, closestNamesMax) * min(name.utf8.count, closestNameBytesMax)
        return closestName(to: name, among: candidates)
    }

    /// By file, line and column; a note tells that there was more than is listed.
    func sorted(by order: (Diagnostic) -> (Int, Int, Int)) -> [Diagnostic] {
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
}
