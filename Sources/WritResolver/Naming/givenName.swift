// Names that the document's author gives for Swift: `x-writ-name`.

internal import WritSpec

extension Resolution {
    /// What `x-writ-name` says of a place; nil where it says nothing, or, after a diagnostic, nothing that can be a name.
    func givenName(_ place: Place) -> String? {
        guard let written = place["x-writ-name"] else { return nil }
        let isName =
            written.node.string.map { name in
                let scalars = Array(name.unicodeScalars)
                return !scalars.isEmpty
                    && scalars.enumerated().allSatisfy { index, scalar in
                        scalar == "_" && scalars.count > 1 || scalar.isASCII && Character(scalar).isLetter
                            || index > 0 && scalar.isASCII && Character(scalar).isNumber
                    }
            } ?? false
        if isName { return written.node.string }
        error(
            "wrong-name", "`x-writ-name` must be a name in Swift", at: written, location: place.keyLocation("x-writ-name"),
            hint: "use letters, digits and `_`, and begin with a letter")
        return nil
    }
}
