"""The schemas of openapi.yaml, for the types that Codable and msgspec get: equal ones, by construction."""

import pathlib

import yaml

HERE = pathlib.Path(__file__).resolve().parent
BENCHMARK = HERE / "../../specs/benchmark/openapi.yaml"


def schemas():
    """Name to schema: those of the contract, and what it takes from the benchmark's."""
    own = yaml.safe_load((HERE / "openapi.yaml").read_text())["components"]["schemas"]
    benchmark = yaml.safe_load(BENCHMARK.read_text())["components"]["schemas"]
    return own | {name: benchmark[name] for name in ("Order", "OrderItem", "User")}


def parts(schema):
    """(kind, schema of what it holds or name of the schema referred to, whether null is a value)."""
    if "anyOf" in schema:
        kind, inner, _ = parts(schema["anyOf"][0])
        return kind, inner, True
    if "$ref" in schema:
        return "object", schema["$ref"].rsplit("/", 1)[1], False
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if types[0] == "array":
        return "array", schema["items"], "null" in types
    if types[0] == "object":
        return "map", schema["additionalProperties"], "null" in types
    return types[0], None, "null" in types
