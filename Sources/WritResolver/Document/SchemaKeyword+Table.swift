// The table of keywords of Schema Objects. Sources/README.md, "Adding a keyword", says what goes with a new row.

extension SchemaKeyword {
    static let table: [SchemaKeyword] = values + objects + arrays + scalars + words

    /// What holds for values of any type.
    private static let values: [SchemaKeyword] = [
        .init(.ref, .enforced(.text), .reference),
        .init(.dynamicRef, .enforced(.text).only(.openAPI31), .reference, ruledWith: []),
        .init(.type, .enforced(.types), .assertion),
        .init(.nullable, .enforced(.boolean).only(.openAPI30), .hint),
        .init(.enum, .enforced(.list(.anything)), .assertion),
        .init(.const, .enforced(.anything).only(.openAPI31), .assertion),
        .init(.allOf, .enforced(.list(.schema)), .applicator),
        .init(.oneOf, .enforced(.list(.schema)).of3, .applicator),
        .init(.anyOf, .enforced(.list(.schema)).of3, .applicator),
        .init(.discriminator, .enforced(.object(.discriminator)), .hint),
        .init(.not, .enforced(.schema).of3, .applicator, ruledWith: []),
        .init(.if, .enforced(.schema).only(.openAPI31), .applicator, ruledWith: [.then, .else]),
        .init(.then, .enforced(.schema).only(.openAPI31), .applicator),
        .init(.else, .enforced(.schema).only(.openAPI31), .applicator),
    ]

    private static let objects: [SchemaKeyword] = [
        .init(.properties, .enforced(.map(.schema)), .applicator, of: .object),
        .init(
            .required,
            .enforced(.list(.text))
                .hint("list the names of required properties in the object that has them: `required: [name]`"),
            .assertion, of: .object),
        .init(.additionalProperties, .enforced(.either(.boolean, .object(.schema))), .applicator, of: .object),
        .init(
            .patternProperties, .enforced(.map(.schema)).only(.openAPI31), .applicator, of: .object,
            ruledWith: [.properties, .additionalProperties]),
        .init(.propertyNames, .enforced(.schema).only(.openAPI31), .applicator, of: .object, ruledWith: []),
        .init(.minProperties, .enforced(.count), .bound, of: .object),
        .init(.maxProperties, .enforced(.count), .bound, of: .object),
        .init(.dependentRequired, .enforced(.map(.list(.text))).only(.openAPI31), .assertion, of: .object, ruledWith: []),
        .init(.dependentSchemas, .enforced(.map(.schema)).only(.openAPI31), .applicator, of: .object, ruledWith: []),
        .init(.unevaluatedProperties, .enforced(.schema).only(.openAPI31), .applicator, of: .object),
    ]

    private static let arrays: [SchemaKeyword] = [
        .init(.items, .enforced(.either(.list(.schema), .schema)), .applicator, of: .array),
        .init(.prefixItems, .enforced(.list(.schema)).only(.openAPI31), .applicator, of: .array),
        .init(.additionalItems, .enforced(.either(.boolean, .object(.schema))), .applicator, of: .array),
        .init(.minItems, .enforced(.count), .bound, of: .array),
        .init(.maxItems, .enforced(.count), .bound, of: .array),
        .init(.uniqueItems, .enforced(.boolean), .assertion, of: .array),
        .init(
            .contains, .enforced(.schema).only(.openAPI31), .applicator, of: .array, ruledWith: [.minContains, .maxContains]),
        .init(.minContains, .enforced(.count).only(.openAPI31), .assertion, of: .array),
        .init(.maxContains, .enforced(.count).only(.openAPI31), .assertion, of: .array),
        .init(.unevaluatedItems, .enforced(.schema).only(.openAPI31), .applicator, of: .array),
    ]

    private static let scalars: [SchemaKeyword] = [
        .init(.pattern, .enforced(.text), .assertion, of: .string),
        .init(.minLength, .enforced(.count), .bound, of: .string),
        .init(.maxLength, .enforced(.count), .bound, of: .string),
        // Formats of numbers and those of texts: `SchemaFormat` has what each of them says.
        .init(.format, .enforced(.text), .assertion),
        .init(.contentEncoding, .enforced(.text).only(.openAPI31), .hint, of: .string),
        .init(.contentMediaType, .documented(.text).only(.openAPI31), .hint, of: .string),
        .init(.contentSchema, .documented(.schema).only(.openAPI31), .hint),
        .init(.minimum, .enforced(.number), .bound, of: .number),
        .init(.maximum, .enforced(.number), .bound, of: .number),
        .init(.exclusiveMinimum, .enforced(.either(.boolean, .number)), .bound, of: .number),
        .init(.exclusiveMaximum, .enforced(.either(.boolean, .number)), .bound, of: .number),
        .init(.multipleOf, .enforced(.number), .assertion, of: .number),
    ]

    /// Words for people, values that show what is meant, and names.
    private static let words: [SchemaKeyword] = [
        .init(.title, .enforced(.text), .annotation),
        .init(.description, .enforced(.text), .annotation),
        .init(.default, .enforced(.anything), .annotation),
        .init(.deprecated, .enforced(.boolean).of3, .annotation),
        .init(.readOnly, .enforced(.boolean), .annotation),
        .init(.writeOnly, .enforced(.boolean).of3, .annotation),
        .init(.example, .documented(.anything), .annotation),
        .init(.examples, .documented(.list(.anything)).only(.openAPI31), .annotation),
        .init(.externalDocs, .documented(.object(.externalDocumentation)), .annotation),
        .init(.xml, .documented(.object(.xml)), .annotation),
        .init(.comment, .documented(.text).only(.openAPI31), .annotation),
        .init(.metaSchema, .documented(.text).only(.openAPI31), .annotation),
        .init(.vocabulary, .documented(.map(.boolean)).only(.openAPI31), .annotation),
        .init(.defs, .documented(.map(.schema)).only(.openAPI31), .annotation),
        // References go by these.
        .init(.id, .enforced(.text).only(.openAPI31), .annotation),
        .init(.anchor, .enforced(.text).only(.openAPI31), .annotation),
        .init(.dynamicAnchor, .enforced(.text).only(.openAPI31), .annotation),
    ]
}
