// What the application may receive: handlers that need not be there, at a path of its choice.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    /// An API that offers operations may leave receiving to others; one of webhooks alone is there to receive them.
    func isOptional(_ group: HandlerGroup) -> Bool {
        group.receives != nil && contract.operations.contains { $0.receiver == nil }
    }

    /// `webhooksPath`
    func pathName(_ group: HandlerGroup) -> Identifier { Identifier(group.propertyName + "Path") }

    func initializerParameters(_ group: HandlerGroup) -> [Code] {
        let initial: Code = isOptional(group) ? " = nil" : ""
        let handlers: Code = "\(Identifier(group.propertyName)): \(handlersType(group))\(initial)"
        guard let kind = group.receives else { return [handlers] }
        return [handlers, "\(pathName(group)): String = \(quoted: "/\(kind.rawValue)/{name}")"]
    }

    /// Where what is received is served; nothing for what is not.
    func emitReceivers(_ swift: inout SwiftPrinter) {
        let groups = contract.groups.filter { $0.receives != nil }
        if groups.isEmpty { return }
        swift.blank()
        swift.block("\(access)var receiverPaths: [String: String]") { swift in
            swift.line("var paths: [String: String] = [:]")
            for group in groups {
                let kind = group.receives?.rawValue ?? ""
                let assignment: Code = "paths[\(quoted: kind)] = \(pathName(group))"
                if isOptional(group) {
                    swift.line("if \(Identifier(group.propertyName)) != nil { \(assignment) }")
                } else {
                    swift.line(assignment)
                }
            }
            swift.line("return paths")
        }
    }

    /// What a received operation is, for its documentation: nil for one that is offered.
    func receivedAs(_ operation: Operation) -> String? {
        guard let receiver = operation.receiver else { return nil }
        let method = operation.method.name
        switch receiver.expression {
        case let expression?: return "Callback `\(receiver.name)`: `\(method)` to `\(expression)`"
        case nil: return "Webhook `\(receiver.name)`, sent by `\(method)`"
        }
    }
}
