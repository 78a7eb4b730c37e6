// What operations declare to fail with: what is written is what is read.

import Testing
import WritFormats

@Suite struct FailureFormTests {
    @Test func `forms are read as they were written`() {
        var problem = FailureForm()
        problem.statuses = [.code(404), .family(4), .default]
        problem.mediaTypes = ["application/problem+json", "text/plain; charset=utf-8", "a/b;c=\"!\\ d\""]
        problem.bodyType = "JSONMap<[Pet]>?"
        problem.members = [
            .init(name: "title", kind: .string, isRequired: true), .init(name: "a b:c!", kind: .other, isRequired: false),
            .init(name: "", kind: .any, isRequired: true), .init(name: "+", kind: .integer, isRequired: false),
        ]
        problem.takesOtherMembers = true
        problem.fields = [
            .init(name: "Retry-After", type: "Int", isRequired: true), .init(name: "Link", type: "[String]", isRequired: false),
        ]
        var empty = FailureForm()
        empty.statuses = [.family(5)]
        let text = FailureForm.text(of: [problem, empty])
        #expect(FailureForm.forms(in: text) == [problem, empty], "\(text)")
        #expect(FailureForm.forms(in: "").isEmpty)
    }

    @Test func `a member with a line break in its name is left out, or leaves no room for a problem`() {
        func read(isRequired: Bool) -> [String] {
            var form = FailureForm()
            form.statuses = [.default]
            form.members = [
                .init(name: "a", kind: .string, isRequired: true), .init(name: "b\r\n#c", kind: .string, isRequired: isRequired),
            ]
            return FailureForm.forms(in: FailureForm.text(of: [form])).flatMap { $0.members.map(\.name) }
        }
        #expect(read(isRequired: false) == ["a"] && read(isRequired: true) == [])
    }

    @Test(arguments: [
        (404, ["exact"]), (405, ["family", "family two"]), (500, ["default"]),
    ]) func `a status goes before its family, and that before all others`(status: Int, types: [String]) {
        let forms = FailureForm.forms(in: "4XX #family\n404 410 #exact\ndefault #default\n4XX #family\\ two")
        #expect(forms.forms(for: status).map(\.bodyType) == types)
        #expect(FailureForm.forms(in: "404 4XX").forms(for: 500).isEmpty)
    }
}
