// What an operation declares to fail with, as one text: a line for each kind of body.

/// The statuses that share a kind of body, and all that is told of it:
///
///     404 4XX default @application/problem+json #Problem .type:s .title:s! .status:i! .detail:s + ~Retry-After:Int!
///
/// Words are those of a `NameList`. `@` is a media type, `#` the body's Swift type, `.` a member of it that a problem document
/// may have, with the kind of its value, `+` stands for members that are not listed, and `~` is a header field with its type.
/// `!` is required.
package struct FailureForm: Equatable, Sendable {
    package enum Status: Equatable, Sendable {
        case code(Int)
        /// `4XX` is 4.
        case family(Int)
        case `default`
    }

    /// What a member may be: as much as the one who writes it without the generated type has to know.
    package enum Kind: Character, Sendable {
        case string = "s"
        case integer = "i"
        case number = "n"
        case boolean = "b"
        case any = "j"
        /// A value that only the generated type can write.
        case other = "-"
    }

    package struct Member: Equatable, Sendable {
        package var name: String
        package var kind: Kind
        package var isRequired: Bool

        package init(name: String, kind: Kind, isRequired: Bool) {
            self.name = name
            self.kind = kind
            self.isRequired = isRequired
        }
    }

    package struct Field: Hashable, Sendable {
        package var name: String
        package var type: String
        package var isRequired: Bool

        package init(name: String, type: String, isRequired: Bool) {
            self.name = name
            self.type = type
            self.isRequired = isRequired
        }
    }

    package var statuses: [Status] = []
    package var mediaTypes: [String] = []
    /// Empty without a body.
    package var bodyType = ""
    /// Empty where no problem document fits.
    package var members: [Member] = []
    package var takesOtherMembers = false
    package var fields: [Field] = []

    package init() {}

    // MARK: Writing

    package static func text(of forms: [FailureForm]) -> String { forms.map(\.line).joined(separator: "\n") }

    private var line: String {
        var words: [(name: String, isRequired: Bool)] = statuses.map { (Self.word($0), false) }
        words += mediaTypes.map { ("@" + $0, false) }
        if !bodyType.isEmpty { words.append(("#" + bodyType, false)) }
        words += tellableMembers.map { (".\($0.name):\($0.kind.rawValue)", $0.isRequired) }
        if takesOtherMembers { words.append(("+", false)) }
        words += fields.map { ("~\($0.name):\($0.type)", $0.isRequired) }
        return NameList.text(of: words)
    }

    /// A name with a line break in it has no place in a line: who requires such a member has no room for a problem.
    private var tellableMembers: [Member] {
        let untold = members.filter { $0.name.utf8.contains(UInt8(ascii: "\n")) }
        if untold.isEmpty { return members }
        return untold.contains(where: \.isRequired) ? [] : members.filter { !untold.contains($0) }
    }

    private static func word(_ status: Status) -> String {
        switch status {
        case .code(let code): "\(code)"
        case .family(let family): "\(family)XX"
        case .default: "default"
        }
    }

    // MARK: Reading

    package static func forms(in text: String) -> [FailureForm] {
        text.utf8.split(separator: UInt8(ascii: "\n")).map { FailureForm(line: $0) }
    }

    private init(line: some Sequence<UInt8>) {
        for word in NameList.names(in: line) {
            let text = String(decoding: word.bytes.dropFirst(), as: UTF8.self)
            switch word.bytes.first {
            case UInt8(ascii: "@"): mediaTypes.append(text)
            case UInt8(ascii: "#"): bodyType = text
            case UInt8(ascii: "+"): takesOtherMembers = true
            case UInt8(ascii: "."):
                let kind = text.last.flatMap(Kind.init) ?? .other
                members.append(Member(name: String(text.dropLast(2)), kind: kind, isRequired: word.isRequired))
            case UInt8(ascii: "~"):
                let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
                fields.append(Field(name: parts[0], type: parts.count > 1 ? parts[1] : "", isRequired: word.isRequired))
            default: statuses.append(Self.status(String(decoding: word.bytes, as: UTF8.self)))
            }
        }
    }

    private static func status(_ word: String) -> Status {
        if let code = Int(word) { return .code(code) }
        return word.hasSuffix("XX") ? Int(word.dropLast(2)).map { .family($0) } ?? .default : .default
    }
}

extension [FailureForm] {
    /// The forms that hold for a status: those that name it, or else its family, or else `default`.
    package func forms(for status: Int) -> [FailureForm] {
        for wanted in [FailureForm.Status.code(status), .family(status / 100), .default] {
            let found = filter { $0.statuses.contains(wanted) }
            if !found.isEmpty { return found }
        }
        return []
    }
}

extension FailureForm {
    /// Whether the form may stand for the status: where several do, one that throws a family's case has chosen that.
    package func mayHave(_ status: Int) -> Bool {
        statuses.contains { $0 == .code(status) || $0 == .family(status / 100) || $0 == .default }
    }
}
