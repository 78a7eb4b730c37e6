// Failures whose bodies are problem documents (RFC 9457), or look like them: what a server can say in them by itself.

internal import WritContract

extension TypeRegistry {
    /// Notes which failures a problem of the runtime's fits, and which members of their bodies the status of the answer tells.
    func noteProblems(in operations: inout [Operation]) {
        var filled: [TypeName: [String]] = [:]
        for index in operations.indices {
            for failure in operations[index].result.failures.indices {
                let answer = operations[index].result.failures[failure]
                guard let form = problemForm(of: answer) else { continue }
                operations[index].result.failures[failure].problem = form
                guard let (name, object) = bodyObject(answer), filled[name] == nil else { continue }
                filled[name] = isProblem(answer, form) ? filledMembers(of: object) : []
            }
        }
        filled = filled.filter { !$0.value.isEmpty }
        if filled.isEmpty { return }
        for index in operations.indices {
            for failure in operations[index].result.failures.indices {
                let body = bodyObject(operations[index].result.failures[failure])
                operations[index].result.failures[failure].isFilled = body.map { filled[$0.name] != nil } ?? false
            }
        }
        let others = typesBeyondFailures(of: operations)
        for (name, members) in filled { fill(name, members, mayBeLeftOut: !others.contains(name)) }
    }

    // MARK: The form

    private static let mediaTypes = ["application/problem+json", "application/json"]
    private static let problemMembers = ["type", "title", "status", "detail", "instance"]

    /// Nil where no problem of the runtime's can be such a body.
    private func problemForm(of answer: Answer) -> ProblemForm? {
        guard case .json(let mediaTypes, let schema) = answer.body,
            let mediaType = Self.mediaTypes.first(where: mediaTypes.contains)
        else { return nil }
        if isAnything(schema.type) {
            let members = Self.problemMembers.map { ProblemForm.Member(name: $0, kind: .any, isRequired: false) }
            return mediaType == "application/json" ? nil : ProblemForm(members: members, takesOthers: true)
        }
        guard let (_, object) = bodyObject(answer) else { return nil }
        let members = object.properties.map { property in
            ProblemForm.Member(
                name: property.wireName, kind: kind(of: property.schema), isRequired: property.presence == .required)
        }
        let words = members.filter { ["title", "detail"].contains($0.name) && [.string, .any].contains($0.kind) }
        let known = members.count { Self.problemMembers.contains($0.name) }
        guard !words.isEmpty, mediaType != "application/json" || known > 1 else { return nil }
        let takesOthers =
            switch object.additional {
            case .skipped: object.ignoredNames.isEmpty
            case .forbidden: false
            case .kept(let schema, _): schema.type == .json && object.ignoredNames.isEmpty
            }
        return ProblemForm(members: members, takesOthers: takesOthers)
    }

    private func isAnything(_ type: ValueType) -> Bool {
        switch type {
        case .json: true
        case .map(let value): value.type == .json
        case .named(let name):
            if case .alias(let schema)? = declarations[name]?.kind { isAnything(schema.type) } else { false }
        default: false
        }
    }

    /// The object that the body is, by whatever other names for it.
    private func bodyObject(_ answer: Answer) -> (name: TypeName, object: ObjectType)? {
        guard case .json(_, let schema) = answer.body, !schema.isNullable, case .named(var name) = schema.type else { return nil }
        while case .alias(let schema)? = declarations[name]?.kind {
            guard !schema.isNullable, case .named(let target) = schema.type else { return nil }
            name = target
        }
        if case .object(let object)? = declarations[name]?.kind { return (name, object) }
        return nil
    }

    private func kind(of schema: ValueSchema) -> ProblemForm.Kind {
        let constraints = schema.constraints
        guard constraints.patterns.isEmpty, constraints.rule == nil, constraints.multipleOf == nil else { return .other }
        switch schema.type {
        case .string:
            return [nil, "uri", "uri-reference", "iri", "iri-reference"].contains(constraints.format) ? .string : .other
        case .text(.uri): return .string
        case .integer(let type): return [.int8, .uint8].contains(type) ? .other : .integer
        case .double: return .number
        case .boolean: return .boolean
        case .json: return .any
        case .named(let name):
            if case .alias(let target)? = declarations[name]?.kind { return kind(of: target) }
            return .other
        case .float, .text, .decimal, .custom, .array, .map: return .other
        }
    }

    // MARK: What the status tells

    /// Whether the body is meant as a problem document, rather than to have a member of that name by chance.
    private func isProblem(_ answer: Answer, _ form: ProblemForm) -> Bool {
        if answer.mediaTypes.contains("application/problem+json") { return true }
        return form.members.count { Self.problemMembers.contains($0.name) } >= 3
    }

    private func filledMembers(of object: ObjectType) -> [String] {
        object.properties.filter { property in
            if property.schema.isNullable || property.isBoxed || property.isConstant { return false }
            if case .defaulted = property.presence { return false }
            switch (property.wireName, property.schema.type) {
            case ("title", .string), ("status", .double): return true
            case ("status", .integer(let type)): return ![.int8, .uint8].contains(type)
            default: return false
            }
        }.map(\.wireName)
    }

    /// - Parameter mayBeLeftOut: The body is nothing but a failure's, so that what is left out is filled wherever it is written.
    private func fill(_ name: TypeName, _ members: [String], mayBeLeftOut: Bool) {
        guard var declaration = declarations[name], case .object(var object) = declaration.kind else { return }
        object.filled = members
        for index in object.properties.indices {
            var property = object.properties[index]
            let isStatus = property.wireName == "status"
            if members.contains(property.wireName), mayBeLeftOut || property.presence == .optional {
                let words =
                    isStatus ? "Left out, it is the status of the answer." : "Left out, it is the name of the answer's status."
                property.documentation = property.documentation.map { $0 + "\n\n" + words } ?? words
            }
            if mayBeLeftOut, property.presence == .required, property.tag == nil {
                if members.contains(property.wireName) { property.tag = isStatus ? .number("0") : .string("") }
                if property.wireName == "type", property.schema == ValueSchema(.string, constraints: property.schema.constraints),
                    kind(of: property.schema) == .string
                {
                    property.tag = .string("about:blank")
                }
            }
            object.properties[index] = property
        }
        declaration.kind = .object(object)
        declare(declaration)
    }

    /// All types that stand anywhere but as the whole body of a failure.
    private func typesBeyondFailures(of operations: [Operation]) -> Set<TypeName> {
        var waiting: [ValueType] = declarations.values.flatMap { declaration -> [ValueType] in
            // Another name for a type is followed where it is used.
            if case .alias = declaration.kind { return [] }
            return declaration.kind.contents
        }
        for operation in operations {
            waiting += operation.parameters.map(\.schema.type)
            for content in operation.body?.contents ?? [] {
                waiting.append(content.schema.type)
                if case .multipart(let form) = content.kind { waiting += form.parts.map(\.schema.type) }
            }
            waiting += (operation.webSocket?.contents ?? []).map(\.schema.type)
            for answer in operation.result.answers { waiting += answer.headers.map(\.schema.type) }
            waiting += operation.result.successes.compactMap(\.schema?.type)
            waiting += operation.result.failures.compactMap { bodyObject($0) == nil ? $0.schema?.type : nil }
        }
        var found: Set<TypeName> = []
        while let type = waiting.popLast() {
            switch type {
            case .array(let item), .map(let item): waiting.append(item.type)
            case .named(let name):
                guard found.insert(name).inserted else { continue }
                if case .alias(let schema)? = declarations[name]?.kind { waiting.append(schema.type) }
            default: continue
            }
        }
        return found
    }
}
