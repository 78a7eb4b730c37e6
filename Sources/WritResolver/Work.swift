// How much work a document may ask for: counted, so that it is refused alike on every machine.

internal import WritSpec

/// The work that resolving a document takes beyond one look at each of its values: parts of schemas that are put together at each
/// place that refers to them, alternatives of alternatives, properties that many types have from one base.
///
/// All of it grows with the document where it is written plainly, and may grow by any power of its length where it is not.
struct WorkBudget {
    /// Steps for each byte of a document, beside those that every one has. The largest of real documents take less than a
    /// hundredth of it.
    static let stepsForByte = 8
    /// Values are compared for lint alone: what is not looked at is told, and nothing is refused.
    static let valueStepsForByte = 4

    /// What the parts of the work count, in steps: about a tenth of a microsecond each.
    enum Cost {
        /// A schema is one more part of a view.
        static let part = 8
        /// A property, an alternative, an item or a parameter becomes one of a type.
        static let member = 40
        /// A place that a walk comes by.
        static let place = 4
    }

    /// A text that is printed once more.
    static func cost(ofText text: String?) -> Int { (text?.utf8.count ?? 0) / 4 }

    private(set) var steps = 0
    var stepsMax: Int

    init(stepsMax: Int) { self.stepsMax = stepsMax }

    var isSpent: Bool { steps > stepsMax }

    mutating func spend(_ count: Int) { steps += count }
}

/// The work that a document has asked for: for what is made of it, and for looking at its values.
final class Budget {
    fileprivate(set) var work: WorkBudget
    fileprivate var values: WorkBudget
    fileprivate var hasSaidTooMuch = false
    fileprivate let stepsMin: Int

    init(stepsMin: Int) {
        self.stepsMin = stepsMin
        work = WorkBudget(stepsMax: stepsMin)
        values = WorkBudget(stepsMax: stepsMin)
    }

    /// Counts steps that alone ask for nothing more.
    func note(_ steps: Int) { work.spend(steps) }
}

extension Resolution {
    /// Counts steps for the place. False, after one diagnostic, where the document has taken all that it may: what asked for
    /// them comes to nothing then.
    @discardableResult
    func spend(_ steps: Int, at place: Place) -> Bool {
        budget.work.spend(steps)
        guard budget.work.isSpent else { return true }
        budget.work.stepsMax = max(budget.work.stepsMax, allowedSteps(WorkBudget.stepsForByte))
        guard budget.work.isSpent else { return true }
        if !budget.hasSaidTooMuch {
            budget.hasSaidTooMuch = true
            error(
                "too-much-work",
                "the document asks for more work than its length allows: schemas are put together again and again", at: place,
                hint: "let fewer schemas build on each other, or have fewer properties and alternatives")
        }
        return false
    }

    /// The same for looking at examples, defaults and lists of values: what is not looked at any more counts as valid.
    func spendOnValues(_ steps: Int, at place: Place) -> Bool {
        budget.values.spend(steps)
        guard budget.values.isSpent else { return true }
        budget.values.stepsMax = max(budget.values.stepsMax, allowedSteps(WorkBudget.valueStepsForByte))
        guard budget.values.isSpent else { return true }
        report(
            .note, "unchecked-values", "values of the document are not looked at from here on: there are too many to compare",
            at: root)
        return false
    }

    /// By the bytes of all files that were read.
    private func allowedSteps(_ forByte: Int) -> Int {
        budget.stepsMin + files.all.reduce(0) { $0 + $1.document.file.bytes.count } * forByte
    }
}
