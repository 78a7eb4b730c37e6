// Problems (RFC 9457) written as the contract's schema has them, without its type.

internal import WritEngine
internal import WritFormats
internal import WritRuntime
internal import WritWire

extension FailureAnswers {
    /// Answers a problem in the first of the forms for its status that fits; false where none does.
    func answer(_ problem: HTTPProblem, _ request: OperationRequest, _ forms: [FailureForm]) -> Bool {
        guard 400...599 ~= problem.status else { return false }
        let candidates = forms.filter { $0.hasFields(of: problem) }
        let instance = request.context.path
        for form in candidates {
            guard let values = form.values(of: problem, instance: instance), let type = form.problemType else { continue }
            request.exchange.add(problem.fields)
            request.exchange.answer(status: problem.status, contentType: type) { json in
                let start = json.count
                for (name, value) in values {
                    json.writeName(name)
                    json.write(value)
                }
                json.endObject(start)
            }
            return true
        }
        guard candidates.contains(where: \.mediaTypes.isEmpty) else { return false }
        request.exchange.add(problem.fields)
        request.exchange.answerEmpty(status: problem.status)
        return true
    }

    /// The same where no contract says what it looks like.
    func answerFreely(_ problem: HTTPProblem, _ request: OperationRequest) -> Bool {
        var form = FailureForm()
        form.statuses = [.default]
        form.mediaTypes = ["application/problem+json"]
        form.members = ["type", "title", "status", "detail", "instance"].map { name in
            FailureForm.Member(name: name, kind: .any, isRequired: false)
        }
        form.takesOtherMembers = true
        return answer(problem, request, [form])
    }
}

extension FailureForm {
    /// What a problem of this form is sent as; nil where none is.
    fileprivate var problemType: StaticString? {
        if members.isEmpty { return nil }
        for type: StaticString in ["application/problem+json", "application/json"] where mediaTypes.contains("\(type)") {
            return type
        }
        return nil
    }

    fileprivate func hasFields(of problem: HTTPProblem) -> Bool {
        let given = Set(problem.fields.map { $0.name.lowercased() })
        return fields.allSatisfy { !$0.isRequired || given.contains($0.name.lowercased()) }
    }

    /// The members in the schema's order; nil where one is required that the problem doesn't have.
    fileprivate func values(of problem: HTTPProblem, instance path: String) -> [(name: String, value: JSONValue)]? {
        var values: [(name: String, value: JSONValue)] = []
        for member in members {
            let value = problem.value(of: member, path: path)
            guard let value, member.kind.takes(value) else {
                if member.isRequired { return nil }
                continue
            }
            values.append((member.name, value))
        }
        guard takesOtherMembers else { return values }
        let listed = Set(members.map { ExactName($0.name) })
        let others = problem.members.filter { !listed.contains(ExactName($0.key)) }
        return values + others.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }
}

extension HTTPProblem {
    fileprivate func value(of member: FailureForm.Member, path: String) -> JSONValue? {
        switch member.name {
        case "type": .string(type ?? "about:blank")
        case "title": .string(title ?? ProblemMembers.title(of: status))
        case "status": .number(JSONNumber(status))
        case "detail":
            detail.map { .string($0) } ?? (member.isRequired ? .string(title ?? ProblemMembers.title(of: status)) : nil)
        case "instance": instance.map { .string($0) } ?? (member.isRequired ? .string(path) : nil)
        default: members[member.name]
        }
    }
}

extension FailureForm.Kind {
    fileprivate func takes(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.any, _), (.string, .string), (.number, .number), (.boolean, .boolean): true
        case (.integer, .number(let number)): number.int != nil
        default: false
        }
    }
}

extension Exchange {
    /// Adds header fields that can be sent: those of the server's own are not the problem's to say.
    fileprivate func add(_ fields: [HeaderField]) {
        for field in fields where !ServerAnswer.isOwn(field.name) && !ServerAnswer.isContentType(field.name) {
            var (name, value) = (field.name, field.value)
            // The strings lend their bytes for the closures.
            name.withUTF8 { name in
                value.withUTF8 { value in
                    let (name, value) = (UnsafeRawBufferPointer(name), UnsafeRawBufferPointer(value))
                    guard unsafe FieldRule.acceptsName(name) && FieldRule.acceptsValue(value) else { return }
                    unsafe addField(name, value)
                }
            }
        }
    }
}
