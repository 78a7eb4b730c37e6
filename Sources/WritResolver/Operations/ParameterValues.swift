// One parameter: its style, what its text or texts stand for, and what comes of its absence.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    func resolveParameter(
        _ place: Place, _ name: String, _ location: Parameter.Location, swiftName: String, parent: TypeName
    ) -> Parameter? {
        let home = TypeHome(parent: parent, name: SwiftNames.typeName(name))
        if let content = place[.content] {
            return resolveContent(content, place, name, location, swiftName: swiftName, home: home)
        }
        guard let schema = place[.schema] else {
            resolution.error(
                "missing-field", "the parameter `\(name)` has no `schema`", at: place,
                hint: place[.type] == nil
                    ? "add `schema:` with a `type`" : "put `type` and what belongs to it under `schema:`")
            return nil
        }
        guard location != .querystring else {
            resolution.error(
                "missing-field", "a parameter in the querystring has `content`, not `schema`", at: place,
                hint: "put the schema under `content:` and `application/x-www-form-urlencoded:`")
            return nil
        }
        guard let style = style(of: place, location), var value = schemas.resolve(schema, .request, home: home) else {
            return nil
        }
        let isPlain = isPlain(value, style)
        let isExploded = place[.explode]?.node.boolean ?? (style == .form || style == .cookie)
        warnOfStyle(style, isExploded: isExploded, of: value, place)
        let takesNull = value.isNullable
        dropNull(&value, isPlain: isPlain)
        return parameter(
            place, name, location, schema, value, takesNull: takesNull, swiftName: swiftName, style: style,
            isExploded: isExploded, reading: isPlain ? .plain : .form(FormShape([])), parent: parent)
    }

    private func parameter(
        _ place: Place, _ name: String, _ location: Parameter.Location, _ schema: Place, _ value: ValueSchema,
        takesNull: Bool = false, swiftName: String, style: Parameter.Style, isExploded: Bool, reading: Parameter.Reading,
        parent: TypeName
    ) -> Parameter? {
        guard let presence = presence(of: place, location, schema, value, takesNull: takesNull, name, parent: parent) else {
            return nil
        }
        if presence == .required { schemas.need(value, at: schema, "the parameter `\(name)`") }
        return Parameter(
            wireName: name, swiftName: swiftName, location: location, schema: value, presence: presence, style: style,
            isExploded: isExploded, reading: reading,
            allowsEmptyValue: place[.allowEmptyValue]?.node.boolean == true && location == .query
                && presence != .required && value.type != .string,
            documentation: place[.description]?.node.string ?? schemas.documentation(of: schema),
            isDeprecated: place[.deprecated]?.node.boolean == true
                || resolution.annotation(.deprecated, of: schema)?.node.boolean == true)
    }

    // MARK: Content

    /// A parameter in a media type: JSON in a text, or a text; a whole query may also be a form.
    private func resolveContent(
        _ content: Place, _ place: Place, _ name: String, _ location: Parameter.Location, swiftName: String,
        home: TypeHome
    ) -> Parameter? {
        guard let (type, media) = content.entries.first, content.entries.count == 1 else {
            resolution.error(
                "wrong-shape", "the `content` of a parameter has exactly one media type", at: content,
                hint: "keep one of them: a parameter can't say which one it comes in")
            return nil
        }
        guard resolution.checkKeywords(media, as: .mediaType) else { return nil }
        let essence = type.prefix { $0 != ";" && $0 != " " }.lowercased()
        let isJSON = essence == "application/json" || essence.hasSuffix("+json")
        let isForm = essence == "application/x-www-form-urlencoded" && location == .querystring
        guard isJSON || isForm || essence.hasPrefix("text/") else {
            resolution.refuse(.parameter, key: Keyword.content.rawValue, at: place)
            return nil
        }
        guard let schema = media[.schema] else {
            let value = ValueSchema(isJSON || isForm ? .json : .string)
            return parameter(
                place, name, location, media, value, swiftName: swiftName, style: .form, isExploded: false,
                reading: isJSON ? .json : isForm ? .form(FormShape([])) : .plain, parent: home.parent)
        }
        guard var value = schemas.resolve(schema, .request, home: home) else { return nil }
        if !isJSON, !isForm, !isPlain(value, .deepObject) { value = ValueSchema(.string) }
        let takesNull = value.isNullable
        dropNull(&value, isPlain: !isJSON && !isForm)
        guard let encodings = isForm ? self.encodings(of: media) : [:] else { return nil }
        var parameter = parameter(
            place, name, location, schema, value, takesNull: takesNull, swiftName: swiftName, style: .form,
            isExploded: isForm,
            reading: isJSON ? .json : isForm ? .form(FormShape([])) : .plain, parent: home.parent)
        parameter?.encodings = encodings
        return parameter
    }

    // MARK: Style

    private func style(of place: Place, _ location: Parameter.Location) -> Parameter.Style? {
        let styles: [Parameter.Style] =
            switch location {
            case .path: [.simple, .label, .matrix]
            case .query, .querystring: [.form, .spaceDelimited, .pipeDelimited, .deepObject]
            case .header: [.simple]
            case .cookie: [.form, .cookie]
            }
        guard let written = place[.style], let text = written.node.string else { return styles[0] }
        if let style = Parameter.Style(rawValue: text), styles.contains(style) { return style }
        let list = styles.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        guard Parameter.Style(rawValue: text) != nil else {
            let close = closestName(to: text, among: Parameter.Style.allCases.map(\.rawValue))
            resolution.error(
                "wrong-style", "there is no style \(VisibleText.quoted(text))", at: written,
                hint: close.map { "did you mean `\($0)`?" } ?? "here it is one of \(list)")
            return nil
        }
        resolution.tolerate(
            "wrong-style",
            "a \(location.rawValue) parameter can't have the style `\(text)`: it is read as `\(styles[0].rawValue)`",
            at: written, hint: "the styles are \(list)")
        return styles[0]
    }

    /// What the specification's table has no example of (3.2, 4.12.5): it says nothing of them.
    private func warnOfStyle(_ style: Parameter.Style, isExploded: Bool, of value: ValueSchema, _ place: Place) {
        guard let written = place[.style], [.deepObject, .spaceDelimited, .pipeDelimited].contains(style) else { return }
        let isText = isPrimitive(value.type, isRead: false)
        if isText {
            resolution.warn(
                "wrong-style",
                "the style `\(style.rawValue)` has no meaning for a value that isn't an object or a list: it is read as `form`",
                at: written, hint: "remove it, or write `style: form`")
        } else if isExploded, style != .deepObject {
            resolution.warn(
                "wrong-style", "the style `\(style.rawValue)` has no meaning with `explode: true`: it is read as `form`",
                at: written,
                hint: "write `explode: false`, or `style: form`")
        }
    }

    // MARK: Values

    /// Primitives and lists of them are read from the text as it comes; enumerations found here are noted to be read so.
    /// Deep lists have brackets behind their names.
    private func isPlain(_ value: ValueSchema, _ style: Parameter.Style) -> Bool {
        if case .array(let item) = value.type {
            return style != .deepObject && value.constraints.rule == nil && isPrimitive(item.type)
        }
        return isPrimitive(value.type)
    }

    /// No text by itself means null; what is left out is absent.
    private func dropNull(_ value: inout ValueSchema, isPlain: Bool) {
        value.isNullable = false
        guard isPlain, case .array(var item) = value.type else { return }
        item.isNullable = false
        value.type = .array(item)
    }

    private func presence(
        of place: Place, _ location: Parameter.Location, _ schema: Place, _ value: ValueSchema, takesNull: Bool,
        _ name: String, parent: TypeName
    ) -> Presence? {
        let isRequired = place[.required]?.node.boolean == true
        if location == .path {
            if !isRequired {
                resolution.tolerate(
                    "path-parameter", "the path parameter `\(name)` must be `required: true`, and is taken so", at: place,
                    hint: "a path without it is another path")
            }
            return .required
        }
        let otherwise = isRequired ? Presence.required : .optional
        guard let written = schemas.defaultPlace(of: schema) else { return otherwise }
        // What is left out is nil.
        if takesNull, written.node.isNull { return otherwise }
        switch schemas.defaultValue(written, for: value, by: [schema]) {
        case .later where isRequired: return otherwise
        case .later:
            schemas.lateDefaults.append(
                LateDefault(owner: parent, wireName: name, location: location, place: written, schema: schema, value: value))
            return otherwise
        case .value(let value) where !isRequired: return .defaulted(value)
        case .value, .none: return otherwise
        }
    }
}

extension Place {
    /// The schemas of a parameter: its own, or that of its content.
    var parameterSchemas: [Place] {
        [self[.schema]].compactMap { $0 } + (self[.content]?.entries ?? []).compactMap { $0.place[.schema] }
    }
}
