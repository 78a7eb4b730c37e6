// Declared types: a struct, an enumeration or another name, with the readers and writers that the contract needs.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    /// The top-level types, each with the types inside it; many of them by first letter.
    func emitModels() -> [GeneratedFile] {
        var groups = FileGroups(folder: GeneratedFile.modelsFolder, of: contract)
        for declaration in contract.types {
            let name = declaration.name.last
            groups.add(
                name, group: String(name.prefix(1)).uppercased(), runtime: runtimeNeed(declaration),
                modules: modules(declaration)
            ) { swift in
                emitDeclaration(declaration, &swift)
                emitCodecs(of: declaration, &swift)
            }
        }
        return files(groups)
    }

    func emitDeclaration(_ declaration: TypeDeclaration, _ swift: inout SwiftPrinter) {
        swift.documentation(documentation(declaration.documentation, isDeprecated: declaration.isDeprecated))
        let name = Identifier(declaration.name.last)
        switch declaration.kind {
        case .alias(let schema): swift.line("\(access)typealias \(name) = \(type(schema))")
        case .object(let object): emitStruct(name, object, declaration.nested, &swift)
        case .stringEnumeration(let cases): emitEnumeration(name, "String", cases, isText: true, &swift)
        case .integerEnumeration(let type, let cases):
            emitEnumeration(name, self.name(of: type), cases, isText: false, &swift)
        case .openEnumeration(let cases): emitOpenEnumeration(name, cases, &swift)
        case .valueEnumeration(let cases): emitValueEnumeration(name, cases, &swift)
        case .union(let union): emitUnion(name, union, declaration.nested, &swift)
        case .tuple(let tuple): emitStruct(name, tuple.object, declaration.nested, rest: tuple.rest, &swift)
        case .wrapper(let schema): emitWrapper(name, schema, declaration.nested, &swift)
        }
    }

    /// What structs and unions conform to. A model is `Sendable`, and `Equatable` without code of its own where it has no other.
    var conformances: Code {
        switch (options.codecs, options.conformance) {
        case (.both, .sendable): "JSONModel, Codable, Equatable"
        case (.both, .equatable): "JSONRepresentable, Codable, Equatable"
        case (.both, .hashable): "JSONRepresentable, Codable, Hashable"
        case (.served, .sendable): "Sendable"
        case (.served, .equatable): "Sendable, Equatable"
        case (.served, .hashable): "Sendable, Hashable"
        }
    }

    /// What enumerations conform to besides `Hashable`.
    var enumerationConformance: Code { hasModels ? "JSONRepresentable, Codable" : "Sendable" }

    /// Whether each type reads and writes JSON for everybody.
    var hasModels: Bool { options.codecs == .both }

    /// `public ` before what a model's protocol asks for.
    var modelAccess: Code { hasModels ? access : "" }

    private func emitStruct(
        _ name: Identifier, _ object: ObjectType, _ nested: [TypeDeclaration], rest: ValueSchema? = nil,
        _ swift: inout SwiftPrinter
    ) {
        swift.block("\(access)struct \(name): \(conformances)") { swift in
            for property in object.properties { emitProperty(property, &swift) }
            if case .kept(let schema, let property) = object.additional {
                swift.documentation("Properties beyond those of the contract.")
                swift.line("\(access)var \(Identifier(property)): JSONMap<\(type(schema))>")
            }
            if let rest {
                swift.documentation("Items behind those of the contract.")
                swift.line("\(access)var rest: [\(type(rest))]")
            }
            swift.blank()
            emitInitializer(object, rest: rest, &swift)
            for declaration in nested {
                swift.blank()
                emitDeclaration(declaration, &swift)
            }
        }
    }

    private func emitProperty(_ property: Property, _ swift: inout SwiftPrinter) {
        swift.documentation(documentation(property.documentation, isDeprecated: property.isDeprecated))
        let name = Identifier(property.swiftName)
        let type = type(property.schema, property.presence)
        if property.isConstant, let value = property.tag {
            return swift.line("\(access)let \(name): \(type) = \(literal(value))")
        }
        guard property.isBoxed else { return swift.line("\(access)var \(name): \(storedType(property))") }
        let storage = local(property.swiftName)
        swift.block("\(access)var \(name): \(type)") { swift in
            let read: Code = isDirect(property) ? "\(storage).value" : "\(storage).map { $0.value }"
            swift.line("get { \(read) }")
            swift.line("set { \(storage) = \(boxed("newValue", property)) }")
        }
        let box: Code = "Boxed<\(base(property.schema.type))>"
        swift.line("private var \(storage): \(boxType(box, property))")
    }

    /// The value is always there: its box is too.
    private func isDirect(_ property: Property) -> Bool {
        !property.schema.isNullable && property.presence != .optional
    }

    func boxed(_ value: Identifier, _ property: Property) -> Code {
        isDirect(property) ? "Boxed(\(value))" : "\(value).map { Boxed($0) }"
    }

    private func boxType(_ box: Code, _ property: Property) -> Code {
        if isDirect(property) { return box }
        return property.schema.isNullable && property.presence == .optional ? "Presence<\(box)>" : "Optional<\(box)>"
    }

    /// Optionals are spelled out: what has a question mark begins as nil before an initializer says otherwise, and for that the
    /// compiler builds each struct in memory, copies it and destroys the first one where a reader returns it.
    private func storedType(_ property: Property) -> Code {
        let base = base(property.schema.type)
        return switch (property.presence, property.schema.isNullable) {
        case (.optional, true): "Presence<\(base)>"
        case (.optional, false), (_, true): "Optional<\(base)>"
        default: base
        }
    }

    private func emitInitializer(_ object: ObjectType, rest: ValueSchema?, _ swift: inout SwiftPrinter) {
        let properties = object.properties.filter { !$0.isConstant }
        var parameters: [Code] = properties.map { property in
            let declaration: Code = "\(Identifier(property.swiftName)): \(type(property.schema, property.presence))"
            return initialValue(property).map { declaration + " = " + $0 } ?? declaration
        }
        if case .kept(let schema, let name) = object.additional {
            parameters.append("\(Identifier(name)): JSONMap<\(type(schema))> = [:]")
        }
        if let rest { parameters.append("rest: [\(type(rest))] = []") }
        swift.list("\(access)init(", parameters, ") {")
        swift.indent { swift in
            for property in properties {
                let name = Identifier(property.swiftName)
                if property.isBoxed {
                    swift.line("self.\(local(property.swiftName)) = \(boxed(name, property))")
                } else {
                    swift.line("self.\(name) = \(name)")
                }
            }
            if case .kept(_, let name) = object.additional {
                swift.line("self.\(Identifier(name)) = \(Identifier(name))")
            }
            if rest != nil { swift.line("self.rest = rest") }
        }
        swift.line("}")
    }

    /// What tells the type from others is said once, here, unless the document has a default for it.
    func initialValue(_ property: Property) -> Code? {
        if case .defaulted = property.presence { return initialValue(property.schema, property.presence) }
        return property.tag.map(literal) ?? initialValue(property.schema, property.presence)
    }

    private func emitEnumeration(
        _ name: Identifier, _ raw: Code, _ cases: [EnumerationCase], isText: Bool, _ swift: inout SwiftPrinter
    ) {
        swift.block("\(access)enum \(name): \(raw), \(enumerationConformance), Hashable, CaseIterable") { swift in
            for enumerationCase in cases {
                let name = Identifier(enumerationCase.swiftName)
                let value: Code =
                    isText ? "\(quoted: enumerationCase.value)" : "\(number: enumerationCase.value)"
                let isImplicit = isText && enumerationCase.value == enumerationCase.swiftName
                swift.documentation(enumerationCase.documentation)
                swift.line(isImplicit ? "case \(name)" : "case \(name) = \(value)")
            }
        }
    }
}
