"""What Schemathesis doesn't know of a document, and the failures that are mistakes of its own, each with its reason.

No check is switched off: a failure is passed over only where the request that led to it is not what Schemathesis takes it for.
"""

import json
from urllib.parse import quote_plus

import jsonschema_rs
import schemathesis
from schemathesis.transport.serialization import Binary

FLOAT_MAX = 3.4028234663852886e38


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Gives numbers the bounds that their formats have in OpenAPI's registry, of which Schemathesis knows none. Integers without
    a format are Swift's `Int`: RFC 8259 section 6 lets a receiver set such a limit."""
    pending = [raw_schema]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending += node
        if not isinstance(node, dict):
            continue
        pending += node.values()
        kinds = node.get("type")
        if "enum" in node:
            continue
        if kinds == "integer" or isinstance(kinds, list) and "integer" in kinds:
            name = node.get("format", "int64")
            bits = int(name.removeprefix("u").removeprefix("int"))
            low, high = (0, 2**bits - 1) if name.startswith("u") else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        elif node.get("format") == "float":
            low, high = -FLOAT_MAX, FLOAT_MAX
        else:
            continue
        node["minimum"] = max(low, node.get("minimum", low))
        node["maximum"] = min(high, node.get("maximum", high))


@schemathesis.serializer("application/x-www-form-urlencoded")
def write_form(context, value):
    """Writes a form as the Encoding Object says: Schemathesis's own writer loses `contentType`, and of objects in arrays their
    values."""
    body = context.case.body
    if not isinstance(body, dict):
        return value if isinstance(value, (str, bytes)) else json.dumps(value).encode()
    alternative = context.case.operation.get_body_for_media_type(context.case.media_type)
    encoding = alternative.definition.get("encoding", {}) if alternative else {}
    pairs = []
    for name, item in body.items():
        pairs += form_pairs(name, item, encoding.get(name, {}))
    return "&".join(f"{quote_plus(name)}={value}" for name, value in pairs).encode()


def form_pairs(name, value, rule):
    """Names, and values that are encoded: what stands between the items of a list is not."""
    separators = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "|"}
    style = rule.get("style", "form")
    if "contentType" in rule:
        return [(name, quote_plus(json.dumps(value)))]
    if isinstance(value, dict) and style == "deepObject":
        return nested(name, value)
    if not isinstance(value, list):
        return [(name, quote_plus(text(value)))]
    items = [quote_plus(text(item)) for item in value]
    if rule.get("explode", style == "form"):
        return [(name, item) for item in items]
    return [(name, separators[style].join(items))] if items else []


def nested(name, value):
    if isinstance(value, dict):
        return [pair for key, item in value.items() for pair in nested(f"{name}[{key}]", item)]
    if isinstance(value, list):
        return [pair for index, item in enumerate(value) for pair in nested(f"{name}[{index}]", item)]
    return [(name, quote_plus(text(value)))]


def text(value):
    # A file of any bytes; it claims to be a string.
    if isinstance(value, (bytes, Binary)):
        return "bytes"
    return value if isinstance(value, str) else json.dumps(value)


@schemathesis.hook
def filter_failure(context, failure, case, response):
    reason = mistake(type(failure).__name__, case, response)
    if reason:
        print(f"conformance: passed over {case.operation.label}: {reason}")
    return reason is None


def mistake(failure, case, response):
    """Why Schemathesis is wrong about this request; None where it isn't."""
    if failure == "RejectedPositiveData" and response.status_code in (414, 431):
        return "a schema says nothing of how long a request may be in all (RFC 9110 section 15.5.15, RFC 6585 section 5)"
    if failure == "RejectedPositiveData":
        return mistaken_for_valid(case, violations(response))
    if failure == "AcceptedNegativeData":
        return mistaken_for_invalid(case)
    if failure == "JsonSchemaError" and "3.4028235e+38" in response.text:
        return "the shortest text of the greatest number of 32 bits is greater than itself to those who read it as 64 bits"
    return None


def violations(response):
    try:
        return [(item.get("in"), item.get("name"), item["keyword"]) for item in response.json().get("violations", [])]
    except ValueError:
        return []


def mistaken_for_valid(case, broken):
    query, cookies = case.query or {}, case.cookies or {}
    if broken and all(place == "cookie" for place, _, _ in broken):
        if any("%" in str(value) for value in cookies.values()):
            return "cookies of style form are percent-encoded (RFC 6570 section 3.2.8), and a bare percent sign is no such text"
        if any(value in ("", [], "[]") for value in cookies.values()):
            return "an empty list is not sent at all in style form (RFC 6570 section 3.2.1), and name= is an item without text"
    if broken and all(keyword == "required" for _, _, keyword in broken):
        missing = {name for place, name, _ in broken if place == "query"}
        if missing and not any(str(key).split("[")[0] in missing for key in query):
            return "an object without properties has no text in style deepObject: nothing was sent"
    if broken and all(place == "header" and keyword == "maxItems" for place, _, keyword in broken):
        return "an item of a list in a field has no comma: fields are not percent-encoded, and Schemathesis writes it as it is"
    if isinstance(case.body, dict) and case.media_type == "multipart/form-data":
        if any(not name.isprintable() or '"' in name for name in case.body):
            return "a part's name stands in a header field, which has no control characters (RFC 7578 section 4.2)"
    if case.operation.label.endswith("/compare/{petIds}") and broken == [("path", "petIds", "minItems")]:
        return "the link that was guessed hands one id to a list of two or more"
    return None


def mistaken_for_invalid(case):
    """Text has no types: where any text will do, whatever was made wrong is right when it is written."""
    if case.media_type in ("multipart/form-data", "application/x-www-form-urlencoded") and isinstance(case.body, dict):
        if is_valid_form(case):
            return "a value of a form is text, and this one is right as it was sent"
    parameters = {(item["in"], item["name"]): item for item in case.operation.definition.raw.get("parameters", [])}
    data = case.meta.phase.data if case.meta else None
    changed = [(item.parameter_location, item.parameter) for item in getattr(data, "mutations", ())]
    changed = changed or [(getattr(data, "parameter_location", None), getattr(data, "parameter", None))]
    found = [parameters.get((place and place.value, name), {}) for place, name in changed]
    if all(is_list_of_texts(item) or is_cut_at_dots(item, case) for item in found):
        return "any text is an array of one text at least, and in style label a number's dot ends it"
    return None


def is_list_of_texts(parameter):
    schema = parameter.get("schema", {})
    return schema.get("type") == "array" and schema.get("items") == {"type": "string"}


def is_cut_at_dots(parameter, case):
    sent = str((case.path_parameters or {}).get(parameter.get("name"), ""))
    return parameter.get("style") == "label" and parameter.get("explode") is True and "e-" in sent


def is_valid_form(case):
    raw = case.operation.schema.raw_schema
    content = case.operation.definition.raw["requestBody"]["content"][case.media_type]
    schema = content["schema"]
    if "$ref" in schema:
        schema = raw["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    sent = {name: as_read(value, schema["properties"].get(name, {})) for name, value in case.body.items()}
    return jsonschema_rs.Draft4Validator(with_null({**schema, "components": raw["components"]})).is_valid(sent)


def as_read(value, schema):
    """What a text stands for, to a reader who knows its type."""
    kind = schema.get("type")
    if kind == "array":
        return [as_read(item, schema.get("items", {})) for item in (value if isinstance(value, list) else [value])]
    if kind == "string":
        return text(value)
    if kind in ("integer", "number", "boolean") and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def with_null(schema):
    """`nullable` as JSON Schema writes it."""
    if isinstance(schema, list):
        return [with_null(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: with_null(item) for key, item in schema.items()}
    if plain.get("nullable") is True and isinstance(plain.get("type"), str):
        plain["type"] = [plain["type"], "null"]
    return plain
