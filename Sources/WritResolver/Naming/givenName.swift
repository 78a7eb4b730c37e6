// Names that the document's author gives for Swift: `x-writ-name`, and `x-enum-varnames` as other tools have it.

internal import WritSpec

extension Resolution {
    /// What `x-writ-name` says of a place; nil where it says nothing, or, after a diagnostic, nothing that can be a name.
    func givenName(_ place: Place) -> String? {
        guard let written = place[.writName] else { return nil }
        if let name = written.node.string, isName(name) { return name }
        error(
            "wrong-name", "`x-writ-name` must be a name in Swift", at: written, location: place.keyLocation(.writName),
            hint: "use letters, digits and `_`, and begin with a letter")
        return nil
    }

    /// The name of a property or parameter: the given one, or one made from `wireName`.
    func memberName(_ wireName: String, of place: Place) -> String {
        givenName(place) ?? SwiftNames.memberName(wireName)
    }

    /// The names that an enumeration's cases are given, by their values: `x-writ-names` maps values to names,
    /// `x-enum-varnames` lists names in the order of `enum`.
    func givenCaseNames(of schema: Place) -> [String: String] {
        var names: [String: String] = [:]
        let listed = schema[.enumVarnames] ?? schema[.enumNames]
        for (value, name) in zip(schema.schema.values, listed?.items ?? []) {
            guard let value = value.node.string ?? value.node.integer?.decimal, let text = name.node.string else { continue }
            // Other tools' names have other rules: they are made ours.
            names[value] = SwiftNames.memberName(text)
        }
        for (value, place) in schema[.writNames]?.entries ?? [] {
            if let name = place.node.string, isName(name) {
                names[value] = name
            } else {
                error(
                    "wrong-name", "`x-writ-names` must map values to names in Swift", at: place,
                    hint: "use letters, digits and `_`, and begin with a letter")
            }
        }
        return names
    }

    private func isName(_ name: String) -> Bool {
        let scalars = Array(name.unicodeScalars)
        return scalars != ["_"]
            && !scalars.isEmpty
            && scalars.enumerated().allSatisfy { index, scalar in
                scalar == "_" || scalar.isASCII && Character(scalar).isLetter
                    || index > 0 && scalar.isASCII && Character(scalar).isNumber
            }
    }
}
