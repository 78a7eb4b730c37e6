// The conditions of one request (RFC 9110 section 13).

public import WritWire

/// What a request makes depend on the version that is there: `If-Match`, `If-Unmodified-Since`, `If-None-Match` and
/// `If-Modified-Since`. A value that can be handed to whoever makes a change, on any thread.
///
///     let conditions = context.versionConditions
///     try await shelf.change(book.id, if: conditions)
public struct VersionConditions: Sendable {
    /// What comes of the conditions of a request.
    public enum Verdict: Sendable, Hashable {
        /// The request is to be answered as any other.
        case proceed
        /// GET or HEAD, and the client has what is there: the answer is 304.
        case notModified
    }

    var ifMatch: String?
    var ifNoneMatch: String?
    var ifModifiedSince: String?
    var ifUnmodifiedSince: String?
    /// GET or HEAD.
    var isReading: Bool
    /// Whether there was a request to ask: a context that is empty has no conditions, and nothing may be made of that.
    var isOfRequest = true
    var now: DateTime

    /// Holds the conditions against what is there, in the order of RFC 9110 section 13.2.2.
    ///
    ///     func change(_ id: Int, if conditions: VersionConditions) throws {
    ///         guard let book = books[id] else { throw NotImplemented() }
    ///         try conditions.check(EntityTag(book.id, book.version), isRequired: true)
    ///
    /// - Parameters:
    ///   - current: The version that is there; nil where it has none, or where nothing is there.
    ///   - lastModified: When that was changed last; nil where nobody knows. Fractions of a second don't count.
    ///   - exists: Whether anything is there; nil: if there is a version or a time of change.
    ///   - isRequired: Whether a request without any condition is refused, so that nobody overwrites what he hasn't seen.
    /// - Throws: 412 where the request is about another version; 428 where it has to say which one, and doesn't; an error that becomes a
    ///   500 where the conditions were asked of a context that is empty.
    @discardableResult
    public func check(
        _ current: EntityTag?, lastModified: DateTime? = nil, exists: Bool? = nil, isRequired: Bool = false
    ) throws -> Verdict {
        guard isOfRequest else { throw ConditionsOfNoRequest() }
        let exists = exists ?? (current != nil || lastModified != nil)
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

/// A context was asked on a thread of somebody else, or when its request was over: it had no fields to tell of.
struct ConditionsOfNoRequest: Error, CustomStringConvertible {
    var description: String {
        "The conditions of a request were asked of a context that is empty: take context.versionConditions in the handler itself."
    }
}
