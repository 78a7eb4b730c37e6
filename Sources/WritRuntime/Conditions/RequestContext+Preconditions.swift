// The conditions of a request, by its context.

public import WritWire

extension RequestContext {
    /// What the request makes depend on the version that is there. The contract need not declare these fields.
    ///
    /// The value may be taken elsewhere, into the actor or the transaction that makes the change: two requests may come at once, and the
    /// context itself is empty inside `offload`.
    public var versionConditions: VersionConditions {
        VersionConditions(
            ifMatch: combined("If-Match"), ifNoneMatch: combined("If-None-Match"), ifModifiedSince: single("If-Modified-Since"),
            ifUnmodifiedSince: single("If-Unmodified-Since"), isReading: method == .get || method == .head,
            isOfRequest: live != nil, now: .now)
    }

    /// Whether the request is about the version that is there: `versionConditions.check`, in the handler itself.
    ///
    ///     let tag = EntityTag(book.id, book.version)
    ///     if try context.checkPreconditions(tag) == .notModified { return nil }
    ///
    /// - Parameters:
    ///   - current: The version that is there; nil where it has none, or where nothing is there.
    ///   - lastModified: When that was changed last; nil where nobody knows. Fractions of a second don't count.
    ///   - exists: Whether anything is there; nil: if there is a version or a time of change.
    ///   - isRequired: Whether a request without any condition is refused, so that nobody overwrites what he hasn't seen.
    /// - Throws: 412 where the request is about another version; 428 where it has to say which one, and doesn't.
    @discardableResult
    public func checkPreconditions(
        _ current: EntityTag?, lastModified: DateTime? = nil, exists: Bool? = nil, isRequired: Bool = false
    ) throws -> VersionConditions.Verdict {
        try versionConditions.check(current, lastModified: lastModified, exists: exists, isRequired: isRequired)
    }

    /// Whether a reader has this version, by the conditions that don't refuse anything.
    package func readerHas(_ tag: EntityTag?, lastModified: DateTime?) -> Bool {
        let conditions = VersionConditions(
            ifNoneMatch: combined("If-None-Match"), ifModifiedSince: single("If-Modified-Since"), isReading: true, now: .now)
        let verdict = try? conditions.check(tag, lastModified: lastModified, exists: true)
        return verdict == .notModified
    }

    private func combined(_ name: String) -> String? {
        let values = fields(named: name)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// Several dates are none.
    private func single(_ name: String) -> String? {
        let values = fields(named: name)
        return values.count == 1 ? values[0] : nil
    }
}
