"""Prints Codable types for the schemas of openapi.yaml."""

from contract import parts, schemas

SCALARS = {"string": "String", "integer": "Int64", "number": "Double", "boolean": "Bool"}


def swift(schema, is_required=True):
    kind, inner, is_nullable = parts(schema)
    if kind == "object":
        text = inner
    elif kind == "array":
        text = f"[{swift(inner)}]"
    elif kind == "map":
        text = f"[String: {swift(inner)}]"
    else:
        text = SCALARS[kind]
    return text + ("?" if is_nullable or not is_required else "")


print("// Printed by Benchmarks/json/codable.py: what Foundation's coders read and write.\n")
print("enum Codables {")
for name, schema in schemas().items():
    # A class holds itself, as a status does; a struct can't.
    properties = schema["properties"]
    is_recursive = any(parts(value)[1] == name for value in properties.values())
    print(f"    {'final class' if is_recursive else 'struct'} {name}: Codable {{")
    for key, value in properties.items():
        print(f"        let `{key}`: {swift(value, key in schema.get('required', []))}")
    print("    }\n")
print("}")
