// Text of a document as text of a page: whatever it holds, it can't become markup.

/// Escapes what has a meaning in HTML, both between tags and inside a quoted attribute.
func escapeHTML(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for character in text.unicodeScalars {
        switch character {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\"": escaped += "&quot;"
        case "'": escaped += "&#39;"
        // Not allowed in HTML in any spelling.
        case "\0"..."\u{8}", "\u{B}", "\u{E}"..."\u{1F}", "\u{7F}": escaped += "\u{FFFD}"
        default: escaped.unicodeScalars.append(character)
        }
    }
    return escaped
}
