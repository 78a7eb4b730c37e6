// The table of keywords of Schema Objects.

extension ObjectKind {
    static let schemaKeywords: [String: Keyword] = [
        "$ref": .handled(.text),
        "type": .handled(.types),
        "format": .handled(.text),
        "enum": .handled(.list(.anything)),
        "const": .handled(.anything).only(.openAPI31),
        "default": .handled(.anything),
        "title": .handled(.text),
        "description": .handled(.text),
        "nullable": .handled(.boolean).only(.openAPI30),
        "deprecated": .handled(.boolean),
        "readOnly": .handled(.boolean),
        "writeOnly": .handled(.boolean),

        "properties": .handled(.map(.schema)),
        "required": .handled(.list(.text))
            .hint("list the names of required properties in the object that has them: `required: [name]`"),
        "additionalProperties": .handled(.either(.boolean, .object(.schema))),
        "minProperties": .handled(.count), "maxProperties": .handled(.count),
        "items": .handled(.either(.list(.schema), .schema)),
        "additionalItems": .handled(.either(.boolean, .object(.schema))),
        "minItems": .handled(.count), "maxItems": .handled(.count),
        "minLength": .handled(.count), "maxLength": .handled(.count),
        "minimum": .handled(.number), "maximum": .handled(.number),
        "exclusiveMinimum": .handled(.either(.boolean, .number)),
        "exclusiveMaximum": .handled(.either(.boolean, .number)),

        "example": .documented(.anything),
        "examples": .documented(.list(.anything)).only(.openAPI31),
        "externalDocs": .documented(.object(.externalDocumentation)),
        "xml": .documented(.object(.xml)),
        "$comment": .documented(.text).only(.openAPI31),
        "$schema": .documented(.text).only(.openAPI31),
        "$defs": .documented(.map(.schema)).only(.openAPI31),
        "contentMediaType": .documented(.text).only(.openAPI31),
        "contentEncoding": .handled(.text).only(.openAPI31),

        "allOf": .handled(.list(.schema)),
        "oneOf": .handled(.list(.schema)),
        "anyOf": .handled(.list(.schema)),
        "discriminator": .handled(.object(.discriminator)),
        "prefixItems": .handled(.list(.schema)).only(.openAPI31),
        "patternProperties": .handled(.map(.schema)).only(.openAPI31),
        "$dynamicRef": .handled(.text).only(.openAPI31),

        "pattern": .handled(.text),
        "multipleOf": .handled(.number),
        "uniqueItems": .handled(.boolean),
        "not": .handled(.schema),
        "if": .handled(.schema).only(.openAPI31),
        "then": .handled(.schema).only(.openAPI31),
        "else": .handled(.schema).only(.openAPI31),
        "contains": .handled(.schema).only(.openAPI31),
        "minContains": .handled(.count).only(.openAPI31),
        "maxContains": .handled(.count).only(.openAPI31),
        "propertyNames": .handled(.schema).only(.openAPI31),
        "dependentRequired": .handled(.map(.list(.text))).only(.openAPI31),
        "dependentSchemas": .handled(.map(.schema)).only(.openAPI31),
        "unevaluatedProperties": .handled(.schema).only(.openAPI31),
        "unevaluatedItems": .handled(.schema).only(.openAPI31),
        "contentSchema": .documented(.schema).only(.openAPI31),

        // References go by these.
        "$id": .handled(.text).only(.openAPI31),
        "$anchor": .handled(.text).only(.openAPI31),
        "$dynamicAnchor": .handled(.text).only(.openAPI31),
        "$vocabulary": .documented(.map(.boolean)).only(.openAPI31),
    ]

    static let discriminatorKeywords: [String: Keyword] = [
        "propertyName": .handled(.text).required("add `propertyName:`"), "mapping": .handled(.map(.text)),
        "defaultMapping": .handled(.text).of32,
    ]

    static let xmlKeywords: [String: Keyword] = [
        "name": .documented(.text), "namespace": .documented(.text), "prefix": .documented(.text),
        "attribute": .documented(.boolean), "wrapped": .documented(.boolean),
        "nodeType": .documented(.text).of32,
    ]
}
