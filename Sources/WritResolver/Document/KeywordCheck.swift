// Whether the keywords of an object that is used are handled, or refused.

internal import WritSpec

extension Resolution {
    /// Checks the shape of an object that is used as `kind`, and refuses its keywords that are not handled.
    ///
    /// - Returns: false where `place` is no mapping at all, after a diagnostic.
    @discardableResult
    func checkKeywords(_ place: Place, as kind: ObjectKind) -> Bool {
        guard checkShape(place, as: kind) else { return false }
        guard isFirstUse(of: place, as: kind) else { return true }
        // Beside a reference nothing has an effect in 3.0, as was said.
        if place["$ref"] != nil, dialect == .openAPI30 || kind != .schema { return true }
        let keywords = kind.keywords
        for (key, value) in place.entries {
            guard case .refused(let refusal)? = keywords[key]?.disposition, !isHarmless(key, value) else { continue }
            // These are refused where they are resolved, which knows whether it can go on.
            if refusal.code == Refusal.composition.code || refusal.code == Refusal.parameter.code { continue }
            refuse(refusal, keyword: key, at: place)
        }
        return true
    }

    /// True for values that say nothing that could be lost, such as `security: []` and `uniqueItems: false`.
    private func isHarmless(_ key: String, _ value: Place) -> Bool {
        switch key {
        case "uniqueItems": value.node.boolean == false
        case "not": value.node.boolean == false
        case "headers", "encoding", "dependentRequired",
            "dependentSchemas":
            value.node.sequence?.isEmpty == true || value.node.mapping?.isEmpty == true
        case "propertyNames", "unevaluatedProperties", "unevaluatedItems", "if", "contentSchema":
            value.node.boolean == true || value.node.mapping?.isEmpty == true
        case "pattern": value.node.string == ""
        default: false
        }
    }
}
