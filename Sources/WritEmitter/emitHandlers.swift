// The protocols that an application implements: one for each tag.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func emitHandlers() -> [GeneratedFile] {
        contract.groups.map { group in
            file("\(group.protocolName).swift", runtime: .shown, modules: modules(group)) { swift in
                swift.documentation(group.documentation)
                let principal: Code = isSecured(group) ? "<Principal>" : ""
                swift.block("\(access)protocol \(Identifier(group.protocolName))\(principal): Sendable") { swift in
                    if isSecured(group) {
                        swift.documentation("The application's own type for who asks.")
                        swift.line("associatedtype Principal: Sendable")
                    }
                    for index in group.operations {
                        swift.blank()
                        emitRequirement(contract.operations[index], &swift)
                    }
                }
            }
        }
    }

    private func emitRequirement(_ operation: Operation, _ swift: inout SwiftPrinter) {
        let path = receivedAs(operation) ?? "`\(operation.method.name) \(servedPath(operation))`"
        let text = operation.documentation.map { $0 + "\n\n" + path } ?? path
        swift.documentation(documentation(text, isDeprecated: operation.isDeprecated))
        swift.line("nonisolated(nonsending) func \(signature(operation, principal: "Principal"))")
    }

    /// `listPets(_ input: ListPets.Input, context: RequestContext) async throws -> [Pet]`
    func signature(_ operation: Operation, principal: Identifier) -> Code {
        let type = Identifier(operation.typeName)
        let socket: Code = operation.webSocket == nil ? "" : ", socket: \(type).Socket"
        let asker: Code =
            operation.security.map { $0.allowsAnonymous ? ", principal: \(principal)?" : ", principal: \(principal)" } ?? ""
        let parameters: Code = "_ input: \(type).Input\(socket)\(asker), context: RequestContext"
        return "\(Identifier(operation.methodName))(\(parameters)) async throws\(returned(operation))"
    }

    /// ` -> Pet`, or nothing where the answer has no body.
    func returned(_ operation: Operation) -> Code {
        switch operation.result.success {
        case .choice: " -> \(Identifier(operation.typeName)).Success"
        case .plain(let answer):
            bodyType(answer).map { " -> \($0)" } ?? ""
        }
    }
}
