// The words of rules: a rule is a line of JSON, an object in which other schemas are numbers of lines, and patterns those of a list.

/// What a rule may say. All is meant as in JSON Schema 2020-12, but for these: `nullable` takes null whatever else is said, `const` is a
/// list of one value, `pattern` a list of numbers, and `patternProperties` a list of pairs of a pattern's number and a rule's.
package enum RuleWord: String, Sendable, CaseIterable {
    case nullable, type, `enum`, const
    case allOf, anyOf, oneOf, not, `if`, then, `else`
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
    case minLength, maxLength, pattern, format
    case prefixItems, items, contains, minContains, maxContains, minItems, maxItems, uniqueItems, unevaluatedItems
    case properties, patternProperties, additionalProperties, propertyNames, required, dependentRequired, dependentSchemas
    case minProperties, maxProperties, unevaluatedProperties
}
