// What failures declare of themselves, and what the status of an answer tells of a problem's body.

internal import SwiftWriter
internal import WritContract
internal import WritFormats

extension Emitter {
    /// The kinds of body that failures have: those of several statuses once.
    func forms(_ answers: [Answer]) -> [FailureForm] {
        var forms: [FailureForm] = []
        for answer in answers {
            let form = form(answer)
            if let index = forms.firstIndex(where: { $0.isLike(form) }) {
                forms[index].statuses += form.statuses
            } else {
                forms.append(form)
            }
        }
        return forms
    }

    private func form(_ answer: Answer) -> FailureForm {
        var form = FailureForm()
        switch answer.status {
        case .code(let code): form.statuses = [.code(code)]
        case .family(let family): form.statuses = [.family(family)]
        case .default: form.statuses = [.default]
        }
        form.mediaTypes = answer.mediaTypes
        if case .text(let mediaType, _) = answer.body { form.mediaTypes = [withCharset(mediaType)] }
        form.bodyType = bodyType(answer)?.text ?? ""
        if let problem = answer.problem {
            form.members = problem.members.map { .init(name: $0.name, kind: kind($0.kind), isRequired: $0.isRequired) }
            form.takesOtherMembers = problem.takesOthers
        }
        form.fields = answer.headers.map { .init(name: $0.wireName, type: type($0.schema).text, isRequired: $0.isRequired) }
        return form
    }

    private func kind(_ kind: ProblemForm.Kind) -> FailureForm.Kind {
        switch kind {
        case .string: .string
        case .integer: .integer
        case .number: .number
        case .boolean: .boolean
        case .any: .any
        case .other: .other
        }
    }

    /// What a failure's body is written as: with what the author has left out, and the answer's status tells.
    func emitFilled(_ typeName: TypeName, _ object: ObjectType, _ swift: inout SwiftPrinter) {
        if object.filled.isEmpty { return }
        let type = name(typeName)
        swift.blank()
        swift.block("func filled(_ status: Int) -> \(type)") { swift in
            swift.line("var problem = self")
            for property in object.properties where object.filled.contains(property.wireName) {
                let member = Identifier(property.wireName)
                swift.line("ProblemMembers.fill(\(label: member): &problem.\(Identifier(property.swiftName)), status)")
            }
            swift.line("return problem")
        }
    }
}

extension FailureForm {
    fileprivate func isLike(_ other: FailureForm) -> Bool {
        var form = self
        form.statuses = other.statuses
        return form == other
    }
}
