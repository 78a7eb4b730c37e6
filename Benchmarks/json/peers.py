"""msgspec and orjson, asked by the benchmark's program in turn with the others.

A line of the input is `LIBRARY ACTION TYPE FILE MILLISECONDS`; the answer is the nanoseconds of one decode or encode.
"""

import sys
import time
from itertools import repeat

import msgspec
import orjson

from contract import parts, schemas

SCALARS = {"string": str, "integer": int, "number": float, "boolean": bool}


def annotation(schema):
    kind, inner, is_nullable = parts(schema)
    if kind == "object":
        text = inner
    elif kind == "array":
        text = f"list[{annotation(inner)}]"
    elif kind == "map":
        text = f"dict[str, {annotation(inner)}]"
    else:
        text = SCALARS[kind].__name__
    return f"{text} | None" if is_nullable else text


def structs():
    """A msgspec Struct for each schema. Annotations are texts: statuses hold statuses."""
    types = {}
    for name, schema in schemas().items():
        required = schema.get("required", [])
        fields = [(key, annotation(value)) for key, value in schema["properties"].items() if key in required]
        fields += [(key, annotation(value) + " | msgspec.UnsetType", msgspec.UNSET)
                   for key, value in schema["properties"].items() if key not in required]
        types[name] = msgspec.defstruct(name, fields, module=__name__)
    globals().update(types)
    types["Events"] = list[types["Event"]]
    return types


def action(library, verb, kind, data, types):
    decode = msgspec.json.Decoder(types[kind]).decode if library == "msgspec" else orjson.loads
    if verb == "decode":
        return decode, data
    if library == "orjson":
        return orjson.dumps, decode(data)
    encoder, buffer = msgspec.json.Encoder(), bytearray()
    return (lambda value: encoder.encode_into(value, buffer)), decode(data)


def nanoseconds(call, argument, milliseconds):
    count, limit = 1, milliseconds * 1_000_000
    while True:
        start = time.perf_counter_ns()
        for _ in repeat(None, count):
            call(argument)
        taken = time.perf_counter_ns() - start
        if taken * 2 >= limit:
            return taken / count
        count = max(count * 2, int(count * limit / max(taken, 1)))


def main():
    types = structs()
    known = {}
    for line in sys.stdin:
        library, verb, kind, file, milliseconds = line.split()
        key = library, verb, kind
        if key not in known:
            with open(file, "rb") as document:
                known[key] = action(library, verb, kind, document.read(), types)
        print(nanoseconds(*known[key], int(milliseconds)), flush=True)


main()
