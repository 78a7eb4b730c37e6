// What no value can ever satisfy: where there is another way to satisfy what stands around it that is a slip, and said as a
// warning; where there is none, nothing is generated.

internal import WritContract
internal import WritSpec

final class Impossibilities {
    /// By the name of the rule that refuses everything: where the schema is written.
    fileprivate var places: [String: Place] = [:]
    /// Objects that no number of properties satisfies.
    fileprivate var types: [TypeName: Place] = [:]
    /// Values that must be there for a request to be taken or an answer to be given.
    fileprivate var needed: [(value: ValueSchema, place: Place, noun: String)] = []
}

extension SchemaResolver {
    /// What comes is refused, whatever it is.
    func impossible(_ schema: Place, _ direction: Direction) -> ValueSchema {
        let never = Place(
            node: Node(.boolean(false), at: schema.node.location), pointer: schema.pointer.appending(named: "false"))
        var value = ValueSchema(.json)
        let rule = plan.name([(schema.node.boolean == false ? schema : never, nil)], direction)
        impossibilities.places[rule] = schema
        value.constraints.rule = rule
        return value
    }

    func isImpossible(_ value: ValueSchema) -> Bool {
        value.constraints.rule.map { impossibilities.places[$0] != nil } ?? false
    }

    /// Notes that no value of the type is ever valid.
    func noteImpossible(_ name: TypeName, _ place: Place) { impossibilities.types[name] = place }

    /// Notes that a valid value is needed, which `noun` names.
    func need(_ value: ValueSchema, at place: Place, _ noun: String) {
        impossibilities.needed.append((value, place, noun))
    }

    /// Refuses what is needed and can't be.
    fileprivate func refuseImpossible() {
        guard !impossibilities.places.isEmpty || !impossibilities.types.isEmpty else { return }
        var reasons = impossibilities.types
        let declarations = registry.declarations
        let names = declarations.keys.sorted { $0.components.lexicographicallyPrecedes($1.components) }
        var users: [TypeName: [TypeName]] = [:]
        for name in names {
            for used in declarations[name].map({ Self.namedTypes(in: $0.kind) }) ?? [] { users[used, default: []].append(name) }
        }
        // Each once, and again where it was found out of one that it is made of.
        var waiting = names
        var next = 0
        while next < waiting.count {
            let name = waiting[next]
            next += 1
            guard reasons[name] == nil, let kind = declarations[name]?.kind, let reason = reason(in: kind, reasons) else {
                continue
            }
            reasons[name] = reason
            waiting += users[name] ?? []
        }
        for (value, place, noun) in impossibilities.needed {
            guard let reason = reason(in: value, reasons) else { continue }
            resolution.refuseImpossible(noun, at: place, because: reason)
        }
    }

    private static func namedTypes(in kind: TypeDeclaration.Kind) -> [TypeName] {
        let values: [ValueSchema] =
            switch kind {
            case .object(let object): object.properties.map(\.schema)
            case .tuple(let tuple): tuple.elements.map(\.schema)
            case .union(let union): union.cases.map(\.schema)
            case .alias(let schema), .wrapper(let schema): [schema]
            case .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration: []
            }
        return values.compactMap { namedType(of: $0) }
    }

    private static func namedType(of value: ValueSchema) -> TypeName? {
        switch value.type {
        case .named(let name): name
        case .array(let item): namedType(of: item)
        case .map(let member): namedType(of: member)
        default: nil
        }
    }

    private func reason(in value: ValueSchema, _ types: [TypeName: Place]) -> Place? {
        if value.isNullable { return nil }
        if let rule = value.constraints.rule, let place = impossibilities.places[rule] { return place }
        switch value.type {
        case .named(let name): return types[name]
        case .array(let item): return value.constraints.minItems ?? 0 > 0 ? reason(in: item, types) : nil
        case .map(let member): return value.constraints.minProperties ?? 0 > 0 ? reason(in: member, types) : nil
        default: return nil
        }
    }

    private func reason(in kind: TypeDeclaration.Kind, _ types: [TypeName: Place]) -> Place? {
        switch kind {
        case .object(let object):
            return object.properties.lazy.filter { $0.presence == .required }.compactMap { self.reason(in: $0.schema, types) }
                .first
        case .tuple(let tuple):
            return tuple.elements.lazy.filter { $0.presence == .required }.compactMap { self.reason(in: $0.schema, types) }.first
        case .union(let union):
            let reasons = union.cases.compactMap { reason(in: $0.schema, types) }
            return reasons.count == union.cases.count ? reasons.first : nil
        case .alias(let schema), .wrapper(let schema): return reason(in: schema, types)
        case .stringEnumeration, .integerEnumeration, .openEnumeration, .valueEnumeration: return nil
        }
    }
}

extension CompleteTypes {
    /// Refuses what is needed and can't be.
    func refuseImpossible() { schemas.refuseImpossible() }
}
