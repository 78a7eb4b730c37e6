// What is wrong with a document, where, and how to mend it.

/// A message about a document.
package struct Diagnostic: Sendable {
    package enum Severity: String, Sendable {
        case error, warning, note
    }

    /// Another place that the message speaks of, such as the first of two equal keys.
    package struct Related: Sendable {
        package let location: SourceLocation
        package let message: String

        package init(location: SourceLocation, message: String) {
            self.location = location
            self.message = ExactText.written(message)
        }
    }

    package let severity: Severity
    /// A stable name in kebab case, such as `duplicate-key`; scripts and `--allow` go by it.
    package let code: String
    /// What is wrong, in one line, without the place. Credentials of URLs are masked in this, the pointer and the hint.
    package let message: String
    /// Nil where no file could be read.
    package let location: SourceLocation?
    /// The JSON pointer of the value that the message is about, where one is known.
    package let pointer: String?
    /// How to mend it.
    package let hint: String?
    package let related: [Related]

    package init(
        _ severity: Severity, _ code: String, _ message: String, at location: SourceLocation?, pointer: String? = nil,
        hint: String? = nil, related: [Related] = []
    ) {
        self.severity = severity
        self.code = code
        self.message = Credentials.masked(ExactText.written(message))
        self.location = location
        self.pointer = pointer.map { Credentials.masked(ExactText.written($0)) }
        self.hint = hint.map { Credentials.masked(ExactText.written($0)) }
        self.related = related
    }
}

extension Sequence<Diagnostic> {
    package var hasErrors: Bool { contains { $0.severity == .error } }
}
