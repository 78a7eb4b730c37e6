// What is not handled yet: each kind of refusal with its code, its reason and the way out.

/// A kind of keyword that is refused. `code` is what `--allow` takes where going on without the keyword is possible.
struct Refusal: Sendable {
    let code: String
    let reason: String
    /// How to mend or to opt out.
    let hint: String
    /// What opting out means; nil: there is no going on without the keyword.
    let consequence: String?

    var isAllowable: Bool { consequence != nil }

    private init(_ code: String, reason: String, hint: String, consequence: String?) {
        self.code = code
        self.reason = reason
        self.hint = hint
        self.consequence = consequence
    }

    static let mediaType = Refusal(
        "media-type", reason: "only JSON bodies, and JSON and text answers are",
        hint: "pass --allow media-type to leave this media type out where another one is left",
        consequence: "this media type is left out")
    static let composition = Refusal(
        "untyped", reason: "no type is made for such a schema",
        hint: "pass --allow untyped to take any JSON value there (`JSONValue`), unchecked",
        consequence: "any JSON value is taken here, unchecked")
    static let parameter = Refusal(
        "parameter", reason: "the parameter could not be read",
        hint: "use JSON or text in the parameter's `content`, or a `schema` with a `style`",
        consequence: nil)
    static let structure = Refusal(
        "structure", reason: "its meaning would be lost",
        hint: "write the document without it, or pass --allow structure to leave it out",
        consequence: "it is left out")

    static let method = Refusal(
        "method", reason: "the server takes no such method: CONNECT asks for a tunnel, and others have 32 characters at most",
        hint: "pass --allow method to generate the other operations", consequence: "the operation is left out")

    static let pattern = Refusal(
        "pattern", reason: "texts can't be checked against it",
        hint: "write it without that, or pass --allow pattern and check the value in the handler",
        consequence: "write it without that, or check the value in the handler")

    static let all = [
        method, mediaType, composition, parameter, structure, pattern,
    ]
}

extension ResolverOptions {
    /// The codes that `allowed` may hold: those of refusals that can be gone on without.
    package static var allowableCodes: [String] { Refusal.all.filter(\.isAllowable).map(\.code).sorted() }
}
