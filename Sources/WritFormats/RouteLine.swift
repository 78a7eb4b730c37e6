// One operation of an API as a line: `GET /pets/{petId} showPet`.

/// A method, a path and an operation's id, with a blank between.
package struct RouteLine: Equatable, Sendable {
    /// As a request line spells it.
    package var method: Substring
    /// A template, without the mark of one that stands by itself. It begins with a slash; that of what the application receives begins
    /// with a name that the application gives a path for.
    package var path: Substring
    /// The path does not stand behind the base path: `^` stands before it.
    package var isWhole: Bool
    package var id: Substring

    package init(method: Substring, path: Substring, isWhole: Bool, id: Substring) {
        self.method = method
        self.path = path
        self.isWhole = isWhole
        self.id = id
    }

    /// Whether the path has to be given by the application first.
    package var isReceived: Bool { !isWhole && path.utf8.first != UInt8(ascii: "/") }

    package var text: String { "\(method) \(isWhole ? "^" : "")\(path) \(id)" }

    /// Nil for a line without a path.
    package init?(_ line: Substring) {
        // By bytes: a character of Swift's may be a blank, or a slash, and what is drawn over it.
        let words = line.utf8.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count >= 2 else { return nil }
        isWhole = words[1].first == UInt8(ascii: "^")
        method = Substring(words[0])
        path = Substring(isWhole ? words[1].dropFirst() : words[1])
        id = words.count > 2 ? Substring(words[2]) : ""
    }

    /// The lines of a text; nil for one that is none.
    package static func lines(of text: String) -> [RouteLine?] {
        text.utf8.split(separator: UInt8(ascii: "\n")).map { RouteLine(Substring($0)) }
    }
}
