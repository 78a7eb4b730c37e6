// The functions of a Swift file and how many lines each takes.

struct FunctionExtent {
    let firstLine: Int
    let lineCount: Int
}

/// Finds every `func`, `init`, `deinit` and `subscript` with a body. `code` has no comments and no strings.
func functions(in code: String) -> [FunctionExtent] {
    var found: [FunctionExtent] = []
    var open: [(depth: Int, line: Int)] = []
    var depth = 0
    var parentheses = 0
    var declaration: Int?
    for (number, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let mayDeclare = ["func", "init", "subscript"].contains { line.contains($0) }
        let declares = mayDeclare && line.contains(/^\s*(?:[@\w()]+\s+)*(?:func\s|init[?!]?[(<]|deinit\b|subscript[(<])/)
        if declares, parentheses == 0 { declaration = number }
        for character in line {
            switch character {
            case "(", "[": parentheses += 1
            case ")", "]": parentheses -= 1
            case "{":
                if let line = declaration, parentheses == 0 {
                    open.append((depth, line))
                    declaration = nil
                }
                depth += 1
            case "}":
                depth -= 1
                if open.last?.depth == depth, let function = open.popLast() {
                    found.append(FunctionExtent(firstLine: function.line + 1, lineCount: number - function.line + 1))
                }
                // A declaration without a body ends with what holds it; a default argument's brace ends nothing.
                if parentheses == 0 { declaration = nil }
            default: break
            }
        }
    }
    return found
}
