// Whether the keywords of an object that is used are handled, or refused.

internal import WritSpec

extension Resolution {
    /// Checks the shape of an object that is used as `kind`, and refuses its keywords that are not handled.
    ///
    /// - Returns: false where `place` is no mapping at all, after a diagnostic.
    @discardableResult
    func checkKeywords(_ place: Place, as kind: ObjectKind) -> Bool {
        guard checkShape(place, as: kind) else { return false }
        guard objects.use(place, as: kind) else { return true }
        // Beside a reference nothing has an effect in 3.0, as was said.
        if place[.ref] != nil, dialect == .openAPI30 || kind != .schema { return true }
        for (key, _) in place.entries {
            if case .refused(let refusal)? = kind.keywords[key]?.fate { refuse(refusal, key: key, at: place) }
        }
        return true
    }
}
