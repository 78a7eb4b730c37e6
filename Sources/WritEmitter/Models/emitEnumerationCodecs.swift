// Readers and writers of enumerations: the one of a closed list that a text or a number is.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func emitEnumerationCodecs(
        _ declaration: TypeDeclaration, _ cases: [EnumerationCase], _ swift: inout SwiftPrinter
    ) {
        // The runtime reads and writes the others by their raw values.
        guard declaration.isRead || declaration.isWritten || declaration.isParameter else { return }
        let type = name(declaration.name)
        var integer: IntegerType?
        if case .integerEnumeration(let declared, _) = declaration.kind { integer = declared }
        swift.blank()
        swift.block("extension \(type)") { swift in
            if integer == nil, declaration.isRead || declaration.isParameter {
                let names = cases.map { keyName($0.value) }.joined(separator: " ")
                swift.line("private static let _choices = JSONKeys(\(quoted: names))")
            }
            for reader in ["JSONReader", "ParameterReader"] as [Code] {
                guard reader == "JSONReader" ? declaration.isRead : declaration.isParameter else { continue }
                let argument: Identifier = reader == "JSONReader" ? "json" : "parameters"
                let readAccess: Code = reader == "JSONReader" ? modelAccess : ""
                swift.blank()
                swift.block("\(readAccess)static func read(from \(argument): inout \(reader)) -> \(type)?") { swift in
                    if let integer {
                        emitIntegerRead(type, integer, cases, argument, &swift)
                    } else {
                        emitChoice(argument, cases, &swift)
                    }
                }
            }
            if declaration.isWritten {
                swift.blank()
                swift.line("\(modelAccess)func write(to json: inout OutputBuffer) { json.write(rawValue) }")
            }
        }
    }

    private func emitChoice(_ reader: Identifier, _ cases: [EnumerationCase], _ swift: inout SwiftPrinter) {
        // A switch over an optional costs the compiler a comparison of two optionals for each case.
        swift.line("guard let index = \(reader).readChoice(_choices) else { return nil }")
        swift.line("switch index {")
        for (index, enumerationCase) in cases.enumerated() {
            swift.line("case \(index): return .\(Identifier(enumerationCase.swiftName))")
        }
        swift.line("default: return nil")
        swift.line("}")
    }

    private func emitIntegerRead(
        _ type: Code, _ integer: IntegerType, _ cases: [EnumerationCase], _ reader: Identifier,
        _ swift: inout SwiftPrinter
    ) {
        let list = cases.map(\.value).joined(separator: ", ")
        swift.line("guard let value = \(reader).read\(name(of: integer))() else { return nil }")
        swift.line("if let known = \(type)(rawValue: value) { return known }")
        swift.line("\(reader).violate(\"enum\", \(quoted: "must be one of: " + list))")
        swift.line("return nil")
    }
}
