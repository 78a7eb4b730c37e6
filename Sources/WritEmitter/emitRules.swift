// The rules that values are checked against beside their types, as one text.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func emitRules() -> GeneratedFile {
        let list = contract.rules
        return file("\(list.typeName).swift", runtime: .inside) { swift in
            swift.documentation("What the contract asks of values beyond their types. It is read when a value is first checked.")
            swift.block("enum \(Identifier(list.typeName))") { swift in
                let patterns: [Code] = list.patterns.map(pattern)
                let more: Code = patterns.isEmpty ? "" : ", patterns: [\(patterns.joined(", "))]"
                let text = list.lines.joined(separator: "\n")
                swift.multilineLiteral("static let all = SchemaRules(", text, more + ")", isIndented: true)
                swift.blank()
                for (name, line) in list.numbers.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
                    swift.line("static var \(Identifier(name)): Int { \(line) }")
                }
            }
        }
    }
}
