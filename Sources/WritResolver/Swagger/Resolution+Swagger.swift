// Where a document of Swagger 2.0 becomes one of OpenAPI 3.0.

internal import WritSpec

extension Resolution {
    /// Converts the document whose `swagger` field this is; false after a diagnostic.
    func convertSwagger(_ version: Place) -> Bool {
        let text = text(version) ?? ""
        guard text == "2.0" || text == "2" else {
            error(
                "unsupported-version", "the version \(VisibleText.quoted(text)) of Swagger is not handled", at: version,
                hint: "write `swagger: '2.0'`, or convert it to OpenAPI")
            return false
        }
        if version.node.string == nil {
            warn("wrong-shape", "`swagger` must be a string, not \(version.node.kindName)", at: version, hint: "write `'2.0'`")
        }
        (dialect, minorVersion) = (.openAPI30, 0)
        for file in files.all { file.keepWritten() }
        let conversion = SwaggerConversion(resolution: self, written: files.main.root)
        swagger = conversion
        files.waiting = []
        for file in files.all where file !== files.main { file.replaceRoot(by: conversion.ofFile(file.root).fragment()) }
        files.main.replaceRoot(by: conversion.document())
        files.targets = [:]
        let waiting = files.waiting ?? []
        files.waiting = nil
        for file in waiting { transclude(in: file) }
        return true
    }

    /// What was read is of 2.0 where the main document is.
    func convertFragment(_ file: DescriptionFile) {
        guard let swagger else { return }
        file.keepWritten()
        file.replaceRoot(by: swagger.ofFile(file.root).fragment())
    }

    /// What a reference leads to in the files as they are written: in the middle of the conversion there is nothing else.
    func writtenTarget(of reference: Node) -> Node? {
        guard let text = reference.string else { return nil }
        let place = Place(node: reference, pointer: Pointer())
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = resource(String(parts.first ?? ""), of: text, at: place) else { return nil }
        let root = base.file.written ?? base.file.root
        let fragment = parts.count > 1 ? String(parts[1]) : ""
        if fragment.isEmpty { return root }
        for tokens in readings(of: fragment) {
            let (found, left) = Place(node: root, pointer: Pointer()).walked(tokens.map { $0[...] })
            if left.isEmpty { return found.node }
        }
        return nil
    }

    // MARK: Words of 2.0

    /// Where a place stands in the document as written, which the conversion has moved it from.
    func writtenPointer(of place: Place, at location: SourceLocation?) -> String {
        guard swagger != nil else { return place.pointer.path }
        let index = files.library.pointerIndex(of: files.file(of: place).document)
        return location.flatMap(index.pointer) ?? index.pointer(at: place.node.location) ?? place.pointer.path
    }

    /// What tells a place from all others: of several that the conversion made of one, what was written.
    func identity(of place: Place, at location: SourceLocation?) -> String {
        guard swagger != nil else { return place.pointer.description }
        return "\(files.file(of: place).key)#\(writtenPointer(of: place, at: location))"
    }

    /// The pointer as a person reads it, with the file where it is not the main document.
    func shownPointer(of place: Place) -> String {
        guard swagger != nil else { return place.pointerText }
        return "\(files.file(of: place).key)#\(writtenPointer(of: place, at: nil))"
    }

    private static let sections = [
        "schemas": "definitions", "securitySchemes": "securityDefinitions", "parameters": "parameters",
        "responses": "responses", "requestBodies": "parameters",
    ]

    /// What a section of `components` is called in the document's own version.
    func sectionName(_ section: String) -> String { swagger == nil ? section : Self.sections[section] ?? section }

    /// What to do where a definition of a section is missing.
    func definitionHint(_ section: Keyword) -> String {
        swagger == nil ? "define it under `components`, `\(section)`" : "define it under `\(sectionName(section.rawValue))`"
    }

    /// The document's own version behind one of OpenAPI: `3.0`, or `Swagger 2.0`.
    var versionText: String { swagger == nil ? "3.\(minorVersion)" : "Swagger 2.0" }

    /// The document's own version in full.
    var versionTitle: String { swagger == nil ? "OpenAPI \(versionText)" : versionText }

    /// Where the definitions of a section stand, as references write it.
    func sectionPointer(_ section: String) -> String {
        swagger != nil ? "#/\(sectionName(section))/" : "#/components/\(section)/"
    }
}
