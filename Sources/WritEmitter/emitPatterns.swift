// The patterns of texts, as automata.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func emitPatterns() -> GeneratedFile {
        file("\(contract.patterns.typeName).swift", runtime: .inside) { swift in
            swift.documentation("The patterns of the contract. Each is made when a text is first checked against it.")
            swift.block("enum \(Identifier(contract.patterns.typeName))") { swift in
                for pattern in contract.patterns.patterns {
                    swift.line("static let \(Identifier(pattern.swiftName)) = Pattern(")
                    swift.line("    \(quoted: pattern.source),")
                    swift.line("    automaton: \(quoted: pattern.automaton))")
                }
            }
        }
    }
}
