// What walks over one text with the rules of a contract share: plans, memory, and what they have found.

/// Kept by a reader from the first check on. Plans and parts refer to each other by number, since rules lead back to themselves.
final class RuleWalk {
    let rules: SchemaRules
    private var plans: [RulePlan] = []
    private var numbers: [[RuleRequest]: Int] = [:]
    private var assertingPlans: [Int: RulePlan] = [:]
    private var lastChoice: (alternatives: [Int], plan: RulePlan, slots: [Int])?
    /// More are made again each time: only ways in which many patterns match together are as many.
    static let plansMax = 256
    private var frames: [RuleFrame] = []

    /// What is known of arrays and objects, by rule and place.
    private var verdicts: [Place: Bool] = [:]
    private(set) var keptBytes = KeptBytes()
    /// The rules and places of which is said what is wrong.
    private var explained: Set<Place> = []
    private var begun: Set<Place> = []
    /// How many explanations are inside each other.
    private var explanationDepth = 0
    private static let explanationDepthMax = 32

    /// Rules that were held against values.
    var steps = 0
    private(set) var madePlans = 0
    private(set) var madeFrames = 0

    struct Place: Hashable {
        let rule: Int
        let offset: Int
    }

    init(_ rules: SchemaRules) { self.rules = rules }

    // MARK: Plans

    /// The plan of a rule that the whole has to keep.
    func plan(asserting rule: Int) -> RulePlan {
        if let known = assertingPlans[rule] { return known }
        let plan = plan(for: [RuleRequest(rule: rule, isAsserted: true)])
        assertingPlans[rule] = plan
        return plan
    }

    /// The plan of alternatives, and where each of them stands in it.
    func plan(choosing alternatives: [Int]) -> (plan: RulePlan, slots: [Int]) {
        if let last = lastChoice, last.alternatives == alternatives { return (last.plan, last.slots) }
        var requests: [RuleRequest] = []
        var known = RuleSlots()
        let slots = alternatives.map { rule in
            if let slot = known[rule] { return slot }
            known.append(rule)
            requests.append(RuleRequest(rule: rule, isAsserted: false))
            return requests.count - 1
        }
        let plan = plan(for: requests)
        lastChoice = (alternatives, plan, slots)
        return (plan, slots)
    }

    func plan(for requests: [RuleRequest]) -> RulePlan {
        let (number, passing) = place(of: requests)
        return passing ?? plans[number ?? 0]
    }

    func plan(_ part: RulePart) -> RulePlan? { part.passing ?? part.number.map { plans[$0] } }

    /// The number of a plan, or a plan that is not kept.
    func place(of requests: [RuleRequest]) -> (number: Int?, passing: RulePlan?) {
        if let known = numbers[requests] { return (known, nil) }
        let plan = RulePlan(requests, rules)
        madePlans += 1
        guard plans.count < Self.plansMax else { return (nil, plan) }
        plans.append(plan)
        numbers[requests] = plans.count - 1
        return (plans.count - 1, nil)
    }

    // MARK: Frames

    func frame(_ plan: RulePlan, start: Int) -> RuleFrame {
        guard var frame = frames.popLast() else {
            madeFrames += 1
            return RuleFrame(plan, start: start)
        }
        frame.begin(plan, start: start)
        return frame
    }

    func giveBack(_ frame: consuming RuleFrame) { frames.append(frame) }

    // MARK: What is known

    /// Sets the verdicts of all that is asked; false where one of them is not known, or has to be explained first.
    func recall(_ frame: inout RuleFrame) -> Bool {
        guard !verdicts.isEmpty || !explained.isEmpty else { return false }
        for slot in 0..<frame.plan.requestCount {
            let place = Place(rule: frame.rule(slot), offset: frame.start)
            if explained.contains(place) {
                frame.states[slot].isValid = false
            } else if let isValid = verdicts[place], isValid || !frame.isAsserted(slot) {
                frame.states[slot].isValid = isValid
            } else {
                return false
            }
        }
        return true
    }

    /// Keeps what was found of an array or object.
    ///
    /// - Parameter isKeeping: verdicts, too, if it has bytes enough of its own.
    func keep(_ frame: RuleFrame, bytes: Int, isKeeping: Bool, since mark: Int) {
        let keepsVerdicts = isKeeping && keptBytes.takes(bytes, since: mark)
        for slot in 0..<frame.plan.requestCount {
            let isValid = frame.states[slot].isValid
            let place = Place(rule: frame.rule(slot), offset: frame.start)
            if keepsVerdicts { verdicts[place] = isValid }
            if !isValid, frame.isAsserted(slot) { explained.insert(place) }
        }
    }

    func skip(_ bytes: Int) { keptBytes.skip(bytes) }

    // MARK: Explanations

    /// Whether it is still to be said why a rule is broken somewhere: once for each, and not without end.
    func beginExplaining(_ rule: Int, at offset: Int) -> Bool {
        let place = Place(rule: rule, offset: offset)
        guard explanationDepth < Self.explanationDepthMax, !explained.contains(place), begun.insert(place).inserted else {
            return false
        }
        explanationDepth += 1
        return true
    }

    func endExplaining() { explanationDepth -= 1 }
}

extension JSONReader {
    /// What walks with these rules share.
    mutating func ruleWalk(_ rules: SchemaRules) -> RuleWalk {
        let notes = noted
        if let walk = notes.ruleWalk, walk.rules === rules { return walk }
        let walk = RuleWalk(rules)
        notes.ruleWalk = walk
        return walk
    }
}
