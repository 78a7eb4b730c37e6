// Enumerations that the server doesn't receive, as JSON: by their raw values.

extension JSONRepresentable where Self: RawRepresentable & CaseIterable, RawValue: JSONLeaf {
    /// Takes a text or a number that is one of the list.
    public static func read(from json: inout JSONReader) -> Self? {
        guard let value = RawValue.read(from: &json) else { return nil }
        // Swift takes texts for equal that are spelled with other codes.
        if let known = Self(rawValue: value), known.rawValue.jsonText == value.jsonText { return known }
        json.violate("enum", "must be one of: \(allCases.map { "\($0.rawValue)" }.joined(separator: ", "))")
        return nil
    }

    /// Writes the raw value.
    public func write(to json: inout OutputBuffer) { rawValue.write(to: &json) }
}
