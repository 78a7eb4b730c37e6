// What becomes of each keyword of a document: enforced, documented or refused, from the tables that the resolver goes by.

package import WritSpec

/// The keywords that a document uses, with what becomes of them.
package struct KeywordReport: Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        /// It shapes the generated code: requests that break it are refused, answers follow it.
        case enforced
        /// It is shown in the docs pages, and nothing checks it.
        case documented
        /// It is not handled: `writ generate` stops there, or goes on without it where that is allowed.
        case refused
    }

    package struct Line: Sendable {
        /// The object that the keyword stands in, such as `Schema Object`; or the code of a refusal.
        package let object: String
        package let keyword: String
        package let outcome: Outcome
        package fileprivate(set) var count: Int
        /// The first places.
        package fileprivate(set) var places: [SourceLocation]
    }

    /// By outcome, then object and keyword.
    package let lines: [Line]
    package static let placesMax = 3
}

/// Reports on the keywords of a document, and on what is wrong with it. All that can be allowed is: there is more to tell.
package func report(
    _ library: DocumentLibrary, options: ResolverOptions = ResolverOptions()
) -> (report: KeywordReport, diagnostics: [Diagnostic]) {
    var options = options
    options.allowed = Set(ResolverOptions.allowableCodes)
    let resolution = Resolution(library, options: options)
    _ = resolution.contract()
    let diagnostics = resolution.sortedDiagnostics()
    for (kind, place) in resolution.objects.all { resolution.lint(place, as: kind) }
    let idle = resolution.sortedDiagnostics().filter { idleCodes.contains($0.code) }.compactMap(\.location)
    return (resolution.keywordReport(diagnostics, idle: Set(idle)), diagnostics.filter { !generatorCodes.contains($0.code) })
}

/// Of keywords that are written where they mean nothing.
private let idleCodes: Set<String> = ["no-effect", "reference-sibling"]

extension Resolution {
    fileprivate func keywordReport(_ diagnostics: [Diagnostic], idle: Set<SourceLocation>) -> KeywordReport {
        var lines: [String: KeywordReport.Line] = [:]
        func note(_ object: String, _ keyword: String, _ outcome: KeywordReport.Outcome, _ place: SourceLocation) {
            let key = "\(outcome.rawValue) \(object) \(keyword)"
            var line = lines[key] ?? KeywordReport.Line(object: object, keyword: keyword, outcome: outcome, count: 0, places: [])
            line.count += 1
            if line.places.count < KeywordReport.placesMax { line.places.append(place) }
            lines[key] = line
        }
        var refused: Set<SourceLocation> = []
        let codes = Set(Refusal.all.map(\.code)).union(unenforcedCodes)
        let told = Set(diagnostics.filter { unenforcedCodes.contains($0.code) }.compactMap(\.location))
        for (kind, place) in objects.all {
            let keywords = kind.keywords
            let object = kind.title.split(separator: " ").dropFirst().joined(separator: " ")
            for (key, _) in place.entries {
                guard var outcome = outcome(of: key, keywords[key]) else { continue }
                let places = [place.keyLocation(key), place[named: key]?.node.location].compactMap { $0 }
                if outcome == .enforced, places.contains(where: idle.contains) { outcome = .documented }
                if key == Keyword.contentSchema, contentNotes.typed.contains(place.pointer) { outcome = .enforced }
                // What a body of bytes has inside is looked at by nobody; that it is bytes, and how many, is.
                if outcome == .enforced, contentNotes.isCarriedAsItIs(place), !Self.bytesKeywords.contains(key: key) {
                    outcome = .documented
                }
                // It is among what is not handled, with the reason.
                if outcome == .enforced, told.contains(place.keyLocation(key)) { continue }
                note(object, key, outcome, place.keyLocation(key))
                if outcome == .refused { refused.insert(place.keyLocation(key)) }
            }
        }
        // What is refused for its value, such as a media type, no table of keywords knows.
        for diagnostic in diagnostics where codes.contains(diagnostic.code) {
            guard let location = diagnostic.location, refused.insert(location).inserted else { continue }
            note("refusal", "\(diagnostic.code): \(diagnostic.message)", .refused, location)
        }
        let order = KeywordReport.Outcome.allCases
        let sorted = lines.values.sorted { left, right in
            let (one, two) = (order.firstIndex(of: left.outcome) ?? 0, order.firstIndex(of: right.outcome) ?? 0)
            return (one, left.object, left.keyword) < (two, right.object, right.keyword)
        }
        return KeywordReport(lines: sorted)
    }

    private static let bytesKeywords: Set<Keyword> = [Keyword.type, .format, .maxLength, .ref, .writBodyBytesMax]

    /// Nil for what is no keyword at all: the diagnostics tell that.
    private func outcome(of key: String, _ row: KeywordRow?) -> KeywordReport.Outcome? {
        if key.hasPrefix("x-") { return Self.ownExtensions.contains(key: key) ? .enforced : .documented }
        switch row?.fate {
        case .enforced?: return .enforced
        case .documented?: return .documented
        case .refused?: return .refused
        case nil: return nil
        }
    }

    private static let ownExtensions: Set<Keyword> = SchemaKeyword.extensions.union([
        .writName, .writNames, .enumVarnames, .enumNames, .extensionWebhooks, .writBodyBytesMax, .writItemSchema,
        .writWebSocket, .writCompression,
    ])
}
