// The parameters of an operation: which there are, and under which names; what each is has a file of its own.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    func resolveParameters(_ source: OperationSource, parent: TypeName, _ names: inout NameScope) -> [Parameter] {
        let counts = source.parameters.reduce(into: [String: Int]()) { counts, place in
            counts[SwiftNames.memberName(place[.name]?.node.string ?? ""), default: 0] += 1
        }
        var seen: [String: Place] = [:]
        var parameters: [Parameter] = []
        for place in source.parameters {
            guard let name = place[.name]?.node.string, let location = location(of: place),
                isName(name, location, place), !isIgnoredHeader(name, location, place)
            else { continue }
            // Names of header fields have no case (RFC 9110, 5.1).
            let identity = "\(location) \(location == .header ? name.lowercased() : name)"
            if let first = seen.updateValue(place, forKey: identity) {
                resolution.refuse(
                    .repeatedParameter, "the \(location.rawValue) parameter `\(name)` is declared twice", at: place,
                    related: [.init(location: first.node.location, message: "first written here")])
                continue
            }
            if location == .path, !isOfPath(name, place, source) { continue }
            let base = SwiftNames.memberName(name)
            let swiftName = names.claim(
                resolution.givenName(place)
                    ?? (counts[base] ?? 0 > 1 ? SwiftNames.memberName(location.rawValue + "-" + name) : base))
            if var parameter = resolveParameter(place, name, location, swiftName: swiftName, parent: parent) {
                parameter.component = place.componentName(in: .parameters)
                parameters.append(parameter)
            }
        }
        return ordered(parameters + undeclaredParameters(source, &names), source.path.parameterNames)
    }

    /// What an operation is about comes first, as the path has it; then query, header fields and cookies, each as the document has
    /// them.
    private func ordered(_ parameters: [Parameter], _ names: [String]) -> [Parameter] {
        let path = names.compactMap { name in parameters.first { $0.location == .path && $0.wireName == name } }
        let others: [[Parameter.Location]] = [[.query, .querystring], [.header], [.cookie]]
        return path + others.flatMap { locations in parameters.filter { locations.contains($0.location) } }
    }

    /// Names of header fields and cookies are tokens (RFC 9110, 5.6.2); the others must be there.
    private func isName(_ name: String, _ location: Parameter.Location, _ place: Place) -> Bool {
        let isToken = name.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
        }
        if !name.isEmpty, isToken || location != .header && location != .cookie { return true }
        resolution.error(
            "wrong-name",
            name.isEmpty
                ? "the parameter's name is empty" : "\(VisibleText.quoted(name)) can't be the name of a \(location.rawValue)",
            at: place[.name] ?? place,
            hint: name.isEmpty
                ? "write the name that it has in the request" : "names of headers and cookies have letters, digits, `-` and `_`")
        return false
    }

    private func location(of place: Place) -> Parameter.Location? {
        guard let text = place[.in]?.node.string else { return nil }
        if let location = Parameter.Location(rawValue: text), location != .querystring || hasQuerystring { return location }
        let close = closestName(to: text, among: ["path", "query", "header", "cookie"])
        resolution.error(
            "wrong-location", "\(VisibleText.quoted(text)) isn't a place for a parameter", at: place[.in] ?? place,
            hint: text == "body" || text == "formData"
                ? "OpenAPI 3 has `requestBody` for that"
                : close.map { "did you mean `\($0)`?" } ?? "the places are path, query, header and cookie")
        return nil
    }

    /// It came with OpenAPI 3.2.
    private var hasQuerystring: Bool { resolution.root[.openapi]?.node.string?.hasPrefix("3.2") == true }

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

    /// What the path names and nothing declares: the text that stands there. Where a parameter is declared whose name is
    /// nearly the same, one of the two is a slip, and the document has to say which.
    private func undeclaredParameters(_ source: OperationSource, _ names: inout NameScope) -> [Parameter] {
        let declared = source.declaredPathParameters
        let odd = declared.filter { !source.path.parameterNames.contains($0) }
        var parameters: [Parameter] = []
        for name in source.path.parameterNames where !declared.contains(name) {
            let message = "`{\(name)}` of the path `\(source.path.text)` is not declared as a parameter"
            if let close = closestName(to: name, among: odd) {
                resolution.error(
                    "path-parameter", message, at: source.place, location: source.methodLocation,
                    hint: "did you mean `{\(close)}`, which is declared?")
                continue
            }
            say(
                message + ": it is read as a string", isMeant: odd.contains { sharesEnding($0, name) }, at: source.place,
                location: source.methodLocation, hint: "add a parameter with `name: \(name)` and `in: path`")
            parameters.append(
                Parameter(
                    wireName: name, swiftName: names.claim(SwiftNames.memberName(name)), location: .path,
                    schema: ValueSchema(.string), presence: .required, style: .simple, isExploded: false, reading: .plain,
                    documentation: nil, isDeprecated: false))
        }
        return parameters
    }

    /// Whether the path names the parameter. One that it doesn't is left out, for no request can carry it, unless its name is
    /// nearly one that the path has and nothing declares.
    private func isOfPath(_ name: String, _ place: Place, _ source: OperationSource) -> Bool {
        let names = source.path.parameterNames
        if names.contains(name) { return true }
        let declared = source.declaredPathParameters
        let message = "the path `\(source.path.text)` has no `{\(name)}` for this parameter"
        if let close = closestName(to: name, among: names.filter { !declared.contains($0) }) {
            resolution.error("path-parameter", message, at: place, hint: "did you mean `\(close)`?")
        } else {
            let missing = names.filter { !declared.contains($0) }
            say(
                message + ": it is left out", isMeant: missing.contains { sharesEnding($0, name) }, at: place,
                hint: "put `{\(name)}` into the path, or remove the parameter")
        }
        return false
    }

    /// - Parameter isMeant: another name is a longer or a shorter one, as `petId` is for `{id}`: the specification's own
    ///   examples have such slips.
    private func say(_ message: String, isMeant: Bool, at place: Place, location: SourceLocation? = nil, hint: String) {
        if isMeant {
            resolution.warn("path-parameter", message, at: place, location: location, hint: hint)
        } else {
            resolution.tolerate("path-parameter", message, at: place, location: location, hint: hint)
        }
    }

    private func sharesEnding(_ first: String, _ second: String) -> Bool {
        let (one, two) = (first.lowercased(), second.lowercased())
        return one.hasSuffix(two) || two.hasSuffix(one)
    }
}

extension OperationSource {
    fileprivate var declaredPathParameters: [String] {
        parameters.filter { $0[.in]?.node.string == "path" }.compactMap { $0[.name]?.node.string }
    }
}
