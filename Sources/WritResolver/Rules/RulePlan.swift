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
}

final class RulePlan {
    private var rules: [PlannedRule] = []
    private var places: [Pointer: Place] = [:]
    private var numbers: [PlannedRule: Int] = [:]

    /// The number of the rule in `Constraints.rule` and beside types; what it becomes in generated code is known later.
    func number(_ parts: [(schema: Place, keywords: Set<Keyword>?)], _ direction: Direction) -> Int {
        number(lists: [parts], direction, .all)
    }

    /// The number of the rule that is kept where all schemas of one list hold.
    func number(any lists: [[Place]], _ direction: Direction) -> Int {
        number(lists: lists.map { $0.map { ($0, nil) } }, direction, .told)
    }

    private func number(
        lists: [[(schema: Place, keywords: Set<Keyword>?)]], _ direction: Direction, _ openLists: OpenLists
    ) -> Int {
        for part in lists.joined() { places[part.schema.pointer] = part.schema }
        let rule = PlannedRule(
            lists: lists.map { $0.map { PlannedRule.Part(pointer: $0.schema.pointer, keywords: $0.keywords) } },
            direction: direction, openLists: openLists)
        if let known = numbers[rule] { return known }
        rules.append(rule)
        numbers[rule] = rules.count - 1
        return rules.count - 1
    }

    /// Lowers the rules that are asked for. Nil where there is none.
    func list(of asked: Set<Int>, _ resolution: Resolution, typeName: () -> String) -> RuleList? {
        let compiler = RuleCompiler(resolution)
        var result: [Int: Int] = [:]
        for number in asked.sorted() {
            let rule = rules[number]
            let lists = rule.lists.map { list in
                compiler.rule(
                    all: list.compactMap { part in
                        places[part.pointer].flatMap {
                            compiler.rule(of: $0, rule.direction, rule.openLists, keywords: part.keywords)
                        }
                    })
            }
            result[number] = compiler.rule(any: lists)
        }
        guard !result.isEmpty else { return nil }
        return compiler.list(typeName: typeName(), numbers: result)
    }
}

extension Resolution {
    /// The rules that readers and checks of answers ask for.
    func rules(asked operations: [Operation], _ types: [TypeDeclaration]) -> Set<Int> {
        var asked: Set<Int> = []
        for operation in operations {
            for parameter in operation.parameters { add(parameter.schema, to: &asked) }
            for content in operation.body?.contents ?? [] {
                add(content.schema, to: &asked)
                if case .multipart(let form) = content.kind { for part in form.parts { add(part.schema, to: &asked) } }
            }
            for answer in operation.result.answers { asked.formUnion([answer.rule].compactMap { $0 }) }
            for type in operation.types { add(type, to: &asked) }
        }
        for type in types { add(type, to: &asked) }
        return asked
    }

    private func add(_ type: TypeDeclaration, to asked: inout Set<Int>) {
        for nested in type.nested { add(nested, to: &asked) }
        guard type.isRead else { return }
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

    private func add(_ value: ValueSchema, to asked: inout Set<Int>) {
        if let rule = value.constraints.rule { asked.insert(rule) }
        switch value.type {
        case .array(let item), .map(let item): add(item, to: &asked)
        default: break
        }
    }
}
