// What stands under `components`, and what is called after it.

internal import WritContract
internal import WritSpec

extension Place {
    /// True for what stands directly under `components/schemas`.
    var isComponent: Bool {
        pointer.hasPrefix("/components/schemas/") && pointer.utf8.count { $0 == UInt8(ascii: "/") } == 3
    }

    /// Its name, where it stands directly under a section of `components`, such as `responses`.
    func componentName(in section: String) -> String? {
        let parts = pointer.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0].isEmpty && parts[1] == "components" && parts[2] == section ? name : nil
    }

    /// Where the type of a schema is declared that a component other than a schema holds in place: outside, by the component's
    /// name, so that it is one type for all who refer to it.
    var componentHome: TypeHome? {
        guard pointer.hasPrefix("/components/"), pointer.hasSuffix("/schema") else { return nil }
        let parts = pointer.split(separator: "/", omittingEmptySubsequences: false)
        // `/components/headers/N/schema`, `/components/responses/N/content/T/schema`
        guard parts.count == 5 || parts.count == 7 && parts[4] == "content" else { return nil }
        let suffixes = ["parameters": "Parameter", "responses": "Body", "requestBodies": "Body", "headers": "Header"]
        guard let suffix = suffixes[String(parts[2])] else { return nil }
        let name = SwiftNames.typeName(JSONPointer.unescaped(parts[3]))
        return TypeHome(parent: TypeName([]), name: name.hasSuffix(suffix) ? name : name + suffix)
    }
}
