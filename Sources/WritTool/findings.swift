// Findings in the formats that other tools read.

internal import WritSpec

/// A list of objects.
func findingsJSON(_ findings: [Diagnostic]) -> String {
    let items = findings.map { finding in
        var members = [
            ("severity", quotedJSON(finding.severity.rawValue)), ("code", quotedJSON(finding.code)),
            ("message", quotedJSON(finding.message)),
        ]
        if let location = finding.location { members += placeMembers(location) }
        if let pointer = finding.pointer { members.append(("pointer", quotedJSON(pointer))) }
        if let hint = finding.hint { members.append(("hint", quotedJSON(hint))) }
        return "  " + objectJSON(members)
    }
    return items.isEmpty ? "[]" : "[\n" + items.joined(separator: ",\n") + "\n]"
}

/// SARIF 2.1.0, which code hosts show beside the lines.
func findingsSARIF(_ findings: [Diagnostic], toolVersion: String) -> String {
    var rules: [String] = []
    for finding in findings where !rules.contains(finding.code) { rules.append(finding.code) }
    let results = findings.map { finding in
        let level = finding.severity.rawValue
        let text = finding.message + (finding.hint.map { " (\($0))" } ?? "")
        var members = [
            ("ruleId", quotedJSON(finding.code)), ("level", quotedJSON(level)),
            ("message", objectJSON([("text", quotedJSON(text))])),
        ]
        if let location = finding.location {
            let region = objectJSON([("startLine", "\(location.line)"), ("startColumn", "\(location.column)")])
            let artifact = objectJSON([("uri", quotedJSON(uriReference(location.file.path)))])
            let physical = objectJSON([("artifactLocation", artifact), ("region", region)])
            members.append(("locations", "[\(objectJSON([("physicalLocation", physical)]))]"))
        }
        return objectJSON(members)
    }
    let ruleList = rules.map { objectJSON([("id", quotedJSON($0))]) }.joined(separator: ",")
    let driver = objectJSON([("name", quotedJSON("writ")), ("version", quotedJSON(toolVersion)), ("rules", "[\(ruleList)]")])
    let run = objectJSON([
        ("tool", objectJSON([("driver", driver)])), ("columnKind", quotedJSON("unicodeCodePoints")),
        ("results", "[\(results.joined(separator: ",\n"))]"),
    ])
    return objectJSON([
        ("$schema", quotedJSON("https://json.schemastore.org/sarif-2.1.0.json")), ("version", quotedJSON("2.1.0")),
        ("runs", "[\(run)]"),
    ])
}

/// A path as a reference by RFC 3986, which is what SARIF (3.4.3) asks for. What came from the network is one already.
private func uriReference(_ path: String) -> String {
    if path.hasPrefix("https://") || path.hasPrefix("http://") { return path }
    var result = ""
    for byte in path.utf8 {
        let scalar = UnicodeScalar(byte)
        // A colon in the first segment would end a scheme.
        if "a"..."z" ~= scalar || "A"..."Z" ~= scalar || "0"..."9" ~= scalar || "-._~!$&'()*+,;=@/".utf8.contains(byte) {
            result.unicodeScalars.append(scalar)
        } else {
            result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }
    return result
}

/// Commands that GitHub's runners turn into annotations; each line ended.
func findingsForGitHub(_ findings: [Diagnostic]) -> String {
    func escaped(_ text: String, isProperty: Bool) -> String {
        // No line break gets through, so that no text of a document begins a command.
        var text = VisibleText.visible(text).replacing("%", with: "%25")
        if isProperty { text = text.replacing(":", with: "%3A").replacing(",", with: "%2C") }
        return text
    }
    return findings.map { finding in
        let command = finding.severity == .note ? "notice" : finding.severity.rawValue
        var properties: [String] = []
        if let location = finding.location {
            properties.append("file=\(escaped(location.file.path, isProperty: true))")
            properties += ["line=\(location.line)", "col=\(location.column)"]
        }
        properties.append("title=\(escaped(finding.code, isProperty: true))")
        let text = finding.message + (finding.hint.map { " (\($0))" } ?? "")
        return "::\(command) \(properties.joined(separator: ","))::\(escaped(text, isProperty: false))\n"
    }.joined()
}

func placeMembers(_ location: SourceLocation) -> [(String, String)] {
    [("file", quotedJSON(location.file.path)), ("line", "\(location.line)"), ("column", "\(location.column)")]
}

func objectJSON(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(quotedJSON($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
}

func quotedJSON(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        // What a terminal would act on, or nobody would see; beyond four digits only tags, in two halves.
        case _ where VisibleText.visible(scalar) != scalar:
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
