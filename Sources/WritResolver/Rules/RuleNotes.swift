// What is found out about rules while types are made.

final class RuleNotes {
    /// Keywords of schemas, by the schema's pointer, that no reader checks and rules do.
    private(set) var left: [Pointer: Set<Keyword>] = [:]
    /// Which schemas lead to a `$dynamicRef`, and which to a pattern that is not checked.
    var dynamicReach = Reach()
    var uncheckedReach = Reach()

    /// Notes that readers don't check the keyword: a rule does.
    func leave(_ keyword: Keyword, of schema: Place) { leave(keyword, ofSchemaAt: schema.pointer) }

    func leave(_ keyword: Keyword, ofSchemaAt pointer: Pointer) { left[pointer, default: []].insert(keyword) }
}
