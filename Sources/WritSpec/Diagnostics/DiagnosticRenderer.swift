// Diagnostics as text for a terminal: place, source line, caret, pointer, hint.

/// Prints diagnostics.
package struct DiagnosticRenderer: Sendable {
    /// Diagnostics printed in full; the rest is counted.
    package var diagnosticsMax = 20
    /// Columns of source shown of a longer line, around the caret.
    package var excerptColumnsMax = 160

    package init(diagnosticsMax: Int = 20) {
        self.diagnosticsMax = diagnosticsMax
    }

    /// All diagnostics in the given order, each line ended; the empty text for none.
    package func text(_ diagnostics: [Diagnostic]) -> String {
        var text = diagnostics.prefix(diagnosticsMax).map { self.text($0) }.joined()
        let hidden = diagnostics.dropFirst(diagnosticsMax)
        if !hidden.isEmpty {
            let errors = hidden.count { $0.severity == .error }
            text += "... and \(hidden.count) more"
            text += errors == hidden.count ? "\n" : " (\(errors) of them errors)\n"
        }
        return text
    }

    /// One diagnostic, each line ended.
    package func text(_ diagnostic: Diagnostic) -> String {
        var text = header(
            diagnostic.location, "\(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.code)]",
            indent: "")
        for related in diagnostic.related {
            text += header(related.location, "note: \(related.message)", indent: "  ")
        }
        if let pointer = diagnostic.pointer, !pointer.isEmpty { text += "  at: \(VisibleText.visible(pointer))\n" }
        if let hint = diagnostic.hint { text += "  hint: \(VisibleText.visible(hint))\n" }
        return text
    }

    private func header(_ location: SourceLocation?, _ message: String, indent: String) -> String {
        let place = location.map { "\($0): " } ?? ""
        let excerpt = location.map { SourceExcerpt($0, columnsMax: excerptColumnsMax).text } ?? ""
        return "\(indent)\(VisibleText.visible(place + message))\n\(excerpt)"
    }
}
