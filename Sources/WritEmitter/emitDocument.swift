// The document itself, as it is served.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    /// The document's bytes as string literals: the compiler copies them into the program's constants.
    func emitDocument() -> GeneratedFile {
        file("\(contract.info.apiName)+Document.swift", withHash: true, runtime: .inside) { swift in
            swift.block("extension \(apiName)") { swift in
                let isText = String(validating: contract.document.bytes, as: UTF8.self) != nil
                swift.documentation("The document as its author wrote it.")
                swift.line("static var document: APIDocument {")
                swift.line("    APIDocument(")
                let isJSON: Code = contract.document.isJSON ? "true" : "false"
                swift.line("        isJSON: \(isJSON),")
                if isText {
                    swift.multilineLiteral(
                        "        source: ", String(decoding: contract.document.bytes, as: UTF8.self), ",", hasStandIns: false)
                } else {
                    // Not UTF-8: each byte is the scalar of its value.
                    let latin = String(String.UnicodeScalarView(contract.document.bytes.map { Unicode.Scalar($0) }))
                    swift.multilineLiteral("        bytesAsScalars: ", latin, ",", hasStandIns: false)
                }
                let json = contract.document.isJSON ? "" : String(decoding: contract.document.json, as: UTF8.self)
                let async = contract.document.asyncJSON.map { String(decoding: $0, as: UTF8.self) }
                swift.multilineLiteral("        json: ", json, async == nil ? "" : ",", hasStandIns: false)
                if let async { swift.multilineLiteral("        asyncJSON: ", async, "", hasStandIns: false) }
                swift.line("    )")
                swift.line("}")
            }
        }
    }
}
