// What the tables of keywords say of each: the shape of its value, what becomes of it, and since when there is one.

/// One keyword of one kind of object.
struct KeywordRow: Sendable {
    enum Fate: Sendable {
        /// It shapes the generated code.
        case enforced
        /// It is shown in the docs pages and means nothing to the server.
        case documented
        case refused(Refusal)
    }

    let shape: Shape
    let fate: Fate
    /// Said where it is missing; nil: it may be.
    private(set) var missingHint: String?
    /// Said where its value has the wrong shape.
    private(set) var shapeHint: String?
    /// The only version that has it; nil: all do.
    private(set) var dialect: Dialect?
    /// False for what came with OpenAPI 3, and Swagger 2.0 has not.
    private(set) var isOfSwagger = true
    /// True for what came with 3.2.
    private(set) var isOf32 = false

    static func enforced(_ shape: Shape) -> KeywordRow { KeywordRow(shape: shape, fate: .enforced) }
    static func documented(_ shape: Shape) -> KeywordRow { KeywordRow(shape: shape, fate: .documented) }
    static func refused(_ shape: Shape, _ refusal: Refusal) -> KeywordRow {
        KeywordRow(shape: shape, fate: .refused(refusal))
    }

    func required(_ hint: String) -> KeywordRow {
        var row = self
        row.missingHint = hint
        return row
    }

    func hint(_ hint: String) -> KeywordRow {
        var row = self
        row.shapeHint = hint
        return row
    }

    /// The same as a keyword that came with OpenAPI 3.2.
    var of32: KeywordRow {
        var row = self
        row.isOf32 = true
        return row
    }

    /// The same as a keyword that came with OpenAPI 3.0.
    var of3: KeywordRow {
        var row = self
        row.isOfSwagger = false
        return row
    }

    func only(_ dialect: Dialect) -> KeywordRow {
        var row = self
        row.dialect = dialect
        row.isOfSwagger = false
        return row
    }
}
