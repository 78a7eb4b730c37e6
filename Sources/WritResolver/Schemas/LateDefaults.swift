// Defaults that are values of declared types: they are looked at when all types are made.

internal import WritContract
internal import WritSpec

/// A default that waits for its types.
struct LateDefault {
    /// The type that the property belongs to, or the operation of the parameter.
    let owner: TypeName
    let wireName: String
    /// Nil: a property.
    let location: Parameter.Location?
    let place: Place
    /// The schema that the default stands in.
    let schema: Place
    let value: ValueSchema
}

extension SchemaResolver {
    /// Gives properties and parameters the defaults that have waited.
    func applyLateDefaults(to operations: inout [Operation]) {
        let indexes = Dictionary(grouping: operations.indices) { TypeName([operations[$0].typeName]) }
        for late in lateDefaults {
            guard let value = value(of: late) else { continue }
            guard let location = late.location else {
                registry.setDefault(value, of: late.wireName, in: late.owner)
                continue
            }
            for index in indexes[late.owner] ?? [] {
                for number in operations[index].parameters.indices
                where operations[index].parameters[number].wireName == late.wireName
                    && operations[index].parameters[number].location == location
                {
                    operations[index].parameters[number].presence = .defaulted(value)
                }
            }
        }
    }

    private func value(of late: LateDefault) -> DefaultValue? {
        if let reason = ValueCheck(resolution).violation(of: late.place, by: late.schema)?.reason {
            warnWrongDefault(late.place, "is not valid for its schema: \(reason)")
            return nil
        }
        guard let value = value(of: late.place, for: late.value) else {
            warnWrongDefault(late.place, "is not valid for its schema")
            return nil
        }
        guard !leadsBack(value, to: late.owner, at: late.place) else {
            warnWrongDefault(late.place, "has itself inside, again and again")
            return nil
        }
        return value
    }

    /// Whether making the value makes one of `owner` too, by way of the defaults of what is inside.
    private func leadsBack(_ value: DefaultValue, to owner: TypeName, at place: Place) -> Bool {
        var waiting = [value]
        var seen: Set<TypeName> = []
        while let value = waiting.popLast() {
            guard resolution.spend(WorkBudget.Cost.place, at: place) else { return false }
            switch value {
            case .array(let values): waiting += values
            case .map(let members): waiting += members.map(\.value)
            case .present(let value): if let value { waiting.append(value) }
            case .wrapper(_, let value), .unionCase(_, _, let value): waiting.append(value)
            case .object(let type, let members):
                if type == owner { return true }
                waiting += members.map(\.value)
                guard seen.insert(type).inserted, case .object(let object)? = registry.declarations[type]?.kind else { continue }
                resolution.spend(object.properties.count, at: place)
                for property in object.properties {
                    if case .defaulted(let inner) = property.presence { waiting.append(inner) }
                }
            default: continue
            }
        }
        return false
    }
}
