// What an application's author writes, as a beginning: a type for each handler protocol, one for the security, and the API.

internal import SwiftWriter
package import WritContract

/// The beginning of an application. Its files are the author's from then on: nothing here is generated again.
package struct ApplicationStubs: Sendable {
    /// One type, with its methods apart, so that those which are missing can be added to one that is there.
    package struct Conformance: Sendable {
        /// `PetsHandlers`
        package var protocolName: String
        /// `Pets`
        package var typeName: String
        /// The line that opens the type, without its brace.
        package var opening: String
        package var methods: [Method]
    }

    package struct Method: Sendable {
        /// How to know that it is there: `func listPets(`, or `authenticate(session `.
        package var mark: String
        /// Its lines, without indentation.
        package var text: String
    }

    package var handlers: [Conformance]
    package var security: Conformance?
    /// `func makeAPI() -> PetstoreAPI<Caller> { ... }`
    package var makeAPI: String
    /// The type for who asks; empty where nobody is asked.
    package var caller: String?
}

/// - Parameter caller: The application's type for who asks, where it has one.
package func emitStubs(_ contract: Contract, caller: String? = nil) -> ApplicationStubs {
    let emitter = Emitter(contract, EmitterOptions(toolVersion: ""))
    let names = StubNames(contract, caller: caller)
    let handlers = contract.groups.filter { !emitter.isOptional($0) }.map { emitter.stub($0, names) }
    var stubs = ApplicationStubs(
        handlers: handlers, security: contract.security.map { emitter.stub($0, names) },
        makeAPI: emitter.makeAPI(names))
    stubs.caller = contract.security == nil ? nil : names.caller
    return stubs
}

/// Names of the author's types that no type of the contract has.
private struct StubNames {
    let taken: Set<String>
    let caller: String

    init(_ contract: Contract, caller: String?) {
        taken = Set(
            contract.types.compactMap { $0.name.components.first } + contract.operations.map(\.typeName)
                + contract.groups.map(\.protocolName))
        self.caller = caller ?? Self.free("Caller", taken)
    }

    static func free(_ name: String, _ taken: Set<String>) -> String {
        let known: Set = [
            "Task", "RequestContext", "Array", "String", "Set", "Result", "Error", "Any", "Self", "Type", "Never", "Middleware",
        ]
        let candidates = [name, name + "Service", name + "ServiceType"]
        return candidates.first { !taken.contains($0) && !known.contains($0) } ?? name + "Application"
    }

    /// `Pets` for `PetsHandlers`
    func type(_ protocolName: String) -> String {
        let name = protocolName.hasSuffix("Handlers") ? String(protocolName.dropLast(8)) : protocolName
        return Self.free(name.isEmpty ? "Handlers" : name, taken)
    }

    var doorman: String { Self.free("Doorman", taken) }
}

extension Emitter {
    fileprivate func stub(_ group: HandlerGroup, _ names: StubNames) -> ApplicationStubs.Conformance {
        let type = names.type(group.protocolName)
        return ApplicationStubs.Conformance(
            protocolName: group.protocolName, typeName: type,
            opening: text("struct \(Identifier(type)): \(Identifier(group.protocolName))"),
            methods: group.operations.map { method(contract.operations[$0], names) })
    }

    private func method(_ operation: Operation, _ names: StubNames) -> ApplicationStubs.Method {
        let name = Identifier(operation.methodName)
        let signature: Code = "func \(signature(operation, principal: Identifier(names.caller)))"
        return ApplicationStubs.Method(
            mark: text("func \(name)("),
            text: lines { swift in
                swift.comment(receivedAs(operation) ?? "\(operation.method.name) \(servedPath(operation))")
                swift.block(signature) { $0.line("throw NotImplemented()") }
            })
    }

    fileprivate func stub(_ security: SecurityContract, _ names: StubNames) -> ApplicationStubs.Conformance {
        let caller = Identifier(names.caller)
        var methods = security.schemes.map { scheme in
            let label = Identifier(scheme.label)
            let result: Code = scheme.hasScopes ? "AccessGrant<\(caller)>?" : "\(caller)?"
            let signature: Code =
                "func authenticate(\(label: label) credential: \(credentialType(scheme)), context: RequestContext) async throws -> \(result)"
            return ApplicationStubs.Method(
                mark: text("authenticate(\(label: label) "), text: lines { swift in swift.block(signature) { $0.line("nil") } })
        }
        if security.joinsSchemes {
            let signature: Code = "func combine(_ principals: [\(caller)], context: RequestContext) async throws -> \(caller)?"
            methods.append(
                ApplicationStubs.Method(mark: "func combine(", text: lines { swift in swift.block(signature) { $0.line("nil") } })
            )
        }
        return ApplicationStubs.Conformance(
            protocolName: security.protocolName, typeName: names.doorman,
            opening: text("struct \(Identifier(names.doorman)): \(Identifier(security.protocolName))"), methods: methods)
    }

    fileprivate func makeAPI(_ names: StubNames) -> String {
        var arguments: [Code] = contract.groups.filter { !isOptional($0) }.map { group in
            "\(Identifier(group.propertyName)): \(Identifier(names.type(group.protocolName)))()"
        }
        if contract.security != nil { arguments.append("security: \(Identifier(names.doorman))()") }
        let caller: Code = contract.security == nil ? "" : "<\(Identifier(names.caller))>"
        return lines { swift in
            swift.block("func makeAPI() -> \(apiName)\(caller)") { swift in
                swift.list("\(apiName)(", arguments, ")")
            }
        }
    }

    private func text(_ code: Code) -> String { lines { $0.line(code) } }

    private func lines(_ body: (inout SwiftPrinter) -> Void) -> String {
        var printer = SwiftPrinter()
        body(&printer)
        var text = printer.text
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}
