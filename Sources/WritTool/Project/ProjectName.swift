// The name of a package, and the names that are made of it.

internal import Foundation

struct ProjectError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

/// A package's name, such as `book-shop`.
struct ProjectName {
    let text: String
    /// `BookShop`
    let typeName: String

    init(_ text: String) throws(ProjectError) {
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let joined = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        guard let first = joined.first, first.isLetter else {
            throw ProjectError("\(text.debugDescription) can't name a package: begin with a letter, as in `writ init shop`")
        }
        self.text = words.joined(separator: "-")
        typeName = joined
    }
}
