// The public declarations of a Swift file, with what they stand in.

struct PublicDeclaration {
    /// From 1 on.
    let line: Int
    let text: String
    /// The name of the type, or of the extended type, that all of this stands in; its own where it stands in none.
    let outermostType: String
    let isDocumented: Bool
}

/// Finds what is public: with that word, the cases of public enums, and the requirements of public protocols. `code` is `text` with
/// comments and strings blanked out.
func publicDeclarations(text: String, code: String) -> [PublicDeclaration] {
    var scan = DeclarationScan(lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    for (index, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() { scan.take(line, index) }
    return scan.found
}

private struct DeclarationScan {
    let lines: [Substring]
    var found: [PublicDeclaration] = []
    private var open: [Scope] = []
    private var depth = 0
    private var pending: Scope?

    private struct Scope {
        var depth = 0
        let kind: String
        let name: String
        let isPublic: Bool
    }

    init(lines: [Substring]) { self.lines = lines }

    mutating func take(_ line: Substring, _ index: Int) {
        // What stands in a function is nobody's to see.
        let isMember = open.isEmpty ? depth == 0 : open.last?.depth == depth - 1
        let scope = isMember ? scope(of: line) : nil
        if isMember, isDeclaration(line) {
            let outermost = open.first?.name ?? scope?.name ?? ""
            found.append(
                PublicDeclaration(
                    line: index + 1, text: line.drop { $0 == " " }.description, outermostType: outermost,
                    isDocumented: isDocumented(index)))
        }
        if let scope { pending = scope }
        for character in line {
            if character == "{" {
                if var scope = pending {
                    scope.depth = depth
                    open.append(scope)
                    pending = nil
                }
                depth += 1
            } else if character == "}" {
                depth -= 1
                if open.last?.depth == depth { open.removeLast() }
            }
        }
    }

    private func scope(of line: Substring) -> Scope? {
        // Looked for first: most lines have none, and a regular expression takes its time.
        let kinds = ["extension ", "struct ", "enum ", "class ", "protocol ", "actor "]
        guard kinds.contains(where: { line.contains($0) }) else { return nil }
        let pattern = /^\s*(?:@[\w()]+\s+)*((?:public|package|internal|private|fileprivate|final|indirect)\s+)*/
        guard let modifiers = line.prefixMatch(of: pattern) else { return nil }
        let rest = line[modifiers.range.upperBound...]
        guard let head = rest.prefixMatch(of: /(extension|struct|enum|class|protocol|actor)\s+(\w+)/) else { return nil }
        return Scope(kind: String(head.1), name: String(head.2), isPublic: line[modifiers.range].contains("public"))
    }

    /// Whether a line of a type, or outside all types, declares something that is public. An extension is no declaration.
    private func isDeclaration(_ line: Substring) -> Bool {
        guard line.contains("public") || open.last.map({ $0.isPublic && ["enum", "protocol"].contains($0.kind) }) == true else {
            return false
        }
        let words = /\b(?:struct|enum|class|protocol|actor|typealias|func|var|let|init|subscript|case|associatedtype)\b/
        guard line.contains(words), !line.contains("import ") else { return false }
        if line.contains(/^\s*(?:@[\w()]+\s+)*public\s/) { return !line.contains(/\bextension\b/) }
        guard let scope = open.last, scope.isPublic else { return false }
        switch scope.kind {
        case "enum": return line.contains(/^\s*(?:indirect\s+)?case\s/)
        case "protocol": return line.contains(/^\s*(?:[\w()]+\s+)*(?:func|var|init|subscript|associatedtype)\b/)
        default: return false
        }
    }

    /// Whether the line above, or above attributes, is a documentation comment.
    private func isDocumented(_ index: Int) -> Bool {
        var above = index - 1
        while above >= 0, lines[above].contains(/^\s*@\w/) { above -= 1 }
        return above >= 0 && lines[above].contains(/^\s*\/\/\//)
    }
}
