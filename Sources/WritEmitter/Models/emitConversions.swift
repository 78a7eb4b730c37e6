// What models are made of besides their fields: other models, and patches of them.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func emitConversions(of declaration: TypeDeclaration, _ swift: inout SwiftPrinter) {
        guard !declaration.conversions.isEmpty else { return }
        swift.blank()
        swift.block("extension \(name(declaration.name))") { swift in
            for (index, conversion) in declaration.conversions.enumerated() {
                if index > 0 { swift.blank() }
                switch (conversion.kind, declaration.kind) {
                case (.model, .object(let object)):
                    emitInitializer(conversion, object, &swift)
                    swift.blank()
                    emitUpdate(conversion, object, &swift)
                case (.union(let cases), _): emitUnionInitializer(conversion, cases, &swift)
                case (.patch, _): emitPatch(conversion, &swift)
                case (.model, _): break
                }
            }
        }
    }

    // MARK: Models

    private func emitInitializer(_ conversion: ModelConversion, _ object: ObjectType, _ swift: inout SwiftPrinter) {
        let fields = Dictionary(uniqueKeysWithValues: conversion.fields.map { ($0.targetName, $0) })
        let properties = object.properties.filter { !$0.isConstant }
        let rest = properties.filter { fields[$0.swiftName] == nil }
        let source = conversion.source.last
        swift.documentation(rest.isEmpty ? "What a `\(source)` says." : "What a `\(source)` says, and what it leaves out.")
        var parameters: [Code] = ["_ _source: \(name(conversion.source))"]
        parameters += rest.map { property in
            let declaration: Code = "\(Identifier(property.swiftName)): \(type(property.schema, property.presence))"
            return initialValue(property).map { declaration + " = " + $0 } ?? declaration
        }
        swift.list("\(access)init(", parameters, ") {")
        swift.indent { swift in
            let arguments: [Code] = properties.map { property in
                let name = Identifier(property.swiftName)
                return fields[property.swiftName].map { "\(label: name): \(value(of: $0))" } ?? "\(label: name): \(name)"
            }
            swift.list("self.init(", arguments, ")")
        }
        swift.line("}")
    }

    private func emitUpdate(_ conversion: ModelConversion, _ object: ObjectType, _ swift: inout SwiftPrinter) {
        swift.documentation("Takes over all that a `\(conversion.source.last)` says, and keeps the rest.")
        swift.block("\(access)mutating func update(from _source: \(name(conversion.source)))") { swift in
            for field in conversion.fields { swift.line("self.\(Identifier(field.targetName)) = \(value(of: field))") }
        }
    }

    private func emitUnionInitializer(_ conversion: ModelConversion, _ cases: [UnionConversion], _ swift: inout SwiftPrinter) {
        swift.documentation("What a `\(conversion.source.last)` says, case by case.")
        swift.block("\(access)init(_ _source: \(name(conversion.source)))") { swift in
            swift.line("switch _source {")
            for unionCase in cases {
                let name = Identifier(unionCase.swiftName)
                if let value = unionCase.value {
                    swift.line("case .\(name)(let value): self = .\(name)(\(converted("value", value)))")
                } else {
                    swift.line("case .\(name): self = .\(name)")
                }
            }
            swift.line("}")
        }
    }

    // MARK: Patches

    private func emitPatch(_ conversion: ModelConversion, _ swift: inout SwiftPrinter) {
        let target = conversion.target.last
        swift.documentation(
            "Changes what it says of a `\(target)`: what is absent stays, null clears, and a value takes the place of the old one."
        )
        swift.block("\(access)func apply(to _target: inout \(name(conversion.target)))") { swift in
            for field in conversion.fields {
                let (source, target): (Code, Code) = (
                    "self.\(Identifier(field.sourceName))", "_target.\(Identifier(field.targetName))"
                )
                switch field.source {
                case .plain, .nullable: swift.line("\(target) = \(value(of: field, source))")
                case .optional:
                    let value: Code =
                        field.target == .presence ? ".value(\(converted("value", field.value)))" : converted("value", field.value)
                    swift.line("if let value = \(source) { \(target) = \(value) }")
                case .presence:
                    let state: Code = field.value == .same ? source : "\(source).map { \(converted("$0", field.value)) }"
                    swift.line("\(state).apply(to: &\(target))")
                }
            }
        }
    }

    // MARK: Fields

    private func value(of field: FieldConversion) -> Code { value(of: field, "_source.\(Identifier(field.sourceName))") }

    private func value(of field: FieldConversion, _ source: Code) -> Code {
        if field.source == .plain {
            let value = converted(source, field.value)
            return field.target == .presence ? ".value(\(value))" : value
        }
        let mapped: Code = field.value == .same ? source : "\(source).map { \(converted("$0", field.value)) }"
        return switch (field.source, field.target) {
        case (.optional, .presence): "Presence(present: \(mapped))"
        case (.nullable, .presence): "Presence(\(mapped))"
        case (.presence, .optional), (.presence, .nullable): "\(mapped).value"
        default: mapped
        }
    }

    private func converted(_ value: Code, _ conversion: ValueConversion) -> Code {
        switch conversion {
        case .same: value
        case .model(_, let target): "\(name(target))(\(value))"
        // Parameters of closures inside each other have names of their own.
        case .items(let item): "\(value).map { value in \(converted("value", item)) }"
        case .values(let item): "\(value).mapValues { value in \(converted("value", item)) }"
        }
    }
}
