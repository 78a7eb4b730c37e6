// Which rules values are checked against, found while types are made, and lowered once it is known which are asked for.

internal import WritContract
internal import WritSpec

/// One rule to be: schemas that must all hold, each as a whole or by some of its keywords. Of several lists one must.
struct PlannedRule: Hashable {
    struct Part: Hashable {
        let pointer: Pointer
        let keywords: Set<Keyword>?
    }

    let lists: [[Part]]
    let direction: Direction
    let openLists: OpenLists

    /// What tells it from all others: where it stands in the document, and how it is met.
    fileprivate var text: String {
        let parts = lists.map { list in
            list.map { "\($0.pointer) \($0.keywords?.map(\.rawValue).sorted().joined(separator: ",") ?? "")" }.joined(
                separator: " and ")
        }
        return "\(direction) \(openLists) \(parts.joined(separator: " or "))"
    }
}

final class RulePlan {
    private var rules: [(name: String, rule: PlannedRule)] = []
    private var places: [Pointer: Place] = [:]
    private var names: [PlannedRule: String] = [:]
    private var digests = DigestNames()

    /// The name of the rule in `Constraints.rule` and beside types; which line it becomes in generated code is known later.
    func name(_ parts: [(schema: Place, keywords: Set<Keyword>?)], _ direction: Direction) -> String {
        name(lists: [parts], direction, .all)
    }

    /// The name of the rule that is kept where all schemas of one list hold.
    func name(any lists: [[Place]], _ direction: Direction) -> String {
        name(lists: lists.map { $0.map { ($0, nil) } }, direction, .told)
    }

    private func name(
        lists: [[(schema: Place, keywords: Set<Keyword>?)]], _ direction: Direction, _ openLists: OpenLists
    ) -> String {
        for part in lists.joined() { places[part.schema.pointer] = part.schema }
        let rule = PlannedRule(
            lists: lists.map { $0.map { PlannedRule.Part(pointer: $0.schema.pointer, keywords: $0.keywords) } },
            direction: direction, openLists: openLists)
        if let known = names[rule] { return known }
        let word = lists.first?.first.map { SwiftNames.memberName($0.schema.suggestedName) } ?? "rule"
        let name = digests.claim(word, for: rule.text)
        rules.append((name, rule))
        names[rule] = name
        return name
    }

    /// Lowers the rules that are asked for. Nil where there is none.
    func list(of asked: Set<String>, _ resolution: Resolution, typeName: () -> String) -> RuleList? {
        let compiler = RuleCompiler(resolution)
        var result: [String: Int] = [:]
        for (name, rule) in rules where asked.contains(name) {
            let lists = rule.lists.map { list in
                compiler.rule(
                    all: list.compactMap { part in
                        places[part.pointer].flatMap {
                            compiler.rule(of: $0, rule.direction, rule.openLists, keywords: part.keywords)
                        }
                    })
            }
            result[name] = compiler.rule(any: lists)
        }
        guard !result.isEmpty else { return nil }
        return compiler.list(typeName: typeName(), numbers: result)
    }
}

extension Resolution {
    /// The rules that readers and checks of answers ask for.
    func rules(asked operations: [Operation], _ types: [TypeDeclaration]) -> Set<String> {
        var asked: Set<String> = []
        for operation in operations {
            for parameter in operation.parameters { add(parameter.schema, to: &asked) }
            for content in operation.body?.contents ?? [] {
                add(content.schema, to: &asked)
                if let rule = content.eventRule { asked.insert(rule) }
                if case .multipart(let form) = content.kind { for part in form.parts { add(part.schema, to: &asked) } }
            }
            for content in operation.webSocket?.fromClient.contents ?? [] { add(content.schema, to: &asked) }
            for answer in operation.result.answers { asked.formUnion([answer.rule, answer.eventRule].compactMap { $0 }) }
            for type in operation.types { add(type, to: &asked) }
        }
        for type in types { add(type, to: &asked) }
        return asked
    }

    private func add(_ type: TypeDeclaration, to asked: inout Set<String>) {
        for nested in type.nested { add(nested, to: &asked) }
        guard type.isRead || options.readsAllTypes else { return }
        if let rule = type.rule { asked.insert(rule) }
        switch type.kind {
        case .object(let object):
            for property in object.properties { add(property.schema, to: &asked) }
            if case .kept(let value, _) = object.additional { add(value, to: &asked) }
        case .tuple(let tuple):
            for element in tuple.elements { add(element.schema, to: &asked) }
            if let rest = tuple.rest { add(rest, to: &asked) }
        case .union(let union):
            for unionCase in union.cases { add(unionCase.schema, to: &asked) }
            asked.formUnion(union.alternatives)
        case .wrapper(let schema): add(schema, to: &asked)
        case .alias, .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration: break
        }
    }

    private func add(_ value: ValueSchema, to asked: inout Set<String>) {
        if let rule = value.constraints.rule { asked.insert(rule) }
        switch value.type {
        case .array(let item), .map(let item): add(item, to: &asked)
        default: break
        }
    }
}
