// What stands under `components`, and what is called after it.

internal import WritContract
internal import WritSpec

extension Place {
    /// True for what stands directly under `components/schemas`.
    var isComponent: Bool {
        pointer.file.isEmpty && pointer.path.hasPrefix("/components/schemas/") && pointer.depth == 3
    }

    /// Its name, where it stands directly under a section of `components`, such as `responses`.
    func componentName(in section: Keyword) -> String? {
        let tokens = pointer.tokens
        return pointer.file.isEmpty && tokens.count == 3 && tokens[0] == Keyword.components.rawValue
            && tokens[1] == section.rawValue
            ? name : nil
    }

    /// Where the type of a schema is declared that a component other than a schema holds in place: outside, by the component's
    /// name, so that it is one type for all who refer to it.
    var componentHome: TypeHome? {
        guard pointer.file.isEmpty, pointer.path.hasPrefix("/components/"), pointer.path.hasSuffix("/schema") else { return nil }
        let tokens = pointer.tokens
        // `/components/headers/N/schema`, `/components/responses/N/content/T/schema`
        guard tokens.count == 4 || tokens.count == 6 && tokens[3] == Keyword.content.rawValue else { return nil }
        let suffixes: [Keyword: String] = [
            .parameters: "Parameter", .responses: "Response", .requestBodies: "Body", .headers: "Header",
        ]
        guard let suffix = Keyword(key: String(tokens[1])).flatMap({ suffixes[$0] }) else { return nil }
        let name = SwiftNames.typeName(JSONPointer.unescaped(tokens[2]))
        return TypeHome(parent: TypeName([]), name: name.hasSuffix(suffix) ? name : name + suffix)
    }
}
