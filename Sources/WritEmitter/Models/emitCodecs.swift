// The readers and writers of declared types: those that the server needs, and the others in their short form.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    /// The readers and writers of a type and of those inside it.
    func emitCodecs(of declaration: TypeDeclaration, _ swift: inout SwiftPrinter) {
        switch declaration.kind {
        case .alias: break
        case .object(let object):
            emitCodecs(
                of: declaration, { emitReader(declaration, object, &$0) },
                { swift in
                    emitWriter(object, &swift)
                    if declaration.isWritten { emitFilled(declaration.name, object, &swift) }
                }, &swift)
        case .stringEnumeration(let cases), .integerEnumeration(_, let cases):
            emitEnumerationCodecs(declaration, cases, &swift)
        case .openEnumeration(let cases): emitOpenEnumerationCodecs(declaration, cases, &swift)
        case .valueEnumeration(let cases): emitValueEnumerationCodecs(declaration, cases, &swift)
        case .union(let union):
            emitCodecs(
                of: declaration, { emitUnionReader(declaration.name, union, rule: declaration.rule, &$0) },
                { emitUnionWriter(union, &$0) }, &swift)
        case .tuple(let tuple):
            emitCodecs(
                of: declaration, { emitTupleReader(declaration.name, tuple, rule: declaration.rule, &$0) },
                { emitTupleWriter(tuple, &$0) }, &swift)
        case .wrapper(let schema):
            emitCodecs(
                of: declaration, { emitWrapperReader(declaration.name, schema, &$0) }, { emitWrapperWriter(schema, &$0) }, &swift)
        }
        emitConversions(of: declaration, &swift)
        for nested in declaration.nested { emitCodecs(of: nested, &swift) }
    }

    /// An extension with the reader and the writer, as far as they are needed.
    private func emitCodecs(
        of declaration: TypeDeclaration, _ reader: (inout SwiftPrinter) -> Void, _ writer: (inout SwiftPrinter) -> Void,
        _ swift: inout SwiftPrinter
    ) {
        let (reads, writes) = (hasReader(declaration), hasWriter(declaration))
        guard reads || writes else { return }
        swift.blank()
        swift.block("extension \(name(declaration.name))") { swift in
            if reads { reader(&swift) }
            if writes {
                swift.blank()
                writer(&swift)
            }
            if options.conformance != .sendable { emitCoding(&swift) }
        }
    }

    func hasReader(_ declaration: TypeDeclaration) -> Bool { declaration.isRead || hasModels }
    func hasWriter(_ declaration: TypeDeclaration) -> Bool { declaration.isWritten || hasModels }

    /// What makes a model `Codable` that has its equality from Swift.
    func emitCoding(_ swift: inout SwiftPrinter) {
        guard hasModels else { return }
        swift.blank()
        swift.line("\(access)init(from decoder: any Decoder) throws { self = try Self.value(from: decoder) }")
        swift.line("\(access)func encode(to encoder: any Encoder) throws { try encodeJSON(to: encoder) }")
    }

    private func emitReader(_ declaration: TypeDeclaration, _ object: ObjectType, _ swift: inout SwiftPrinter) {
        if !declaration.isRead, let reads = shortReads(object) {
            emitShortReader(declaration, object, reads, &swift)
        } else {
            emitReader(declaration.name, object, rule: declaration.rule, &swift)
        }
    }
}
