// What no type carries of a contract: schemas as rules that values are checked against.

/// The rules of a contract, and the enum that holds them in generated code.
package struct RuleList: Sendable, Equatable {
    package var typeName: String
    /// One rule each, in JSON, as the runtime reads it: other rules are numbers.
    package var lines: [String]
    /// What patterns in the lines are numbers of: names in `Contract.patterns`.
    package var patterns: [String]
    /// The line of each rule that types, values and answers name; nil: it takes every value. A name goes by where in the document
    /// the rule stands, so that generated code that has it stays as it is when other rules come and go.
    package var numbers: [String: Int]

    package init(typeName: String = "Rules", lines: [String] = [], patterns: [String] = [], numbers: [String: Int] = [:]) {
        self.typeName = typeName
        self.lines = lines
        self.patterns = patterns
        self.numbers = numbers
    }
}
