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

    static let impossible = Refusal(
        "impossible-schema", reason: "no value is ever valid",
        hint: "correct the schema, or pass --allow impossible-schema to refuse every value there",
        consequence: "every value is refused there")

    static let unknownType = Refusal(
        "unknown-type", reason: "there is no such type", hint: "correct it, or pass --allow unknown-type to take any JSON value",
        consequence: "any JSON value is taken here, unchecked")
    static let endless = Refusal(
        "endless-schema", reason: "no type is made of it",
        hint: "put an object with a named property between the two, or pass --allow endless-schema to take any JSON value",
        consequence: "any JSON value is taken here, unchecked")
    static let form = Refusal(
        "form-schema", reason: "it has no fields",
        hint: "give it `type: object` with `properties`, or pass --allow form-schema to take bytes",
        consequence: "the body comes as bytes")
    static let repeatedParameter = Refusal(
        "duplicate-parameter", reason: "it is not known which is meant",
        hint: "remove one, or correct its name", consequence: "the first counts")

    /// What is wrong with the document, and not only with what is made of it.
    static let ofDocuments = [impossible, unknownType, endless, form, repeatedParameter]
    static let all = [method, mediaType, composition, parameter, structure, pattern] + ofDocuments
}

extension ResolverOptions {
    /// The codes that `allowed` may hold: those of refusals that can be gone on without.
    package static var allowableCodes: [String] { Refusal.all.filter(\.isAllowable).map(\.code).sorted() }

    /// Those that are about what is generated, and not about the document.
    static var generatorCodes: Set<String> {
        Set(Refusal.all.map(\.code)).subtracting(Refusal.ofDocuments.map(\.code))
    }

    /// The same as `allowableCodes`, and what readers of documents allow, for people.
    package static var allowableList: String {
        let codes = ["duplicate-key"] + allowableCodes
        return codes.dropLast().joined(separator: ", ") + " or \(codes[codes.count - 1])"
    }
}
