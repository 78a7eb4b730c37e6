// Form bodies: what a document says of their fields.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    /// `application/x-www-form-urlencoded`: an object whose properties are the fields.
    ///
    /// - Parameter known: What JSON of the same schema is.
    func resolveForm(
        _ media: MediaContent, _ types: [String], caseName: String, home: TypeHome, known: ValueSchema?
    ) -> BodyContent? {
        guard var schema = known ?? schema(of: media.place, .request, home: home) else { return nil }
        guard isObject(schema.type) else {
            guard refuseForm(media.place[.schema] ?? media.place) else { return nil }
            return BodyContent(mediaTypes: types, kind: .stream, schema: ValueSchema(.string), caseName: caseName)
        }
        // A form is always there: nothing in it means null.
        schema.isNullable = false
        guard let encodings = encodings(of: media.place) else { return nil }
        return BodyContent(
            mediaTypes: types, kind: .form(URLEncodedForm(encodings: encodings)), schema: schema, caseName: caseName)
    }

    /// What `encoding` of a form says of its fields; nil after a diagnostic.
    func encodings(of media: Place) -> [String: URLEncodedForm.Encoding]? {
        var encodings: [String: URLEncodedForm.Encoding] = [:]
        for (name, place) in media[.encoding]?.entries ?? [] {
            guard let encoding = encoding(place) else { return nil }
            encodings[name] = encoding
        }
        return encodings
    }

    private func isObject(_ type: ValueType) -> Bool {
        switch type {
        case .map, .json: true
        case .named(let name):
            switch registry.declarations[name]?.kind {
            case .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration: false
            default: true
            }
        default: false
        }
    }

    /// With a `style` or `explode`, the content type is of no account, as the specification says.
    private func encoding(_ place: Place) -> URLEncodedForm.Encoding? {
        let contentType = place[.contentType]?.node.string.map { MediaKind.essence($0) }
        guard place[.style] != nil || place[.explode] != nil else {
            let isJSON = contentType.map { $0 == "application/json" || $0.hasSuffix("+json") } ?? false
            return URLEncodedForm.Encoding(isJSON: isJSON, separator: nil)
        }
        let written = place[.style]?.node.string ?? "form"
        let styles: [Parameter.Style] = [.form, .spaceDelimited, .pipeDelimited, .deepObject]
        guard let style = Parameter.Style(rawValue: written), styles.contains(style) else {
            resolution.error(
                "wrong-style", "a field can't have the style \(VisibleText.quoted(written))", at: place[.style] ?? place,
                hint: "the styles are " + styles.map { "`\($0.rawValue)`" }.joined(separator: ", "))
            return nil
        }
        if place[.explode]?.node.boolean ?? (style == .form) { return URLEncodedForm.Encoding(isJSON: false, separator: nil) }
        let separator: FormValue.Separator? =
            switch style {
            case .form: .comma
            case .spaceDelimited: .space
            case .pipeDelimited: .pipe
            default: nil
            }
        return URLEncodedForm.Encoding(isJSON: false, separator: separator)
    }
}
