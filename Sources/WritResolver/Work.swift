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

extension Resolution {
    /// Counts steps for the place. False, after one diagnostic, where the document has taken all that it may: what asked for
    /// them comes to nothing then.
    @discardableResult
    func spend(_ steps: Int, at place: Place) -> Bool {
        work.spend(steps)
        guard work.isSpent else { return true }
        work.stepsMax = max(work.stepsMax, allowedSteps(WorkBudget.stepsForByte))
        guard work.isSpent else { return true }
        if !saidTooMuch {
            saidTooMuch = true
            error(
                "too-much-work",
                "the document asks for more work than its length allows: schemas are put together again and again", at: place,
                hint: "let fewer schemas build on each other, or have fewer properties and alternatives")
        }
        return false
    }

    /// The same for looking at examples, defaults and lists of values: what is not looked at any more counts as valid.
    func spendOnValues(_ steps: Int, at place: Place) -> Bool {
        valueWork.spend(steps)
        guard valueWork.isSpent else { return true }
        valueWork.stepsMax = max(valueWork.stepsMax, allowedSteps(WorkBudget.valueStepsForByte))
        guard valueWork.isSpent else { return true }
        report(
            .note, "unchecked-values", "values of the document are not looked at from here on: there are too many to compare",
            at: root)
        return false
    }

    /// By the bytes of all files that were read.
    private func allowedSteps(_ forByte: Int) -> Int {
        options.workStepsMin + files.all.reduce(0) { $0 + $1.document.file.bytes.count } * forByte
    }
}
