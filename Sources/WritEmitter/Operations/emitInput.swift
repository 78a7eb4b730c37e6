// The input of an operation: a flat struct, and how it is read from a request.
//
// Nobody edits a request: the properties are constants, which have one accessor where variables have three.

internal import SwiftWriter
internal import WritContract
internal import WritFormats

/// A property of an input, whatever it comes from.
private struct InputProperty {
    let name: Identifier
    let type: Code
    let initial: Code?
    let documentation: String?
}

extension Emitter {
    func emitInput(_ operation: Operation, _ swift: inout SwiftPrinter) {
        guard let shared = operation.sharedInput else {
            return emitInputType("Input", operation, "What the handler gets.", &swift)
        }
        let words = inputProperties(operation).map { ($0.name, $0.documentation) }
        swift.documentation("What the handler gets." + list(words))
        swift.line("\(access)typealias Input = \(name(shared))")
    }

    func emitInputType(
        _ name: Identifier, _ operation: Operation, _ documentation: String, _ swift: inout SwiftPrinter
    ) {
        let properties = inputProperties(operation)
        swift.documentation(documentation)
        swift.block("\(access)struct \(name): Sendable") { swift in
            for property in properties {
                swift.documentation(property.documentation)
                swift.line("\(access)let \(property.name): \(property.type)")
            }
            swift.blank()
            let parameters: [Code] = properties.map { property in
                property.initial.map { "\(property.name): \(property.type) = \($0)" }
                    ?? "\(property.name): \(property.type)"
            }
            swift.list("\(access)init(", parameters, ") {")
            swift.indent { swift in
                for property in properties { swift.line("self.\(property.name) = \(property.name)") }
            }
            swift.line("}")
        }
    }

    /// What is said of the members of a type that is declared elsewhere, in other words.
    func list(_ members: [(name: Identifier, documentation: String?)]) -> String {
        let lines = members.compactMap { member in
            member.documentation.map { "\n- `\(member.name.name)`: " + $0.split(separator: "\n").joined(separator: "\n  ") }
        }
        return lines.isEmpty ? "" : "\n" + lines.joined()
    }

    private func inputProperties(_ operation: Operation) -> [InputProperty] {
        var properties = operation.parameters.map { parameter in
            InputProperty(
                name: Identifier(parameter.swiftName), type: type(parameter.schema, parameter.presence),
                initial: initialValue(parameter.schema, parameter.presence),
                documentation: documentation(parameter.documentation, isDeprecated: parameter.isDeprecated))
        }
        if let body = operation.body {
            properties.append(
                InputProperty(
                    name: Identifier(body.swiftName), type: bodyType(body),
                    initial: body.isRequired ? nil : isThreeState(body) ? ".absent" : "nil",
                    documentation: body.documentation))
        }
        return properties
    }

    // MARK: Reading

    func emitInputReader(_ operation: Operation, _ type: Code, _ swift: inout SwiftPrinter) {
        let query = PairTable(operation.parameters, in: .query)
        let cookies = PairTable(operation.parameters, in: .cookie)
        swift.block("extension \(type)") { swift in
            if !query.isEmpty { emitNames("queryNames", query, &swift) }
            if !cookies.isEmpty { emitNames("cookieNames", cookies, &swift) }
            for parameter in operation.parameters { emitShape(parameter, &swift) }
            if let body = operation.body { emitShape(body, &swift) }
            swift.blank()
            let content: Code = operation.body?.choice == nil ? "" : ", _ content: Int"
            swift.block("static func read(_ request: OperationRequest\(content)) -> \(type)?") { swift in
                emitParameters(operation, query, cookies, &swift)
                emitBody(operation, &swift)
                emitResult(operation, type, &swift)
            }
        }
    }

    // MARK: Result

    private func emitResult(_ operation: Operation, _ type: Code, _ swift: inout SwiftPrinter) {
        var arguments: [Code] = operation.parameters.map { parameter in
            let label = Identifier(parameter.swiftName)
            let name = local(parameter.swiftName)
            switch (parameter.presence, parameter.isList) {
            case (.required, _), (.optional, false): return "\(label: label): \(name)"
            case (.optional, true): return "\(label: label): \(name).isEmpty ? nil : \(name)"
            case (.defaulted(let value), false): return "\(label: label): \(name) ?? \(literal(value))"
            case (.defaulted(let value), true): return "\(label: label): \(name).isEmpty ? \(literal(value)) : \(name)"
            }
        }
        if let body = operation.body { arguments.append("\(label: Identifier(body.swiftName)): \(local(body.swiftName))") }
        swift.list("return \(type)(", arguments, ")")
    }

    /// The variable that a property's value is read into: no name of the contract begins with an underscore, so it
    /// collides with none that the generated code uses itself.
    func local(_ swiftName: String) -> Identifier { Identifier("_" + swiftName) }

    /// A name as it stands in a list of names: what would separate it is escaped.
    func keyName(_ name: String) -> String { NameList.word(for: name) }
}
