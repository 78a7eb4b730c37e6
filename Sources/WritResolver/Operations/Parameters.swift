// Parameters in path, query, header and cookie: primitives and arrays of them in the default styles.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    func resolveParameters(_ source: OperationSource, parent: TypeName, _ names: inout NameScope) -> [Parameter] {
        let wireNames = source.parameters.compactMap { $0["name"]?.node.string }
        var seen: Set<String> = []
        var parameters: [Parameter] = []
        for place in source.parameters {
            guard let name = resolution.requiredText("name", in: place, of: "the parameter"),
                let location = location(of: place), !isIgnoredHeader(name, location, place)
            else { continue }
            guard seen.insert("\(location) \(name)").inserted else {
                resolution.error("duplicate-parameter", "the \(location.rawValue) parameter `\(name)` stands twice", at: place)
                continue
            }
            let isAmbiguous = wireNames.count { SwiftNames.memberName($0) == SwiftNames.memberName(name) } > 1
            let base = SwiftNames.memberName(isAmbiguous ? location.rawValue + "-" + name : name)
            let swiftName = names.claim(base)
            if let parameter = resolveParameter(place, name, location, swiftName: swiftName, parent: parent) {
                parameters.append(parameter)
            }
        }
        checkPathParameters(source, parameters)
        return parameters
    }

    private func location(of place: Place) -> Parameter.Location? {
        guard let text = resolution.requiredText("in", in: place, of: "the parameter") else { return nil }
        if let location = Parameter.Location(rawValue: text) { return location }
        let close = closestName(to: text, among: ["path", "query", "header", "cookie"])
        resolution.error(
            "wrong-location", "`\(text)` is no place for a parameter", at: place["in"] ?? place,
            hint: text == "body" || text == "formData"
                ? "OpenAPI 3 has `requestBody` for that"
                : close.map { "did you mean `\($0)`?" } ?? "the places are path, query, header and cookie")
        return nil
    }

    /// The specification says of these three that a definition of them shall be ignored.
    private func isIgnoredHeader(_ name: String, _ location: Parameter.Location, _ place: Place) -> Bool {
        guard location == .header, ["accept", "content-type", "authorization"].contains(name.lowercased()) else {
            return false
        }
        resolution.warn(
            "ignored-header", "a parameter for the header `\(name)` has no effect, as the specification says", at: place,
            hint: "media types are declared in `content`, credentials in `security`")
        return true
    }

    private func resolveParameter(
        _ place: Place, _ name: String, _ location: Parameter.Location, swiftName: String, parent: TypeName
    ) -> Parameter? {
        for keyword in ["content", "allowReserved", "allowEmptyValue"] {
            if let value = place[keyword], value.node.boolean != false {
                if resolution.refuse(.parameter, keyword: keyword, at: place), keyword != "content" { continue }
                return nil
            }
        }
        guard let schema = place["schema"] else {
            resolution.error(
                "missing-field", "the parameter `\(name)` has no `schema`", at: place,
                hint: place["type"] == nil ? "add `schema:`" : "put `type` and what belongs to it under `schema:`")
            return nil
        }
        guard let isExploded = style(of: place, location) else { return nil }
        let home = TypeHome(parent: parent, name: SwiftNames.typeName(name))
        guard var value = schemas.resolve(schema, .request, home: home), isReadable(value, schema, name) else { return nil }
        dropNull(&value)
        guard let presence = presence(of: place, location, schema, value, name) else { return nil }
        return Parameter(
            wireName: name, swiftName: swiftName, location: location, schema: value, presence: presence,
            isExploded: isExploded, documentation: place["description"]?.node.string ?? schemas.documentation(of: schema))
    }

    /// Whether arrays are exploded; nil after a diagnostic for a style that is not handled.
    private func style(of place: Place, _ location: Parameter.Location) -> Bool? {
        let standard = location == .query || location == .cookie ? "form" : "simple"
        let style = place["style"]?.node.string ?? standard
        if style != standard {
            resolution.refuse(.parameter, keyword: "style", at: place)
            return nil
        }
        return place["explode"]?.node.boolean ?? (style == "form")
    }

    private func presence(
        of place: Place, _ location: Parameter.Location, _ schema: Place, _ value: ValueSchema, _ name: String
    ) -> Presence? {
        let isRequired = place["required"]?.node.boolean == true
        if location == .path {
            if !isRequired {
                resolution.error(
                    "path-parameter", "the path parameter `\(name)` must be `required: true`", at: place,
                    hint: "a path without it is another path")
            }
            return .required
        }
        if isRequired { return .required }
        guard let written = schemas.defaultPlace(of: schema) else { return .optional }
        return schemas.defaultValue(written, for: value).map { .defaulted($0) }
    }

    /// Text can carry primitives and lists of them; enumerations found here are noted to be read from parameters.
    private func isReadable(_ value: ValueSchema, _ schema: Place, _ name: String) -> Bool {
        switch value.type {
        case .boolean, .integer, .float, .double, .string, .dateTime, .date, .uuid, .base64: return true
        case .named(let type):
            switch registry.declarations[type]?.kind {
            case .stringEnumeration, .integerEnumeration:
                registry.markParameter(type)
                return true
            default: break
            }
        case .array(let item):
            if case .array = item.type { break }
            return isReadable(item, schema["items"] ?? schema, name)
        case .json, .map: break
        }
        resolution.error(
            "parameter", "the parameter `\(name)` is neither a primitive nor an array of them, which is not handled yet",
            at: schema, hint: Refusal.parameter.hint)
        return false
    }

    /// No text of a parameter means null.
    private func dropNull(_ value: inout ValueSchema) {
        value.isNullable = false
        guard case .array(var item) = value.type else { return }
        item.isNullable = false
        value.type = .array(item)
    }

    private func checkPathParameters(_ source: OperationSource, _ parameters: [Parameter]) {
        let declared = Set(source.parameters.filter { $0["in"]?.node.string == "path" }.compactMap { $0["name"]?.node.string })
        let names = source.path.parameterNames
        for name in names where !declared.contains(name) {
            let close = closestName(to: name, among: declared.sorted())
            resolution.error(
                "path-parameter", "`{\(name)}` of the path `\(source.path.text)` is not declared as a parameter",
                at: source.place,
                hint: close.map { "did you mean `\($0)`?" } ?? "add a parameter with `name: \(name)` and `in: path`")
        }
        for place in source.parameters where place["in"]?.node.string == "path" {
            guard let name = place["name"]?.node.string, !names.contains(name) else { continue }
            resolution.error(
                "path-parameter", "the path `\(source.path.text)` has no `{\(name)}` for this parameter", at: place,
                hint: closestName(to: name, among: names).map { "did you mean `\($0)`?" })
        }
    }
}
