// What may be thrown from anywhere, and is answered as a problem document where the contract has room for one.

public import WritRuntime
public import WritWire

/// A problem (RFC 9457) that is thrown: from a handler or anything that it calls, from middleware, from an authenticator.
///
///     guard let order = orders.first(where: { $0.id == id }) else { throw HTTPProblem(404, "There is no such order.") }
///
/// It is answered where the operation that runs declares the status, its family (`4XX`) or `default`, with a JSON body of which these
/// are members, or without a body. The schema says what is written: `type` (`about:blank` where there is none), `title` (the name of
/// the status), `status`, `detail`, `instance`, and of other members those that it lists or lets in. Where the operation doesn't
/// declare it, the answer is 500, and the log says what is missing in the document. What middleware throws is answered all the same,
/// since middleware isn't bound to the contract. Of bounds such as `maxLength`, nothing is checked.
///
/// For what clients tell apart by more than the status, throw the operation's `Failure`: the compiler then knows all of its body.
public struct HTTPProblem: Error, Sendable {
    /// The status of the answer, 400...599.
    public var status: Int
    /// A URI that names the kind of problem; nil: `about:blank`, which says no more than the status.
    public var type: String?
    /// The kind of problem in a few words; nil: the name of the status.
    public var title: String?
    /// What went wrong this time, told to the client.
    public var detail: String?
    /// A URI that names this occurrence.
    public var instance: String?
    /// Further members of the document, by their names.
    public var members: [String: JSONValue]
    /// Header fields of the answer, such as `Retry-After`. What can't be sent, and what is the server's own to say, is left out.
    public var fields: [HeaderField]
    /// The error behind it: logged, and told to nobody.
    public var cause: (any Error)?

    /// A problem.
    ///
    ///     throw HTTPProblem(
    ///         503, "The warehouse doesn't answer.", type: "https://example.com/problems/warehouse",
    ///         fields: ["Retry-After": "30"], cause: error)
    ///
    /// - Parameters:
    ///   - status: 400...599.
    ///   - detail: What went wrong this time, told to the client.
    ///   - type: A URI that names the kind of problem.
    ///   - title: The kind of problem in a few words; nil: the name of the status.
    ///   - instance: A URI that names this occurrence.
    ///   - members: Further members of the document.
    ///   - fields: Header fields of the answer.
    ///   - cause: The error behind it, for the log.
    public init(
        _ status: Int, _ detail: String? = nil, type: String? = nil, title: String? = nil, instance: String? = nil,
        members: [String: JSONValue] = [:], fields: KeyValuePairs<String, String> = [:], cause: (any Error)? = nil
    ) {
        self.status = status
        self.type = type
        self.title = title
        self.detail = detail
        self.instance = instance
        self.members = members
        self.fields = fields.map { HeaderField(name: $0.key, value: $0.value) }
        self.cause = cause
    }
}

extension HTTPProblem {
    /// 400: the request makes no sense, for a reason that the contract doesn't name.
    public static func badRequest(_ detail: String? = nil) -> HTTPProblem { HTTPProblem(400, detail) }
    /// 403: known, and not allowed.
    public static func forbidden(_ detail: String? = nil) -> HTTPProblem { HTTPProblem(403, detail) }
    /// 404: there is nothing of that name.
    ///
    ///     guard let order = orders.first(where: { $0.id == id }) else { throw HTTPProblem.notFound("There is no such order.") }
    public static func notFound(_ detail: String? = nil) -> HTTPProblem { HTTPProblem(404, detail) }
    /// 409: what is there stands against it.
    public static func conflict(_ detail: String? = nil) -> HTTPProblem { HTTPProblem(409, detail) }
    /// 410: there was something of that name.
    public static func gone(_ detail: String? = nil) -> HTTPProblem { HTTPProblem(410, detail) }
    /// 412: what `If-Match` or its kin asks for isn't so.
    public static func preconditionFailed(_ detail: String? = nil) -> HTTPProblem { HTTPProblem(412, detail) }
    /// 422: well-formed, and still not to be done.
    public static func unprocessableContent(_ detail: String? = nil) -> HTTPProblem { HTTPProblem(422, detail) }

    /// 429: the client asks too often.
    public static func tooManyRequests(_ detail: String? = nil, retryAfterSeconds: Int? = nil) -> HTTPProblem {
        HTTPProblem(429, detail).retrying(after: retryAfterSeconds)
    }

    /// 503: not now.
    public static func serviceUnavailable(_ detail: String? = nil, retryAfterSeconds: Int? = nil) -> HTTPProblem {
        HTTPProblem(503, detail).retrying(after: retryAfterSeconds)
    }

    private func retrying(after seconds: Int?) -> HTTPProblem {
        guard let seconds else { return self }
        var problem = self
        problem.fields.append(HeaderField(name: "Retry-After", value: "\(seconds)"))
        return problem
    }
}
