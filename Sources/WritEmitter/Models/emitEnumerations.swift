// Enumerations beyond closed lists of strings and integers: open ones, and lists of other JSON values.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    // MARK: Open lists

    /// A case for each known string, and one for all others.
    func emitOpenEnumeration(_ name: Identifier, _ cases: [EnumerationCase], _ swift: inout SwiftPrinter) {
        swift.block("\(access)enum \(name): \(enumerationConformance), Hashable") { swift in
            for enumerationCase in cases {
                swift.documentation(enumerationCase.documentation)
                swift.line("case \(Identifier(enumerationCase.swiftName))")
            }
            swift.documentation("A value that the contract does not list.")
            swift.line("case unknown(String)")
            swift.blank()
            swift.block("\(access)init(rawValue: String)") { swift in
                swift.line("switch rawValue {")
                for enumerationCase in cases {
                    let value: Code = "\(quoted: enumerationCase.value)"
                    let condition: Code =
                        mayLookLikeOthers(enumerationCase.value) ? " where rawValue.utf8.elementsEqual(\(value).utf8)" : ""
                    swift.line("case \(value)\(condition): self = .\(Identifier(enumerationCase.swiftName))")
                }
                swift.line("default: self = .unknown(rawValue)")
                swift.line("}")
            }
            swift.blank()
            swift.block("\(access)var rawValue: String") { swift in
                swift.line("switch self {")
                for enumerationCase in cases {
                    swift.line("case .\(Identifier(enumerationCase.swiftName)): \(quoted: enumerationCase.value)")
                }
                swift.line("case .unknown(let value): value")
                swift.line("}")
            }
        }
    }

    /// Whether Swift takes a text for equal to another one: beyond ASCII many have such twins, within it those with the Kelvin
    /// sign's letter, the Greek question mark's semicolon and the grave accent.
    private func mayLookLikeOthers(_ value: String) -> Bool {
        value.utf8.contains { $0 > 0x7F || $0 == UInt8(ascii: "K") || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "`") }
    }

    func emitOpenEnumerationCodecs(
        _ declaration: TypeDeclaration, _ cases: [EnumerationCase], _ swift: inout SwiftPrinter
    ) {
        guard hasReader(declaration) || hasWriter(declaration) || declaration.isParameter else { return }
        let type = name(declaration.name)
        swift.blank()
        swift.block("extension \(type)") { swift in
            for reader in ["JSONReader", "ParameterReader"] as [Code] {
                guard reader == "JSONReader" ? hasReader(declaration) : declaration.isParameter else { continue }
                let argument: Identifier = reader == "JSONReader" ? "json" : "parameters"
                let readAccess: Code = reader == "JSONReader" ? modelAccess : ""
                swift.blank()
                swift.block("\(readAccess)static func read(from \(argument): inout \(reader)) -> \(type)?") { swift in
                    swift.line("guard let value = \(argument).readString() else { return nil }")
                    swift.line("return \(type)(rawValue: value)")
                }
            }
            if hasWriter(declaration) {
                swift.blank()
                swift.line("\(modelAccess)func write(to json: inout OutputBuffer) { json.write(rawValue) }")
            }
            emitCoding(&swift)
        }
    }

    // MARK: Lists of other values

    func emitValueEnumeration(_ name: Identifier, _ cases: [EnumerationCase], _ swift: inout SwiftPrinter) {
        swift.block("\(access)enum \(name): \(enumerationConformance), Hashable, CaseIterable") { swift in
            for enumerationCase in cases {
                swift.documentation(
                    [enumerationCase.documentation, "`\(enumerationCase.value)`"].compactMap { $0 }.joined(separator: "\n\n"))
                swift.line("case \(Identifier(enumerationCase.swiftName))")
            }
        }
    }

    func emitValueEnumerationCodecs(
        _ declaration: TypeDeclaration, _ cases: [EnumerationCase], _ swift: inout SwiftPrinter
    ) {
        guard hasReader(declaration) || hasWriter(declaration) else { return }
        let type = name(declaration.name)
        swift.blank()
        swift.block("extension \(type)") { swift in
            if hasReader(declaration) {
                let list = "[" + cases.map(\.value).joined(separator: ",") + "]"
                swift.line("private static let _values = JSONChoices(\(quoted: list))")
                swift.blank()
                swift.block("\(modelAccess)static func read(from json: inout JSONReader) -> \(type)?") { swift in
                    swift.line("guard let index = json.readChoice(_values) else { return nil }")
                    swift.line("switch index {")
                    for (index, enumerationCase) in cases.enumerated() {
                        swift.line("case \(index): return .\(Identifier(enumerationCase.swiftName))")
                    }
                    swift.line("default: return nil")
                    swift.line("}")
                }
            }
            if hasWriter(declaration) {
                swift.blank()
                swift.block("\(modelAccess)func write(to json: inout OutputBuffer)") { swift in
                    swift.line("switch self {")
                    for enumerationCase in cases {
                        swift.line("case .\(Identifier(enumerationCase.swiftName)): json.raw(\(quoted: enumerationCase.value))")
                    }
                    swift.line("}")
                }
            }
            emitCoding(&swift)
        }
    }
}
