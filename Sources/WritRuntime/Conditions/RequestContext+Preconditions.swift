// What a request makes depend on the version that is there (RFC 9110 section 13).

public import WritWire

extension RequestContext {
    /// What comes of the conditions of a request.
    public enum PreconditionVerdict: Sendable, Hashable {
        /// The request is to be answered as any other.
        case proceed
        /// GET or HEAD, and the client has what is there: the answer is 304.
        case notModified
    }

    /// Whether the request is about the version that is there, by `If-Match`, `If-Unmodified-Since`, `If-None-Match` and
    /// `If-Modified-Since`, in the order that RFC 9110 section 13.2.2 gives them. The contract need not declare these fields.
    ///
    ///     let tag = EntityTag(book.id, book.version)
    ///     if try context.checkPreconditions(tag) == .notModified { return nil }
    ///
    /// Ask before anything is changed, and where it is changed: two requests may come at once.
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
    ) throws -> PreconditionVerdict {
        let preconditions = Preconditions(
            ifMatch: combined("If-Match"), ifNoneMatch: combined("If-None-Match"), ifModifiedSince: single("If-Modified-Since"),
            ifUnmodifiedSince: single("If-Unmodified-Since"), isReading: method == .get || method == .head, now: .now)
        let exists = exists ?? (current != nil || lastModified != nil)
        return try preconditions.verdict(current, lastModified: lastModified, exists: exists, isRequired: isRequired)
    }

    /// Whether a reader has this version, by the conditions that don't refuse anything.
    package func readerHas(_ tag: EntityTag?, lastModified: DateTime?) -> Bool {
        let preconditions = Preconditions(
            ifNoneMatch: combined("If-None-Match"), ifModifiedSince: single("If-Modified-Since"), isReading: true, now: .now)
        let verdict = try? preconditions.verdict(tag, lastModified: lastModified, exists: true, isRequired: false)
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

/// The conditions of one request.
struct Preconditions {
    var ifMatch: String?
    var ifNoneMatch: String?
    var ifModifiedSince: String?
    var ifUnmodifiedSince: String?
    /// GET or HEAD.
    var isReading: Bool
    var now: DateTime

    func verdict(
        _ current: EntityTag?, lastModified: DateTime?, exists: Bool, isRequired: Bool
    ) throws -> RequestContext.PreconditionVerdict {
        let changed = lastModified?.secondsSinceEpoch
        if let ifMatch {
            guard EntityTagCondition(ifMatch).holds(current, exists: exists, by: { $0.isStrongly($1) }) else {
                throw refusal(412, "This is not the version that is there.")
            }
        } else if let date = ifUnmodifiedSince.flatMap({ DateTime(httpDate: $0, now: now) }), let changed {
            guard changed <= date.secondsSinceEpoch else { throw refusal(412, "It was changed since.") }
        } else if isRequired, ifNoneMatch == nil {
            throw refusal(428, "The request has to say which version it is about, in If-Match.")
        }
        if let ifNoneMatch {
            guard EntityTagCondition(ifNoneMatch).holds(current, exists: exists, by: { $0.isWeakly($1) }) else { return .proceed }
            if isReading { return .notModified }
            throw refusal(412, "This version is there already.")
        }
        guard isReading, let changed, let date = ifModifiedSince.flatMap({ DateTime(httpDate: $0, now: now) }) else {
            return .proceed
        }
        return changed <= date.secondsSinceEpoch ? .notModified : .proceed
    }
}
