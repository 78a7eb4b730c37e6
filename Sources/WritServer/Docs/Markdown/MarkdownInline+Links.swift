// Links, images, addresses and the author's own tags.

extension MarkdownInline {
    // MARK: Brackets

    mutating func open(bracketOf count: Int, isImage: Bool) {
        add(isImage ? "![" : "[")
        position += count
        brackets.append(Bracket(piece: pieces.count - 1, start: position, isImage: isImage, marks: marks.count))
    }

    /// `]`: the end of a link's text, if what follows says where it leads.
    mutating func closeBracket() {
        let end = position
        guard let opener = brackets.popLast() else { return take(1) }
        guard opener.isActive, let (destination, next) = destination(behind: end, text: opener.start..<end) else {
            return take(1)
        }
        endText()
        marks.settle(from: opener.marks, &pieces)
        if opener.isImage {
            pieces[opener.piece] = "<span class=\"image\">"
            pieces.append("</span>")
        } else if let href = safeAddress(destination) {
            pieces[opener.piece] = Self.anchor(href)
            pieces.append("</a>")
            // No link stands in another one.
            for index in brackets.indices where !brackets[index].isImage { brackets[index].isActive = false }
        } else {
            // It leads nowhere that a page may lead to: its text remains.
            pieces[opener.piece] = ""
        }
        position = next
    }

    private static func anchor(_ href: String) -> String {
        "<a href=\"\(escapeHTML(href))\" rel=\"noopener noreferrer nofollow\">"
    }

    private func destination(behind end: Int, text: Range<Int>) -> (destination: String, next: Int)? {
        if at(end + 1) == UInt8(ascii: "("), let inline = inlineDestination(from: end + 2) { return inline }
        var label = text, next = end + 1
        if at(end + 1) == UInt8(ascii: "["),
            let close = bytes[(end + 2)...].prefix(1_000).firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "[") }
            ),
            bytes[close] == UInt8(ascii: "]")
        {
            if close > end + 2 { label = end + 2..<close }
            next = close + 1
        }
        guard !references.isEmpty, label.count <= 1_000 else { return nil }
        return references[String(decoding: bytes[label], as: UTF8.self).lowercased()].map { ($0, next) }
    }

    /// `destination "title")`; titles are not shown.
    private func inlineDestination(from start: Int) -> (destination: String, next: Int)? {
        var cursor = skippingSpaces(start)
        let limit = min(bytes.count, start + Markdown.destinationBytesMax)
        var destination: [UInt8] = []
        if at(cursor) == UInt8(ascii: "<") {
            cursor += 1
            while cursor < limit, bytes[cursor] != UInt8(ascii: ">"), bytes[cursor] != 0x0A {
                destination.append(bytes[cursor])
                cursor += 1
            }
            guard at(cursor) == UInt8(ascii: ">") else { return nil }
            cursor += 1
        } else {
            var depth = 0
            while cursor < limit, !isSpace(bytes[cursor]) {
                var byte = bytes[cursor]
                if byte == UInt8(ascii: "\\"), let next = at(cursor + 1), !isLetterOrDigit(next), next < 0x80, !isSpace(next) {
                    cursor += 1
                    byte = next
                } else if byte == UInt8(ascii: "(") {
                    depth += 1
                } else if byte == UInt8(ascii: ")") {
                    if depth == 0 { break }
                    depth -= 1
                }
                destination.append(byte)
                cursor += 1
            }
            if depth != 0 { return nil }
        }
        cursor = skippingSpaces(cursor)
        if let quote = at(cursor), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let end = bytes[(cursor + 1)...].prefix(Markdown.destinationBytesMax).firstIndex(of: quote) else { return nil }
            cursor = skippingSpaces(end + 1)
        }
        guard at(cursor) == UInt8(ascii: ")") else { return nil }
        return (String(decoding: destination, as: UTF8.self), cursor + 1)
    }

    private func skippingSpaces(_ start: Int) -> Int {
        var cursor = start
        while let byte = at(cursor), isSpace(byte), cursor < start + 100 { cursor += 1 }
        return cursor
    }

    // MARK: Addresses

    /// The address, where a page may lead there; nil for `javascript:` and whatever else a browser might run.
    func safeAddress(_ address: String) -> String? {
        let text = address.replacing("&amp;", with: "&")
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        let head = text.utf8.prefix { !"/?#:".utf8.contains($0) }
        guard text.utf8.dropFirst(head.count).first == UInt8(ascii: ":") else { return text }
        return ["http", "https", "mailto", "tel"].contains(Substring(head).lowercased()) ? text : nil
    }

    var startsURL: Bool {
        let rest = bytes[position...]
        return rest.starts(with: "https://".utf8) || rest.starts(with: "http://".utf8)
    }

    /// An address in the text.
    mutating func takeBareURL() {
        guard !brackets.contains(where: { !$0.isImage && $0.isActive }) else { return take(1) }
        let stops = Array("<>\"`".utf8)
        var url = bytes[position...].prefix(Markdown.destinationBytesMax).prefix { $0 > 0x20 && !stops.contains($0) }
        while let last = url.last, ".,;:!?*_~')]".utf8.contains(last) {
            if last == UInt8(ascii: ")"), url.contains(UInt8(ascii: "(")) { break }
            url = url.dropLast()
        }
        guard url.count > 8 else { return take(1) }
        let text = String(decoding: url, as: UTF8.self)
        add(Self.anchor(text) + escapeHTML(text) + "</a>")
        position = url.endIndex
    }

    // MARK: Angle brackets

    /// `<https://...>`, `<somebody@example.org>`, or a tag: those that only format stay, those that lay out go, all others are
    /// text.
    mutating func takeAngle() {
        if bytes[position...].starts(with: "<!--".utf8), let end = endOfComment() {
            position = end
            return
        }
        let inside = bytes[(position + 1)...].prefix(Markdown.tagBytesMax)
        guard let end = inside.firstIndex(of: UInt8(ascii: ">")) else { return take(1) }
        let content = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
        if isAddress(content), let href = safeAddress(content.contains("://") ? content : mail(content)) {
            add(Self.anchor(href) + escapeHTML(content) + "</a>")
        } else if let tag = MarkdownTag(content) {
            add(tag)
        } else {
            return take(1)
        }
        position = end + 1
    }

    private func endOfComment() -> Int? {
        var cursor = position + 4
        let limit = min(bytes.count - 2, cursor + Markdown.tagBytesMax)
        while cursor < limit {
            if bytes[cursor] == UInt8(ascii: "-"), bytes[cursor + 1] == UInt8(ascii: "-"), bytes[cursor + 2] == UInt8(ascii: ">")
            {
                return cursor + 3
            }
            cursor += 1
        }
        return nil
    }

    private func isAddress(_ content: String) -> Bool {
        guard !content.utf8.contains(where: { $0 <= 0x20 }) else { return false }
        return content.hasPrefix("http://") || content.hasPrefix("https://") || content.hasPrefix("mailto:")
            || content.contains("@") && !content.hasPrefix("/") && !content.contains("=") && !content.contains(":")
    }

    private func mail(_ content: String) -> String { content.hasPrefix("mailto:") ? content : "mailto:" + content }

    private mutating func add(_ tag: MarkdownTag) {
        switch tag.fate {
        case .lineBreak: add("<br>")
        case .dropped: break
        case .kept:
            if !tag.isClosing {
                // A crowd of open tags is nobody's text.
                guard openTags.count < 16 else { return }
                openTags.append(tag.name)
                add("<\(tag.name)>")
            } else if let index = openTags.lastIndex(of: tag.name) {
                openTags.remove(at: index)
                add("</\(tag.name)>")
            }
        }
    }
}

/// A tag that an author wrote, of those that do no harm.
struct MarkdownTag {
    enum Fate {
        case kept, dropped, lineBreak
    }

    let name: String
    let isClosing: Bool
    let fate: Fate

    private static let kept: Set<String> = [
        "b", "i", "em", "strong", "code", "sub", "sup", "kbd", "u", "s", "del", "small", "mark",
    ]
    private static let dropped: Set<String> = [
        "a", "p", "div", "span", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "td", "th", "h1", "h2",
        "h3",
        "h4", "h5", "h6", "pre", "blockquote", "details", "summary", "center", "font", "section", "hr",
    ]

    init?(_ content: String) {
        var rest = content[...].utf8
        isClosing = rest.first == UInt8(ascii: "/")
        if isClosing { rest = rest.dropFirst() }
        let word = rest.prefix { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) }
        let behind = rest.dropFirst(word.count).first
        guard behind == nil || behind == 0x20 || behind == 0x0A || behind == UInt8(ascii: "/") else { return nil }
        name = Substring(word).lowercased()
        if name == "br" {
            fate = .lineBreak
        } else if Self.kept.contains(name) {
            fate = .kept
        } else if Self.dropped.contains(name) {
            fate = .dropped
        } else {
            return nil
        }
    }
}
