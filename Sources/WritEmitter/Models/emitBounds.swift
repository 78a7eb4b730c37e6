// The bounds that a value is read with, in the reader's one call; what they leave is checked behind it.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    /// The arguments of the call that reads a value: the plain bounds that it checks itself.
    func readBounds(_ schema: ValueSchema) -> Code {
        let constraints = schema.constraints
        var arguments: [Code] = []
        switch schema.type {
        case .integer, .double:
            if let bound = constraints.minimum, !bound.isExclusive { arguments.append("minimum: \(number: bound.literal)") }
            if let bound = constraints.maximum, !bound.isExclusive { arguments.append("maximum: \(number: bound.literal)") }
        case .string:
            if let count = constraints.minLength, count > 0 { arguments.append("minLength: \(count)") }
            if let count = constraints.maxLength { arguments.append("maxLength: \(count)") }
            if let name = constraints.patterns.first { arguments.append(pattern(name)) }
        default: break
        }
        return arguments.joined(", ")
    }

    /// The same schema without the bounds that its reader checks.
    func afterReading(_ schema: ValueSchema) -> ValueSchema {
        var rest = schema
        switch schema.type {
        case .integer, .double:
            if schema.constraints.minimum?.isExclusive == false { rest.constraints.minimum = nil }
            if schema.constraints.maximum?.isExclusive == false { rest.constraints.maximum = nil }
        case .string:
            rest.constraints.minLength = nil
            rest.constraints.maxLength = nil
            rest.constraints.patterns = Array(schema.constraints.patterns.dropFirst())
        default: break
        }
        return rest
    }

    /// A pattern of the contract, by its name.
    func pattern(_ name: String) -> Code {
        "\(Identifier(contract.patterns.typeName)).\(Identifier(name))"
    }
}
