// The names that are looked for in a query, or among cookies, in one pass for all parameters.

internal import WritContract

/// The names of an operation's pairs: those of plain parameters first, then those of objects and of their properties.
struct PairTable {
    let plain: [Parameter]
    let collected: [Parameter]
    /// Names of pairs that are collected, none twice and none that a plain parameter has; those of texts that are whole first.
    let collectedNames: [(name: String, isRequired: Bool)]
    /// How many of these names stand in front of those whose pairs a cookie may join.
    let wholeCount: Int
    /// An object takes pairs that no parameter names.
    let takesOthers: Bool

    init(_ parameters: [Parameter], in location: Parameter.Location) {
        let all = parameters.filter { $0.location == location }
        plain = all.filter { $0.isOnePair }
        collected = all.filter { !$0.isOnePair }
        var seen = Set(plain.map(\.wireName))
        var names: [(name: String, isRequired: Bool)] = []
        var takesOthers = false
        var wholeCount = 0
        for parameter in collected.filter({ !$0.isExploded }) + collected.filter(\.isExploded) {
            var own: [(name: String, isRequired: Bool)] = [(parameter.wireName, parameter.presence == .required)]
            if case .members(let shape, let others) = parameter.reading, case .value(let value)? = shape.definitions.first {
                // What of the object is required, its own reader says.
                own = (value.members ?? []).map { ($0.name, false) }
                takesOthers = takesOthers || others
            }
            names += own.filter { seen.insert($0.name).inserted }
            if !parameter.isExploded { wholeCount = names.count }
        }
        collectedNames = names
        self.wholeCount = wholeCount
        self.takesOthers = takesOthers
    }

    var isEmpty: Bool { plain.isEmpty && collected.isEmpty }

    /// Bit n is set where plain parameter n may come several times.
    var lists: UInt64 {
        plain.enumerated().reduce(UInt64(0)) { mask, item in
            item.offset < 64 && item.element.isPairs ? mask | 1 << item.offset : mask
        }
    }
}

extension Parameter {
    /// A list of primitives, read from its text or texts.
    var isList: Bool {
        if case .array = schema.type { reading == .plain } else { false }
    }

    /// Whether each item of a list comes as a pair of its own.
    var isPairs: Bool {
        isList && isExploded && (location == .query || location == .cookie)
    }

    /// Its value is one pair's: it is read when that comes, and need not be collected.
    var isOnePair: Bool {
        switch reading {
        case .plain, .json: true
        case .form, .members: false
        }
    }
}
