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
        let conversion = SwaggerConversion(resolution: self, written: files.main.root, isMain: true)
        swagger = SwaggerConversion(resolution: self, written: files.main.root, isMain: false)
        files.main.replaceRoot(by: conversion.document())
        files.targets = [:]
        return true
    }

    /// What was read is of 2.0 where the main document is.
    func convertFragment(_ file: DescriptionFile) {
        if let swagger { file.replaceRoot(by: swagger.fragment(file.root)) }
    }

    /// Where a place stands in the document as written, which the conversion has moved it from.
    func writtenPointer(of place: Place, at location: SourceLocation?) -> String {
        guard swagger != nil else { return place.localPointer }
        let file = files.file(of: place)
        return file.document.pointer(at: location ?? place.node.location) ?? file.document.pointer(of: place.node)
            ?? place.localPointer
    }
}
