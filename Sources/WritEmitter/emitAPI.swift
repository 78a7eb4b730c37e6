// The type that ties handlers to routes.

internal import SwiftWriter
internal import WritContract
internal import WritFormats

extension Emitter {
    func emitAPI() -> GeneratedFile {
        file("\(contract.info.apiName).swift", runtime: .shown) { swift in
            swift.documentation(apiDocumentation)
            let principal: Code = contract.security == nil ? "" : "<Principal: Sendable>"
            swift.block("\(access)struct \(apiName)\(principal): WritAPI") { swift in
                emitHandlerProperties(&swift)
                swift.blank()
                emitInitializer(&swift)
                swift.blank()
                emitRoutes(&swift)
                swift.blank()
                emitDispatch(&swift)
                emitReceivers(&swift)
            }
        }
    }

    private var apiDocumentation: String {
        let title = contract.info.title + " " + contract.info.version
        return contract.info.description.map { title + "\n\n" + $0 } ?? title
    }

    private func emitHandlerProperties(_ swift: inout SwiftPrinter) {
        for group in contract.groups {
            swift.line("let \(Identifier(group.propertyName)): \(handlersType(group))")
            if group.receives != nil { swift.line("let \(pathName(group)): String") }
        }
        if contract.security != nil { swift.line("let security: any RequestAuthenticator<Principal>") }
    }

    private func emitInitializer(_ swift: inout SwiftPrinter) {
        var parameters: [Code] = contract.groups.flatMap(initializerParameters)
        if let security = contract.security {
            parameters.append("security: any \(Identifier(security.protocolName))<Principal>")
        }
        let authenticator = Identifier(contract.security?.authenticatorName ?? "")
        swift.list("\(access)init(", parameters, ") {")
        swift.indent { swift in
            for group in contract.groups {
                let name = Identifier(group.propertyName)
                swift.line("self.\(name) = \(name)")
                if group.receives != nil { swift.line("self.\(pathName(group)) = \(pathName(group))") }
            }
            if contract.security != nil { swift.line("self.security = \(authenticator)(security: security)") }
        }
        swift.line("}")
    }

    /// The routes as lines of one literal: the type checker has nothing to do, and a reader sees them all.
    private func emitRoutes(_ swift: inout SwiftPrinter) {
        let routes = contract.operations.map { operation in
            if let receiver = operation.receiver {
                return line(operation, receiver.kind.rawValue + operation.path.text)
            }
            return line(operation, (operation.basePath ?? "") + operation.path.text, isWhole: operation.basePath != nil)
        }
        // Types with a parameter have no stored properties of their own.
        guard contract.security == nil else {
            return swift.block("\(access)static var description: APIDescription") { emitDescription("", routes, &$0) }
        }
        emitDescription("\(access)static let description = ", routes, &swift)
    }

    private func line(_ operation: Operation, _ path: String, isWhole: Bool = false) -> String {
        RouteLine(method: operation.method.name[...], path: path[...], isWhole: isWhole, id: operation.id[...]).text
    }

    private func emitDescription(_ opening: Code, _ routes: [String], _ swift: inout SwiftPrinter) {
        swift.line(opening + "APIDescription(")
        swift.line("    title: \(quoted: contract.info.title),")
        swift.line("    version: \(quoted: contract.info.version),")
        swift.line("    summary: \(quoted: contract.info.description ?? ""),")
        swift.line("    basePath: \(quoted: contract.basePath),")
        swift.line("    document: document,")
        let lists: [(label: Code, lines: String)] = [
            ("    tags: ", OperationLine.lines(of: contract.operations.map(\.tags))),
            ("    fields: ", OperationLine.lines(of: contract.operations.map(fieldWords))),
            (
                "    traits: ",
                OperationLine.lines(
                    of: contract.operations.map { $0.allowsCompression ? [] : [OperationTrait.uncompressed.rawValue] })
            ),
        ]
        for list in lists where !list.lines.isEmpty { swift.multilineLiteral(list.label, list.lines, ",", isIndented: true) }
        swift.multilineLiteral("    routes: ", routes.joined(separator: "\n"), ")", isIndented: true)
    }

    private func emitDispatch(_ swift: inout SwiftPrinter) {
        swift.block("\(access)func handler(_ operation: ServedOperation) -> OperationHandler?") { swift in
            swift.line("switch operation.number {")
            for (index, operation) in contract.operations.enumerated() {
                swift.line("case \(index): \(serveName(operation))(operation)")
            }
            swift.line("default: nil")
            swift.line("}")
        }
    }

    /// The path with all that stands before it.
    func servedPath(_ operation: Operation) -> String { (operation.basePath ?? contract.basePath) + operation.path.text }

    func serveName(_ operation: Operation) -> Identifier { Identifier("serve" + operation.typeName) }
}
