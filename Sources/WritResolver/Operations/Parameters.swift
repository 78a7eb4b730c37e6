// Parameters in path, query, header and cookie: primitives and arrays of them in the default styles.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    func resolveParameters(_ source: OperationSource, parent: TypeName, _ names: inout NameScope) -> [Parameter] {
        let counts = source.parameters.reduce(into: [String: Int]()) { counts, place in
            counts[SwiftNames.memberName(place["name"]?.node.string ?? ""), default: 0] += 1
        }
        var seen: [String: Place] = [:]
        var parameters: [Parameter] = []
        for place in source.parameters {
            guard let name = place["name"]?.node.string, let location = location(of: place),
                isName(name, location, place), !isIgnoredHeader(name, location, place)
            else { continue }
            // Names of header fields have no case (RFC 9110, 5.1).
            let identity = "\(location) \(location == .header ? name.lowercased() : name)"
            if let first = seen.updateValue(place, forKey: identity) {
                resolution.error(
                    "duplicate-parameter", "the \(location.rawValue) parameter `\(name)` stands twice", at: place,
                    hint: "remove one, or correct its name",
                    related: [.init(location: first.node.location, message: "first written here")])
                continue
            }
            let base = SwiftNames.memberName(name)
            let swiftName = names.claim(
                resolution.givenName(place)
                    ?? (counts[base] ?? 0 > 1 ? SwiftNames.memberName(location.rawValue + "-" + name) : base))
            if let parameter = resolveParameter(place, name, location, swiftName: swiftName, parent: parent) {
                parameters.append(parameter)
            }
        }
        checkPathParameters(source, parameters)
        return parameters
    }

    /// Names of header fields and cookies are tokens (RFC 9110, 5.6.2); the others must be there.
    private func isName(_ name: String, _ location: Parameter.Location, _ place: Place) -> Bool {
        let isToken = name.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
        }
        if !name.isEmpty, isToken || location == .path || location == .query { return true }
        resolution.error(
            "wrong-name",
            name.isEmpty
                ? "the parameter's name is empty" : "\(VisibleText.quoted(name)) can't be the name of a \(location.rawValue)",
            at: place["name"] ?? place,
            hint: name.isEmpty
                ? "write the name that it has in the request" : "names of headers and cookies have letters, digits, `-` and `_`")
        return false
    }

    private func location(of place: Place) -> Parameter.Location? {
        guard let text = place["in"]?.node.string else { return nil }
        if let location = Parameter.Location(rawValue: text) { return location }
        let close = closestName(to: text, among: ["path", "query", "header", "cookie"])
        resolution.error(
            "wrong-location", "\(VisibleText.quoted(text)) is no place for a parameter", at: place["in"] ?? place,
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
        if place["content"] != nil {
            resolution.refuse(.parameter, keyword: "content", at: place)
            return nil
        }
        if place["allowEmptyValue"]?.node.boolean == true, place["schema"]?["type"]?.node.string != "string" {
            resolution.refuse(.parameter, keyword: "allowEmptyValue", at: place)
            return nil
        }
        guard let schema = place["schema"] else {
            resolution.error(
                "missing-field", "the parameter `\(name)` has no `schema`", at: place,
                hint: place["type"] == nil
                    ? "add `schema:` with a `type`" : "put `type` and what belongs to it under `schema:`")
            return nil
        }
        guard let isExploded = style(of: place, location) else { return nil }
        let home = TypeHome(parent: parent, name: SwiftNames.typeName(name))
        guard var value = schemas.resolve(schema, .request, home: home), isReadable(value, schema, name) else { return nil }
        dropNull(&value)
        guard let presence = presence(of: place, location, schema, value, name) else { return nil }
        return Parameter(
            wireName: name, swiftName: swiftName, location: location, schema: value, presence: presence,
            isExploded: isExploded, documentation: place["description"]?.node.string ?? schemas.documentation(of: schema),
            isDeprecated: place["deprecated"]?.node.boolean == true
                || resolution.annotation("deprecated", of: schema)?.node.boolean == true)
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
        let otherwise = isRequired ? Presence.required : .optional
        guard let written = schemas.defaultPlace(of: schema) else { return otherwise }
        switch schemas.defaultValue(written, for: value) {
        case .wrong: return nil
        case .value(let value) where !isRequired: return .defaulted(value)
        case .value, .none: return otherwise
        }
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
            let close = closestName(to: name, among: declared.subtracting(names).sorted())
            resolution.error(
                "path-parameter", "`{\(name)}` of the path `\(source.path.text)` is not declared as a parameter",
                at: source.place, location: source.methodLocation,
                hint: close.map { "did you mean `{\($0)}`, which is declared?" }
                    ?? "add a parameter with `name: \(name)` and `in: path`")
        }
        for place in source.parameters where place["in"]?.node.string == "path" {
            guard let name = place["name"]?.node.string, !names.contains(name) else { continue }
            resolution.error(
                "path-parameter", "the path `\(source.path.text)` has no `{\(name)}` for this parameter", at: place,
                hint: closestName(to: name, among: names).map { "did you mean `\($0)`?" })
        }
    }
}
