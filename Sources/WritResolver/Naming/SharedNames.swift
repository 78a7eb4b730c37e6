// Names of what operations and types have alike: by what it holds, so that who has it first, or last, or alone is all the same.

internal import WritContract

/// Names that tell a content, by its words or by its author's title. What would take many words has no such name, and is not
/// shared.
struct SharedNames {
    /// What a shared type is not called: where it stands, it would hide that.
    private let hidden: Set<String>

    /// - Parameter schemas: Names of types that shared ones may refer to.
    init(besides schemas: [String]) {
        hidden = Set((schemas + ReservedNames.types + ["Patterns", "Rules"]).map { $0.lowercased() })
    }

    private static let lengthMax = 80
    private static let wordsMax = 3
    /// From here on a list is long: a type that costs much.
    private static let manyWords = 16

    private func good(_ name: String) -> String? {
        name.utf8.count <= Self.lengthMax && !hidden.contains(name.lowercased()) ? name : nil
    }

    // MARK: Failures

    /// `NotFoundProblem`, `NotFoundOrConflictProblem`; of many statuses by their codes, `ProblemOn400And401And403And404`.
    func failure(_ answers: [Answer]) -> String? {
        var groups: [(answers: [Answer], body: String)] = []
        for answer in answers {
            guard let body = body(of: answer) else { return nil }
            if groups.last?.body == body {
                groups[groups.count - 1].answers.append(answer)
            } else {
                groups.append(([answer], body))
            }
        }
        let names = groups.map { group in
            let statuses = group.answers.map { word($0.status) }.joined(separator: "Or")
            return statuses + (group.body.isEmpty && groups.count > 1 ? "Empty" : group.body)
        }
        if answers.count <= Self.wordsMax, let name = good(names.joined(separator: "Or")) { return name }
        let codes = groups.map { group in
            (group.body.isEmpty ? "Empty" : group.body) + "On" + group.answers.map { code($0.status) }.joined(separator: "And")
        }
        return good(codes.joined())
    }

    private func word(_ status: Answer.Status) -> String { SwiftNames.typeName(StatusNames.caseName(status)) }

    private func code(_ status: Answer.Status) -> String {
        switch status {
        case .code(let code): "\(code)"
        case .family(let family): "\(family)XX"
        case .default: "Default"
        }
    }

    /// What an answer carries; empty for nothing, nil where no word tells it.
    private func body(of answer: Answer) -> String? {
        guard answer.caseName == StatusNames.caseName(answer.status) else { return nil }
        guard answer.headers.isEmpty, !answer.hasOwnRule, let word = bodyWord(answer) else { return response(answer) }
        return word
    }

    /// A response under `components` tells by its name what it holds, unless that has types of an operation's own.
    private func response(_ answer: Answer) -> String? {
        let schemas = [answer.schema].compactMap { $0 } + answer.headers.map(\.schema)
        guard let component = answer.component, schemas.allSatisfy({ isOutside($0.type) }) else { return nil }
        let name = SwiftNames.typeName(component)
        return name == word(answer.status) ? "Response" : name + "Response"
    }

    private func bodyWord(_ answer: Answer) -> String? {
        switch answer.body {
        case .none: return ""
        case .json(let mediaTypes, let schema):
            guard let word = typeWord(schema), !schema.isNullable else { return nil }
            let plain = word.lowercased().contains("problem") ? "application/problem+json" : "application/json"
            if mediaTypes == [plain] { return word }
            return word + "As" + mediaTypes.map { SwiftNames.typeName(MediaKind.name($0)) }.joined(separator: "And")
        case .text("text/plain", let schema): return typeWord(schema).map { $0 + "AsText" }
        case .text, .bytes, .sequence: return nil
        }
    }

    // MARK: Inputs

    /// `OwnerRepo`, `PetID`, `OwnerRepoWithPage`: the parameters of the path, and what else there is.
    func input(_ parameters: [Parameter]) -> String? {
        let words = parameters.map(word)
        guard (1...2 * Self.wordsMax).contains(parameters.count), words.allSatisfy({ $0 != nil }) else { return nil }
        let count = parameters.count { $0.location == .path }
        let path = words.prefix(count).compactMap(\.self).joined()
        let others = words.dropFirst(count).compactMap(\.self).joined()
        return good(path + (path.isEmpty || others.isEmpty ? "" : "With") + others)
    }

    private func word(_ parameter: Parameter) -> String? {
        let name = SwiftNames.typeName(parameter.wireName)
        if parameter.location == .path, let type = plainType(parameter) { return type == "String" ? name : name + type }
        if let component = parameter.component, isOutside(parameter.schema.type) {
            return SwiftNames.typeName(component) + (parameter.location == .path ? "Parameter" : "")
        }
        guard parameter.location == .query, let type = plainType(parameter) else { return nil }
        switch parameter.presence {
        case .required: return "Required" + name + type
        case .optional: return name + type
        case .defaulted(let value): return defaultWord(value).map { name + type + "Else" + $0 }
        }
    }

    private func defaultWord(_ value: DefaultValue) -> String? {
        switch value {
        case .boolean(let value): value ? "True" : "False"
        case .number(let literal): number(literal)
        case .enumerationCase(let name): SwiftNames.typeName(name)
        default: nil
        }
    }

    private func number(_ literal: String) -> String? {
        let digits = literal.hasPrefix("-") ? literal.dropFirst() : literal[...]
        return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? (literal.hasPrefix("-") ? "Minus" : "") + digits : nil
    }

    /// The type of a parameter of which nothing else is said.
    private func plainType(_ parameter: Parameter) -> String? {
        guard parameter.reading == .plain, !parameter.isDeprecated, !parameter.allowsEmptyValue,
            parameter.swiftName == SwiftNames.memberName(parameter.wireName), parameter.encodings.isEmpty
        else { return nil }
        switch (parameter.location, parameter.style, parameter.presence) {
        case (.path, .simple, .required), (.query, .form, _): break
        default: return nil
        }
        if case .array = parameter.schema.type { return nil }
        return typeWord(parameter.schema)
    }

    // MARK: Values

    /// `AscOrDesc`: all words of a short list; `AfghanistanOrAlbaniaOr193More` of a long one. A list of one word is what tells its
    /// own type from others.
    func enumeration(_ cases: [EnumerationCase]) -> String? {
        if cases.count >= Self.manyWords {
            let words = cases.prefix(2).map { SwiftNames.typeName($0.swiftName) }
            return good(words.joined(separator: "Or") + "Or\(cases.count - 2)More")
        }
        guard (2...Self.wordsMax).contains(cases.count) else { return nil }
        let words = cases.compactMap { plainWord($0.value) }
        let isPlain = cases.allSatisfy { $0.documentation == nil && $0.swiftName == SwiftNames.caseName($0.value) }
        return words.count == cases.count && isPlain ? good(words.joined(separator: "Or")) : nil
    }

    /// `StringOrAccount`: the words of all alternatives.
    func union(_ union: UnionType) -> String? {
        guard union.cases.count > 1, union.cases.count <= Self.wordsMax, union.alternatives.isEmpty else { return nil }
        let words = union.cases.compactMap { $0.constant.map(constantWord) ?? typeWord($0.schema) }
        return words.count == union.cases.count ? good(words.joined(separator: "Or")) : nil
    }

    /// `EmptyObject`, or an object by the title that its author gives it, unless that is but the name of the place.
    func object(_ object: ObjectType, _ declaration: TypeDeclaration) -> String? {
        if let title = declaration.title, !object.properties.isEmpty {
            let name = SwiftNames.typeName(title)
            return name == declaration.name.last || title.count(where: { $0 == " " }) > Self.wordsMax ? nil : good(name)
        }
        guard object.properties.isEmpty, object.ignoredNames.isEmpty, object.minProperties == nil, object.maxProperties == nil
        else { return nil }
        switch object.additional {
        case .skipped: return good("EmptyObject")
        case .forbidden: return good("ClosedObject")
        case .kept: return nil
        }
    }

    /// `OffSession` for `off_session`; nil for what another value would be called, too.
    private func plainWord(_ value: String) -> String? {
        let parts = value.split(separator: "_", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            part != "or" && (part.count > 1 || parts.count == 1 && !part.isEmpty)
                && part.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        }
        return isPlain ? SwiftNames.typeName(value) : nil
    }

    private func constantWord(_ json: String) -> String? {
        if json == "\"\"" { return "Empty" }
        return json.count > 2 && json.hasPrefix("\"") ? plainWord(String(json.dropFirst().dropLast())) : nil
    }

    /// What values of a schema are; nil for types of one operation or one schema, and where more is asked of them than a word
    /// tells.
    private func typeWord(_ schema: ValueSchema) -> String? {
        guard let limits = limits(schema.constraints) else { return nil }
        let word: String? =
            switch schema.type {
            case .boolean: "Bool"
            case .integer(let type): SwiftNames.typeName(type.rawValue)
            case .float: "Float"
            case .double: "Double"
            case .string: "String"
            case .text(let format): SwiftNames.typeName(format.rawValue)
            case .decimal: "DecimalNumber"
            case .json: "JSON"
            case .array(let item): typeWord(item).map { "ListOf" + $0 }
            case .map(let value): typeWord(value).map { "MapOf" + $0 }
            case .named(let name) where isOutside(schema.type): name.last
            case .named, .custom: nil
            }
        return word.map { $0 + limits + (schema.isNullable ? "OrNull" : "") }
    }

    /// `From1UpTo5000`: the least and the greatest number or length.
    private func limits(_ constraints: Constraints) -> String? {
        var rest = constraints
        (rest.minLength, rest.maxLength, rest.minimum, rest.maximum) = (nil, nil, nil, nil)
        guard rest.isEmpty, constraints.minimum?.isExclusive != true, constraints.maximum?.isExclusive != true else { return nil }
        let bounds = [
            ("From", constraints.minLength.map { "\($0)" } ?? constraints.minimum?.literal),
            ("UpTo", constraints.maxLength.map { "\($0)" } ?? constraints.maximum?.literal),
        ]
        var words = ""
        for case (let word, let literal?) in bounds {
            guard let number = number(literal) else { return nil }
            words += word + number
        }
        return words
    }

    /// Whether a type belongs to no operation, and to no other type.
    private func isOutside(_ type: ValueType) -> Bool {
        switch type {
        case .array(let item), .map(let item): isOutside(item.type)
        case .named(let name): name.components.count == 1 || name.components.first == SharedTypes.values
        default: true
        }
    }
}
