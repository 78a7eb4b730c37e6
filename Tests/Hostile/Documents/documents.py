"""Documents that are written to make the generator work: kinds by name, each at any size.

A kind is a function from a size to a document, about that many bytes of JSON. Those that grow by more than their length, such as
diamonds of `allOf`, take as many levels as a document of that size would hold.
"""

KINDS = {}


def kind(function):
    KINDS[function.__name__.replace("_", "-")] = function
    return function


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def base(schemas=None, version="3.1.0", **more):
    """One operation answers the schema `S0`, where there is one."""
    answer = {"description": "Good"}
    if schemas and "S0" in schemas:
        answer["content"] = {"application/json": {"schema": ref("S0")}}
    operation = {"operationId": "operate", "responses": {"200": answer}}
    if schemas and "S0" in schemas:
        operation["requestBody"] = {"content": {"application/json": {"schema": ref("S0")}}}
    document = {"openapi": version, "info": {"title": "Hostile", "version": "1"}, "paths": {"/things": {"post": operation}}}
    if schemas is not None:
        document["components"] = {"schemas": schemas}
    document.update(more)
    return document


def one(schema, **more):
    """The only schema, as a property of the one that is answered."""
    return base({"S0": {"type": "object", "properties": {"value": schema}}}, **more)


def numbered(size, bytes_each):
    return range(max(2, size // bytes_each))


# MARK: Schemas that refer to each other


@kind
def references_in_a_row(size):
    count = len(numbered(size, 100))
    schemas = {f"S{i}": {"type": "object", "properties": {"next": ref(f"S{i + 1}")}} for i in range(count)}
    schemas[f"S{count}"] = {"type": "object", "properties": {"end": {"type": "string"}}}
    return base(schemas)


@kind
def required_references_in_a_row(size):
    count = len(numbered(size, 120))
    schemas = {
        f"S{i}": {"type": "object", "required": ["next"], "properties": {"next": ref(f"S{i + 1}")}} for i in range(count)
    }
    schemas[f"S{count}"] = {"type": "object", "properties": {"end": {"type": "string"}}}
    return base(schemas)


@kind
def what_can_not_be_at_the_end_of_a_row(size):
    document = required_references_in_a_row(size)
    schemas = document["components"]["schemas"]
    schemas[f"S{len(schemas) - 1}"] = {"allOf": [{"type": "string"}, {"type": "integer"}]}
    return document


@kind
def names_in_a_row(size):
    count = len(numbered(size, 55))
    schemas = {f"S{i}": ref(f"S{i + 1}") for i in range(count)}
    schemas[f"S{count}"] = {"type": "string"}
    return base(schemas)


@kind
def lists_in_a_row(size):
    count = len(numbered(size, 85))
    schemas = {f"S{i}": {"type": "array", "items": ref(f"S{i + 1}")} for i in range(count)}
    schemas[f"S{count}"] = {"type": "string"}
    return base(schemas)


@kind
def unions_in_a_row(size):
    count = len(numbered(size, 130))
    schemas = {f"S{i}": {"oneOf": [{"type": "integer"}, ref(f"S{i + 1}")]} for i in range(count)}
    schemas[f"S{count}"] = {"type": "string"}
    return base(schemas)


@kind
def all_of_in_a_row(size):
    count = len(numbered(size, 130))
    schemas = {
        f"S{i}": {"allOf": [ref(f"S{i + 1}"), {"type": "object", "properties": {f"p{i}": {"type": "string"}}}]} for i in range(count)
    }
    schemas[f"S{count}"] = {"type": "object", "properties": {"end": {"type": "string"}}}
    return base(schemas)


@kind
def short_all_of_rows(size):
    """Rows that stay below every limit of depth, as many as there is room for."""
    schemas = {}
    for row in numbered(size, 130 * 50):
        for i in range(50):
            schemas[f"S{row * 50 + i}"] = {
                "allOf": [ref(f"S{row * 50 + i + 1}"), {"type": "object", "properties": {f"p{i}": {"type": "string"}}}]
            }
        schemas[f"S{row * 50 + 49}"] = {"type": "object", "properties": {"end": {"type": "string"}}}
    names = list(schemas)
    schemas["All"] = {"type": "object", "properties": {name.lower(): ref(name) for name in names if int(name[1:]) % 50 == 0}}
    document = base(schemas)
    document["paths"]["/things"]["get"] = {
        "operationId": "all",
        "responses": {"200": {"description": "Good", "content": {"application/json": {"schema": ref("All")}}}},
    }
    return document


@kind
def diamonds_of_all_of(size):
    """Each schema has the next one twice: by itself, and in another part."""
    count = len(numbered(size, 260))
    schemas = {}
    for i in range(count):
        schemas[f"S{i}"] = {"allOf": [ref(f"A{i}"), ref(f"B{i}")]}
        schemas[f"A{i}"] = {"allOf": [ref(f"S{i + 1}"), {"minProperties": 0}]}
        schemas[f"B{i}"] = {"allOf": [ref(f"S{i + 1}"), {"minProperties": 0}]}
    schemas[f"S{count}"] = {"type": "object", "properties": {"end": {"type": "string"}}}
    return base(schemas)


@kind
def pure_diamonds_of_all_of(size):
    count = len(numbered(size, 110))
    schemas = {f"S{i}": {"allOf": [ref(f"S{i + 1}"), ref(f"S{i + 1}")]} for i in range(count)}
    schemas[f"S{count}"] = {"type": "object", "properties": {"end": {"type": "string"}}}
    return base(schemas)


@kind
def diamonds_of_one_of(size):
    count = len(numbered(size, 200))
    schemas = {
        f"S{i}": {"oneOf": [{"allOf": [ref(f"S{i + 1}"), {"title": "x"}]}, {"allOf": [ref(f"S{i + 1}"), {"minLength": 1}]}]}
        for i in range(count)
    }
    schemas[f"S{count}"] = {"type": "string"}
    return base(schemas)


@kind
def diamonds_of_any_of_objects(size):
    count = len(numbered(size, 200))
    schemas = {
        f"S{i}": {
            "anyOf": [
                {"type": "object", "properties": {"a": ref(f"S{i + 1}"), "b": {"type": "string"}}},
                {"type": "object", "properties": {"c": ref(f"S{i + 1}"), "d": {"type": "string"}}},
            ]
        }
        for i in range(count)
    }
    schemas[f"S{count}"] = {"type": "string"}
    return base(schemas)


@kind
def cycle_of_references(size):
    count = len(numbered(size, 55))
    return base({f"S{i}": ref(f"S{(i + 1) % count}") for i in range(count)})


@kind
def cycle_of_all_of(size):
    count = len(numbered(size, 130))
    return base({f"S{i}": {"allOf": [ref(f"S{(i + 1) % count}"), {"type": "object"}]} for i in range(count)})


@kind
def everything_refers_to_everything(size):
    count = max(2, int((size / 60) ** 0.5))
    return base(
        {f"S{i}": {"type": "object", "properties": {f"p{j}": ref(f"S{j}") for j in range(count)}} for i in range(count)}
    )


@kind
def one_base_for_all(size):
    schemas = {"Base": {"type": "object", "properties": {f"b{i}": {"type": "string"} for i in range(20)}}}
    names = [f"S{i}" for i in numbered(size, 130)]
    for name in names:
        schemas[name] = {"allOf": [ref("Base"), {"type": "object", "properties": {name: {"type": "string"}}}]}
    schemas["S0"] = {"type": "object", "properties": {name: ref(name) for name in names[1:]}}
    return base(schemas)


@kind
def all_of_with_many_parts(size):
    parts = [{"type": "object", "properties": {f"p{i}": {"type": "string"}}} for i in numbered(size, 70)]
    return base({"S0": {"allOf": parts}})


@kind
def all_of_with_the_same_parts(size):
    return base(
        {"S0": {"allOf": [ref("Base") for _ in numbered(size, 45)]}, "Base": {"type": "object", "properties": {"a": {"type": "string"}}}}
    )


@kind
def repeated_closed_parts(size):
    parts = [
        {"type": "object", "additionalProperties": False, "properties": {f"p{i}": {"type": "string"}}} for i in numbered(size, 100)
    ]
    return base({"S0": {"allOf": parts}})


# MARK: Large schemas


@kind
def many_properties(size):
    return base({"S0": {"type": "object", "properties": {f"property{i}": {"type": "string"} for i in numbered(size, 45)}}})


@kind
def properties_of_one_name(size):
    """Names that are one in Swift: each is numbered."""
    return base({"S0": {"type": "object", "properties": {f"a{'-' * (i % 97)}{'_' * (i // 97)}": {"type": "string"} for i in range(max(2, min(size // 150, 6000)))}}})


@kind
def many_required(size):
    names = [f"property{i}" for i in numbered(size, 60)]
    return base({"S0": {"type": "object", "required": names, "properties": {name: {"type": "string"} for name in names}}})


@kind
def many_required_undescribed(size):
    return base({"S0": {"type": "object", "required": [f"property{i}" for i in numbered(size, 18)], "properties": {"propertyx": {}}}})


@kind
def many_inline_objects(size):
    inner = {"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {"type": "string"}}}}}
    return base({"S0": {"type": "object", "properties": {f"p{i}": inner for i in numbered(size, 120)}}})


@kind
def many_schemas(size):
    schemas = {f"Schema{i}": {"type": "object", "properties": {"a": {"type": "string"}}} for i in numbered(size, 75)}
    return base(schemas)


@kind
def schemas_of_one_name(size):
    schemas = {f"{'a' if i % 2 else 'A'}{'-' * (i % 97)}{'.' * (i // 97)}": {"type": "string"} for i in range(max(2, min(size // 100, 9000)))}
    return base({"S0": {"type": "object", "properties": {f"p{i}": ref(name) for i, name in enumerate(schemas)}}, **schemas})


@kind
def a_large_enum(size):
    return one({"type": "string", "enum": [f"value{i}" for i in numbered(size, 14)]})


@kind
def a_large_enum_of_integers(size):
    return one({"type": "integer", "enum": list(numbered(size, 9))})


@kind
def a_large_enum_of_anything(size):
    return one({"enum": [i if i % 2 else f"v{i}" for i in numbered(size, 9)]})


@kind
def a_large_enum_of_one_value(size):
    return one({"type": "string", "enum": ["value" for _ in numbered(size, 9)]})


@kind
def enum_of_values_of_one_name(size):
    return one({"type": "string", "enum": [f"a{'-' * (i % 97)}{'+' * (i // 97)}" for i in range(max(2, min(size // 110, 9000)))]})


@kind
def large_enums_that_meet(size):
    values = [f"value{i}" for i in numbered(size, 30)]
    return one({"allOf": [{"type": "string", "enum": values}, {"enum": values[::-1]}]})


@kind
def open_enum_of_many(size):
    return one({"anyOf": [{"type": "string"}, {"type": "string", "enum": [f"value{i}" for i in numbered(size, 14)]}]})


@kind
def many_consts(size):
    return one({"oneOf": [{"const": f"value{i}"} for i in numbered(size, 25)]})


# MARK: Alternatives


@kind
def one_of_many_objects(size):
    return base({"S0": {"oneOf": [{"type": "object", "required": [f"a{i}"], "properties": {f"a{i}": {"type": "string"}}} for i in numbered(size, 100)]}})


@kind
def one_of_many_references(size):
    names = [f"M{i}" for i in numbered(size, 170)]
    schemas = {name: {"type": "object", "required": [name], "properties": {name: {"type": "string"}}} for name in names}
    return base({"S0": {"oneOf": [ref(name) for name in names]}, **schemas})


@kind
def any_of_many_objects(size):
    return base({"S0": {"anyOf": [{"type": "object", "properties": {f"a{i}": {"type": "string"}}} for i in numbered(size, 80)]}})


@kind
def one_of_many_strings(size):
    return one({"oneOf": [{"type": "string", "maxLength": i} for i in numbered(size, 36)]})


@kind
def one_of_many_patterns(size):
    return one({"oneOf": [{"type": "string", "pattern": f"^a{i}$"} for i in numbered(size, 45)]})


@kind
def one_of_many_lists(size):
    return one({"oneOf": [{"type": "array", "items": {"type": "string", "maxLength": i}} for i in numbered(size, 75)]})


@kind
def one_of_many_tagged(size):
    return base(
        {
            "S0": {
                "oneOf": [
                    {"type": "object", "required": ["kind"], "properties": {"kind": {"const": f"k{i}"}, "a": {"type": "string"}}}
                    for i in numbered(size, 120)
                ]
            }
        }
    )


@kind
def discriminator_with_mapping(size):
    names = [f"M{i}" for i in numbered(size, 250)]
    schemas = {
        name: {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, name: {"type": "string"}}} for name in names
    }
    mapping = {name.lower(): f"#/components/schemas/{name}" for name in names}
    union = {"oneOf": [ref(name) for name in names], "discriminator": {"propertyName": "kind", "mapping": mapping}}
    return base({"S0": union, **schemas})


@kind
def hierarchy_of_many(size):
    schemas = {
        "S0": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind"}}
    }
    for i in numbered(size, 130):
        schemas[f"M{i}"] = {"allOf": [ref("S0"), {"type": "object", "properties": {f"p{i}": {"type": "string"}}}]}
    return base(schemas)


@kind
def hierarchy_with_mapping(size):
    names = [f"M{i}" for i in numbered(size, 190)]
    discriminator = {"propertyName": "kind", "mapping": {name.lower(): f"#/components/schemas/{name}" for name in names}}
    schemas = {"S0": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}, "discriminator": discriminator}}
    for name in names:
        schemas[name] = {"allOf": [ref("S0"), {"type": "object", "properties": {name: {"type": "string"}}}]}
    return base(schemas)


@kind
def hierarchy_in_a_row(size):
    schemas = {
        "S0": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind"}}
    }
    for i in numbered(size, 130):
        schemas[f"S{i + 1}"] = {"allOf": [ref(f"S{i}"), {"type": "object", "properties": {f"p{i}": {"type": "string"}}}]}
    return base(schemas)


# MARK: Schemas inside each other


def nest(schema, wrap, depth):
    for _ in range(depth):
        schema = wrap(schema)
    return schema


def nests(size, wrap, depth, leaf=None):
    leaf = leaf or {"type": "string", "minLength": 1}
    nested = nest(leaf, wrap, depth)
    length = len(str(nested)) + 12
    return base({"S0": {"type": "object", "properties": {f"p{i}": nested for i in numbered(size, length)}}})


@kind
def objects_inside_each_other(size):
    return nests(size, lambda inner: {"type": "object", "properties": {"a": inner}}, 80)


@kind
def objects_inside_each_other_a_little(size):
    return nests(size, lambda inner: {"type": "object", "properties": {"a": inner}}, 20)


@kind
def lists_inside_each_other(size):
    return nests(size, lambda inner: {"type": "array", "items": inner}, 150)


@kind
def not_inside_each_other(size):
    return nests(size, lambda inner: {"not": inner}, 150)


@kind
def conditions_inside_each_other(size):
    return nests(size, lambda inner: {"if": inner, "then": {"minLength": 1}, "else": {"maxLength": 2}}, 100)


@kind
def all_of_inside_each_other(size):
    return nests(size, lambda inner: {"allOf": [inner, {"maxLength": 9}]}, 90)


@kind
def one_of_inside_each_other(size):
    return nests(size, lambda inner: {"oneOf": [inner, {"type": "integer"}]}, 15)


@kind
def two_one_of_inside_each_other(size):
    return nests(size, lambda inner: {"oneOf": [inner, {"type": "object", "properties": {"a": inner}}]}, 6)


@kind
def any_of_inside_each_other(size):
    return nests(size, lambda inner: {"anyOf": [inner, {"type": "integer"}], "title": "x"}, 100)


@kind
def dynamic_references(size):
    schemas = {
        f"S{i}": {"$id": f"https://a.example/{i}", "$dynamicAnchor": "node", "type": "object", "properties": {"a": {"$dynamicRef": "#node"}, "b": {"$ref": f"https://a.example/{i + 1}"}}}
        for i in numbered(size, 170)
    }
    schemas[f"S{len(schemas)}"] = {"$id": f"https://a.example/{len(schemas)}", "type": "string"}
    return base(schemas)


@kind
def dynamic_anchors(size):
    """Each schema may be reached with any of the scopes before it."""
    schemas = {
        f"S{i}": {"$id": f"https://a.example/{i}", "$defs": {"a": {"$dynamicAnchor": f"n{i}", "type": "string"}}, "properties": {"x": {"$dynamicRef": f"#n{i}"}, "a": {"$ref": f"https://a.example/{i + 1}"}, "b": {"$ref": f"https://a.example/{i + 2}"}}}
        for i in numbered(size, 230)
    }
    for i in range(2):
        schemas[f"S{len(schemas)}"] = {"$id": f"https://a.example/{len(schemas)}", "type": "string"}
    return base(schemas)


@kind
def anchors(size):
    count = len(numbered(size, 95))
    schemas = {f"S{i}": {"$anchor": f"a{i}", "type": "object", "properties": {"a": {"$ref": f"#a{i + 1}"}}} for i in range(count)}
    schemas[f"S{count}"] = {"$anchor": f"a{count}", "type": "string"}
    return base(schemas)


@kind
def identifiers(size):
    count = len(numbered(size, 110))
    schemas = {f"S{i}": {"$id": f"https://a.example/{i}", "type": "object", "properties": {"a": {"$ref": f"{i + 1}"}}} for i in range(count)}
    schemas[f"S{count}"] = {"$id": f"https://a.example/{count}", "type": "string"}
    return base(schemas)


@kind
def rules_everywhere(size):
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, "not": {"required": ["b"]}, "dependentRequired": {"a": ["c"]}}
    return base({"S0": {"type": "object", "properties": {f"p{i}": schema for i in numbered(size, 130)}}})


@kind
def pattern_properties(size):
    return base({"S0": {"type": "object", "patternProperties": {f"^a{i}_": {"type": "string"} for i in numbered(size, 32)}}})


# MARK: Values


@kind
def a_large_default(size):
    return one({"type": "array", "items": {"type": "integer"}, "default": list(numbered(size, 9))})


@kind
def a_large_default_object(size):
    schema = {"type": "object", "additionalProperties": {"type": "string"}, "default": {f"k{i}": "v" for i in numbered(size, 18)}}
    return one(schema)


@kind
def a_large_unique_default(size):
    return one({"type": "array", "uniqueItems": True, "items": {"type": "integer"}, "default": list(numbered(size, 9))})


@kind
def a_large_enum_of_defaults(size):
    values = [f"value{i}" for i in numbered(size, 28)]
    return one({"type": "array", "items": {"type": "string", "enum": values}, "default": values})


@kind
def many_defaults(size):
    return base({"S0": {"type": "object", "properties": {f"p{i}": {"type": "integer", "default": i} for i in numbered(size, 45)}}})


@kind
def defaults_of_objects(size):
    schemas = {
        f"S{i}": {"type": "object", "properties": {"a": {"allOf": [ref(f"S{i + 1}")], "default": {}}}} for i in numbered(size, 110)
    }
    schemas[f"S{len(schemas)}"] = {"type": "object", "properties": {"a": {"type": "string", "default": "b"}}}
    return base(schemas)


@kind
def a_large_example(size):
    return one({"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}, "examples": [[{"a": "b"} for _ in numbered(size, 12)]]})


@kind
def a_wrong_example(size):
    return one({"type": "array", "items": {"type": "string"}, "examples": [list(numbered(size, 9))]})


@kind
def examples_of_alternatives(size):
    schema = nest({"type": "string"}, lambda inner: {"oneOf": [inner, {"type": "array", "items": inner}]}, 6)
    value = nest("x", lambda inner: [inner], 6)
    return one({**schema, "examples": [value for _ in numbered(size, 20)]})


@kind
def deep_example_of_alternatives(size):
    schemas = {"S0": {"anyOf": [{"type": "array", "items": ref("S0")}, {"type": "array", "items": ref("S0"), "minItems": 1}, {"const": 1}]}}
    schemas["S0"]["examples"] = [nest("x", lambda inner: [inner], 40)]
    return base({**schemas, **{f"T{i}": {"type": "string"} for i in numbered(size, 24)}})


# MARK: Texts


@kind
def a_long_description(size):
    return one({"type": "string", "description": "word " * (size // 5)})


@kind
def many_lines_of_description(size):
    return one({"type": "string", "description": "word\n" * (size // 6)})


@kind
def a_long_name(size):
    return base({"S0": {"type": "object", "properties": {"a" * size: {"type": "string"}}}})


@kind
def long_names(size):
    return base({"S0": {"type": "object", "properties": {f"{'aB' * 500}{i}": {"type": "string"} for i in numbered(size, 1030)}}})


@kind
def a_long_value(size):
    return one({"type": "string", "enum": ["a" * size]})


@kind
def a_long_title(size):
    document = base({"S0": {"type": "object", "properties": {"a": {"type": "string"}}}})
    document["info"]["title"] = "title " * (size // 6)
    return document


@kind
def a_long_path(size):
    document = base()
    document["paths"]["/" + "a" * size] = document["paths"].pop("/things")
    return document


@kind
def many_segments(size):
    document = base()
    document["paths"]["/a" * (size // 2)] = document["paths"].pop("/things")
    return document


@kind
def many_path_parameters(size):
    names = [f"p{i}" for i in numbered(size, 85)]
    document = base()
    item = document["paths"].pop("/things")
    item["post"]["parameters"] = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]
    document["paths"]["".join("/{" + name + "}" for name in names)] = item
    return document


# MARK: Operations


def operations(count, more, path=lambda i: f"/things{i}"):
    document = base()
    document["paths"] = {path(i): {"get": {"responses": {"204": {"description": "Good"}}, **more(i)}} for i in range(count)}
    return document


@kind
def many_operations(size):
    return operations(len(numbered(size, 110)), lambda i: {"operationId": f"get{i}"})


@kind
def many_operations_without_names(size):
    return operations(len(numbered(size, 75)), lambda i: {})


@kind
def operations_of_one_name(size):
    return operations(len(numbered(size, 100)), lambda i: {"operationId": "get"})


@kind
def operations_of_a_like_name(size):
    return operations(max(2, min(size // 180, 9000)), lambda i: {"operationId": f"get{'-' * (i % 97)}{'_' * (i // 97)}"})


@kind
def many_tags(size):
    document = operations(len(numbered(size, 160)), lambda i: {"operationId": f"get{i}", "tags": [f"tag{i}"]})
    document["tags"] = [{"name": f"tag{i}"} for i in numbered(size, 160)]
    return document


@kind
def tags_of_a_like_name(size):
    return operations(max(2, min(size // 200, 9000)), lambda i: {"operationId": f"get{i}", "tags": [f"t{'-' * (i % 97)}{'_' * (i // 97)}"]})


@kind
def tags_that_have_parents(size):
    document = base()
    document["openapi"] = "3.2.0"
    document["tags"] = [{"name": f"t{i}", "parent": f"t{i + 1}"} for i in numbered(size, 36)]
    document["tags"].append({"name": f"t{len(document['tags'])}"})
    return document


@kind
def many_parameters(size):
    document = base()
    document["paths"]["/things"]["post"]["parameters"] = [
        {"name": f"p{i}", "in": "query", "schema": {"type": "string"}} for i in numbered(size, 65)
    ]
    return document


@kind
def parameters_of_a_like_name(size):
    document = base()
    document["paths"]["/things"]["post"]["parameters"] = [
        {"name": f"p{'-' * (i % 97)}{'_' * (i // 97)}", "in": "query", "schema": {"type": "string"}}
        for i in range(max(2, min(size // 160, 6000)))
    ]
    return document


@kind
def many_header_parameters(size):
    document = base()
    document["paths"]["/things"]["post"]["parameters"] = [
        {"name": f"X-P{i}", "in": "header", "schema": {"type": "string"}} for i in numbered(size, 65)
    ]
    return document


@kind
def shared_parameters(size):
    names = [f"p{i}" for i in range(30)]
    document = operations(
        len(numbered(size, 1400)), lambda i: {"operationId": f"get{i}", "parameters": [{"$ref": f"#/components/parameters/{n}"} for n in names]}
    )
    document["components"] = {"parameters": {name: {"name": name, "in": "query", "schema": {"type": "string"}} for name in names}}
    return document


@kind
def many_media_types(size):
    document = base()
    content = {f"application/vnd.a{i}+json": {"schema": {"type": "string"}} for i in numbered(size, 65)}
    document["paths"]["/things"]["post"]["requestBody"] = {"content": content}
    document["paths"]["/things"]["post"]["responses"]["200"]["content"] = content
    return document


@kind
def many_responses(size):
    return operations(
        len(numbered(size, 900 * 25)),
        lambda i: {"operationId": f"get{i}", "responses": {str(s): {"description": "Good", "content": {"application/json": {"schema": {"type": "string"}}}} for s in range(200, 599)}},
    )


@kind
def many_response_headers(size):
    document = base()
    document["paths"]["/things"]["post"]["responses"]["200"]["headers"] = {f"X-H{i}": {"schema": {"type": "string"}} for i in numbered(size, 45)}
    return document


@kind
def ambiguous_paths(size):
    def path(i):
        return "".join(f"/{{p{bit}}}" if i >> bit & 1 else f"/a{bit}" for bit in range(20))

    def more(i):
        return {
            "operationId": f"get{i}",
            "parameters": [{"name": f"p{bit}", "in": "path", "required": True, "schema": {"type": "string"}} for bit in range(20) if i >> bit & 1],
        }

    return operations(len(numbered(size, 800)), more, path)


@kind
def paths_of_one_shape(size):
    def more(i):
        return {"operationId": f"get{i}", "parameters": [{"name": f"p{i}", "in": "path", "required": True, "schema": {"type": "string"}}]}

    return operations(len(numbered(size, 180)), more, lambda i: f"/{{p{i}}}")


@kind
def many_security_schemes(size):
    names = [f"s{i}" for i in numbered(size, 80)]
    schemes = {name: {"type": "apiKey", "in": "header", "name": f"X-{name}"} for name in names}
    document = base(security=[{name: []} for name in names])
    document["components"] = {"securitySchemes": schemes}
    return document


@kind
def many_requirements_at_once(size):
    names = [f"s{i}" for i in numbered(size, 80)]
    document = base(security=[{name: [] for name in names}])
    document["components"] = {"securitySchemes": {name: {"type": "apiKey", "in": "header", "name": f"X-{name}"} for name in names}}
    return document


@kind
def security_of_many_operations(size):
    count = len(numbered(size, 170))
    document = operations(count, lambda i: {"operationId": f"get{i}", "security": [{f"s{i}": []}]})
    document["components"] = {"securitySchemes": {f"s{i}": {"type": "http", "scheme": "bearer"} for i in range(count)}}
    return document


@kind
def many_scopes(size):
    scopes = {f"scope{i}": "x" for i in numbered(size, 30)}
    flow = {"tokenUrl": "https://a.example", "scopes": scopes}
    document = base(security=[{"o": list(scopes)}])
    document["components"] = {"securitySchemes": {"o": {"type": "oauth2", "flows": {"clientCredentials": flow}}}}
    return document


@kind
def many_servers(size):
    return base(servers=[{"url": f"https://a{i}.example/v1"} for i in numbered(size, 35)])


@kind
def many_links(size):
    document = base()
    document["paths"]["/things"]["post"]["responses"]["200"]["links"] = {f"l{i}": {"operationId": f"operat{i}"} for i in numbered(size, 35)}
    return document


@kind
def many_callbacks(size):
    document = base()
    call = {"post": {"responses": {"204": {"description": "Good"}}}}
    document["paths"]["/things"]["post"]["callbacks"] = {f"c{i}": {"{$request.body#/url}": call} for i in numbered(size, 90)}
    return document


@kind
def many_webhooks(size):
    return base(webhooks={f"w{i}": {"post": {"responses": {"204": {"description": "Good"}}}} for i in numbered(size, 75)})


@kind
def callbacks_inside_each_other(size):
    call = {"post": {"operationId": "c", "responses": {"204": {"description": "Good"}}}}
    for i in range(20):
        call = {"post": {"responses": {"204": {"description": "Good"}}, "callbacks": {f"c{i}": {"{$request.body#/url}": call}}}}
    length = len(str(call)) + 20
    document = base()
    document["paths"]["/things"]["post"]["callbacks"] = {f"d{i}": {"{$request.body#/url}": call} for i in numbered(size, length)}
    return document


@kind
def form_of_many_parts(size):
    document = base()
    schema = {"type": "object", "properties": {f"p{i}": {"type": "string"} for i in numbered(size, 34)}}
    document["paths"]["/things"]["post"]["requestBody"] = {"content": {"multipart/form-data": {"schema": schema}}}
    return document


@kind
def urlencoded_form_of_many(size):
    document = base()
    schema = {"type": "object", "properties": {f"p{i}": {"type": "string"} for i in numbered(size, 34)}}
    document["paths"]["/things"]["post"]["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": schema}}}
    return document


@kind
def alike_operations(size):
    body = {"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {"type": "string", "enum": ["c", "d"]}}}}}
    return operations(
        len(numbered(size, 350)),
        lambda i: {
            "operationId": f"get{i}",
            "responses": {"200": {"description": "Good", "content": {"application/json": {"schema": body}}}, "404": {"description": "None"}},
        },
    )


# MARK: Mistakes


@kind
def many_missing_references(size):
    properties = {f"p{i}": ref(f"Schem{i}") for i in numbered(size, 60)}
    return base({"S0": {"type": "object", "properties": properties}, **{f"Schema{i}": {"type": "string"} for i in range(500)}})


@kind
def many_unknown_keywords(size):
    return base({"S0": {"type": "object", "properties": {f"p{i}": {"typ": "string"} for i in numbered(size, 28)}}})


@kind
def many_unknown_types(size):
    return base({"S0": {"type": "object", "properties": {f"p{i}": {"type": "strin"} for i in numbered(size, 28)}}})


@kind
def many_wrong_defaults(size):
    return base({"S0": {"type": "object", "properties": {f"p{i}": {"type": "string", "default": 1} for i in numbered(size, 45)}}})


@kind
def many_wrong_path_parameters(size):
    return operations(len(numbered(size, 170)), lambda i: {"operationId": f"get{i}"}, lambda i: f"/things{i}/{{id}}")


@kind
def many_unused_schemas(size):
    document = base()
    document["components"] = {"schemas": {f"Schema{i}": {"type": "string"} for i in numbered(size, 35)}}
    return document


@kind
def many_unused_and_used(size):
    count = len(numbered(size, 90))
    schemas = {f"M{i}": {"type": "string"} for i in range(count)}
    return base({"S0": {"type": "object", "properties": {f"p{i}": ref(f"M{i}") for i in range(0, count, 2)}}, **schemas})


@kind
def contradictions(size):
    part = {"allOf": [{"type": "string"}, {"type": "integer"}]}
    return base({"S0": {"type": "object", "properties": {f"p{i}": part for i in numbered(size, 60)}}})


# MARK: Patterns


def patterns(size, pattern):
    length = len(pattern(0)) + 38
    return base({"S0": {"type": "object", "properties": {f"p{i}": {"type": "string", "pattern": pattern(i)} for i in numbered(size, length)}}})


@kind
def many_patterns(size):
    return patterns(size, lambda i: f"^[a-z]{{1,8}}-{i}$")


@kind
def many_slow_patterns(size):
    return patterns(size, lambda i: f"(a?){{{100 + i % 100}}}a{{{100 + i}}}")


@kind
def many_patterns_of_counts(size):
    return patterns(size, lambda i: f"^(a{{1,1000}}){{1,{1000 + i}}}$")


@kind
def many_patterns_that_look_ahead(size):
    return patterns(size, lambda i: f"^(?=.*a)(?=.*b)(?=.*c)(?=.*d)(?=.*e)(?=.*f)[a-z]{{{8 + i % 50},{i + 90}}}$")


@kind
def optional_and_again(size):
    return one({"type": "string", "pattern": "a?" * (size // 3) + "a" * (size // 3)})


@kind
def a_long_pattern(size):
    return one({"type": "string", "pattern": "^" + "a" * size + "$"})


@kind
def a_pattern_of_alternatives(size):
    return one({"type": "string", "pattern": "^(" + "|".join(f"a{i}" for i in numbered(size, 8)) + ")$"})


@kind
def a_pattern_of_groups(size):
    return one({"type": "string", "pattern": "(a)" * (size // 3)})


@kind
def a_pattern_of_named_groups(size):
    return one({"type": "string", "pattern": "".join(f"(?<n{i}>a)" for i in numbered(size, 12))})


@kind
def a_pattern_of_one_class(size):
    return one({"type": "string", "pattern": "[" + "".join(chr(0x4E00 + 2 * (i % 10000)) for i in numbered(size, 3)) + "]"})


@kind
def a_pattern_of_classes(size):
    return one({"type": "string", "pattern": "".join(f"[{chr(0x4E00 + i % 20000)}-{chr(0x4E10 + i % 20000)}]" for i in numbered(size, 12))})


@kind
def a_pattern_of_look_aheads(size):
    return one({"type": "string", "pattern": "^" + "".join(f"(?=.*a{i})" for i in numbered(size, 12))})


@kind
def pattern_examples(size):
    return one({"type": "string", "pattern": "(x+x+)+y", "examples": ["x" * 1000 for _ in numbered(size, 1003)]})


# MARK: What a few words ask for many times


@kind
def a_large_base_of_many(size):
    """Every second half builds on all of the first one."""
    schemas = {"Base": {"type": "object", "properties": {f"b{i}": {"type": "string"} for i in numbered(size // 2, 30)}}}
    names = [f"S{i}" for i in numbered(size // 2, 90)]
    for name in names:
        schemas[name] = {"allOf": [ref("Base"), {"minProperties": 1}]}
    schemas["S0"] = {"type": "object", "properties": {name: ref(name) for name in names[1:]}}
    return base(schemas)


@kind
def long_words_of_a_base(size):
    schemas = {"Base": {"type": "object", "properties": {"a": {"type": "string", "description": "word " * (size // 10)}}}}
    names = [f"S{i}" for i in numbered(size // 2, 90)]
    for name in names:
        schemas[name] = {"allOf": [ref("Base"), {"minProperties": 1}]}
    schemas["S0"] = {"type": "object", "properties": {name: ref(name) for name in names[1:]}}
    return base(schemas)


@kind
def a_large_response_of_many(size):
    document = operations(len(numbered(size // 2, 110)), lambda i: {"responses": {"200": {"$ref": "#/components/responses/R"}}})
    schema = {"type": "object", "properties": {f"p{i}": {"type": "string"} for i in numbered(size // 2, 30)}}
    document["components"] = {"responses": {"R": {"description": "d", "content": {"application/json": {"schema": schema}}}}}
    return document


@kind
def long_words_of_a_parameter(size):
    document = operations(len(numbered(size // 2, 110)), lambda i: {"parameters": [{"$ref": "#/components/parameters/P"}]})
    parameter = {"name": "p", "in": "query", "schema": {"type": "string"}, "description": "word " * (size // 10)}
    document["components"] = {"parameters": {"P": parameter}}
    return document


@kind
def a_large_form_of_many(size):
    document = operations(0, lambda i: {})
    body = {"content": {"application/x-www-form-urlencoded": {"schema": ref("Form")}}}
    for i in numbered(size // 2, 170):
        document["paths"][f"/a{i}"] = {"post": {"requestBody": body, "responses": {"204": {"description": "d"}}}}
    schema = {"type": "object", "properties": {f"p{i}": {"type": "string"} for i in numbered(size // 2, 30)}}
    document["components"] = {"schemas": {"Form": schema}}
    return document


@kind
def a_form_of_types_in_a_row(size):
    count = len(numbered(size, 100))
    schemas = {f"S{i}": {"type": "object", "properties": {"next": ref(f"S{i + 1}")}} for i in range(count)}
    schemas[f"S{count}"] = {"type": "object", "properties": {"end": {"type": "string"}}}
    document = base(schemas)
    content = document["paths"]["/things"]["post"]["requestBody"]["content"]
    content["application/x-www-form-urlencoded"] = content.pop("application/json")
    return document


@kind
def a_form_of_all_of_in_a_row(size):
    document = all_of_in_a_row(size)
    content = document["paths"]["/things"]["post"]["requestBody"]["content"]
    content["multipart/form-data"] = content.pop("application/json")
    return document


@kind
def a_long_key_around_many_values(size):
    return base({"S0": {"type": "object", "properties": {"a" * (size // 2): {"type": "object", "properties": {f"p{i}": {"type": "string"} for i in numbered(size // 2, 30)}}}}})


@kind
def rules_in_a_row(size):
    count = len(numbered(size, 90))
    schemas = {f"S{i}": {"not": {"type": "object", "required": ["a"]}, "items": ref(f"S{i + 1}")} for i in range(count)}
    schemas[f"S{count}"] = {"type": "string"}
    return base(schemas)


@kind
def objects_of_many_consts(size):
    def member(value, count):
        return {"type": "object", "required": [f"k{i}" for i in range(count)], "properties": {f"k{i}": {"const": value} for i in range(count)}}

    count = len(numbered(size, 120))
    return base({"S0": {"oneOf": [member("a", count), member("a", count)]}})


@kind
def unions_of_unions(size):
    width = max(2, int((size / 150) ** 0.5))
    schemas = {"S0": {"oneOf": [ref(f"A{i}") for i in range(width)]}}
    for level, below in (("A", "B"), ("B", "C")):
        for i in range(width):
            schemas[f"{level}{i}"] = {"oneOf": [ref(f"{below}{j}") for j in range(width)]}
    for i in range(width):
        schemas[f"C{i}"] = {"type": "object", "required": [f"p{i}"], "properties": {f"p{i}": {"type": "string"}}}
    return base(schemas)
