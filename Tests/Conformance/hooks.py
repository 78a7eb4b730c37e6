"""How Schemathesis writes forms as OpenAPI means them, and the failures that are mistakes of its own, each with its reason.

No check is switched off. A failure is passed over only where the request, as it was sent, shows that Schemathesis took it for
what it is not: texts have no types, so what was made to be wrong may be right once it is written, and the other way round.
"""

import json
import re
from urllib.parse import parse_qs, quote_plus, unquote, unquote_to_bytes, urlsplit

import jsonschema_rs
import schemathesis
from schemathesis.transport.serialization import Binary

# Limits of Writ's engine.
TARGET_BYTES_MAX, FIELD_BYTES_MAX, HEAD_BYTES_MAX = 8192, 16384, 65536


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
    if failure == "RejectedPositiveData":
        return mistaken_for_valid(case, response)
    if failure == "AcceptedNegativeData":
        return mistaken_for_invalid(case, response)
    path = case.operation.schema.raw_schema["paths"][case.operation.path]
    servers = {json.dumps(item.get("servers")) for item in path.values() if isinstance(item, dict)}
    if failure == "AllowHeaderMismatch" and len(servers) > 1:
        return "the operations of the path have servers of their own, and so paths of their own"
    return None


# Requests that were refused, and rightly so.


def mistaken_for_valid(case, response):
    if is_too_long(response):
        return "a schema says nothing of how long a request may be in all (RFC 9110 section 15.5.15, RFC 6585 section 5)"
    reasons = [mistaken_violation(item, case, response.request) for item in violations(response)]
    if reasons and all(reasons):
        return "; ".join(dict.fromkeys(reasons))
    if case.media_type == "multipart/form-data" and isinstance(case.body, dict) and response.status_code == 400:
        if any(not name or re.search(r"[\x00-\x1f\x7f]", name) for name in case.body):
            return "a part is named by a field, which has no control characters (RFC 7578 section 4.2, RFC 9110 section 5.5)"
    return None


def mistaken_violation(item, case, request):
    """Why this is no mistake of the server's; None where it may be one."""
    if is_cookie_of_encoded_bytes(item, request):
        return "cookies of style form are percent-encoded (RFC 6570 section 3.2.8): what looks so here stands for no text in UTF-8"
    if is_delimiter_within_item(item, case, request):
        return "a list was cut where one of its items has the delimiter: nothing tells the two apart once they are sent"
    if is_cookie_with_comma(item, case, request):
        return "the items of an exploded list are a pair each (RFC 6570 section 3.2.8): a comma stands within an item"
    if is_object_with_commas(item, case, request):
        return "names and values of an object stand between commas (RFC 6570 section 3.2.8): those within were not encoded"
    if is_empty_deep_object(item, case, request):
        return "an object without a leaf has no text in style deepObject: nothing was sent"
    if is_misnamed_deep_object(item, case, request):
        return "in style deepObject brackets stand around names, and none within; around nothing they mean a list"
    return None


def is_too_long(response):
    fields = [len(name) + len(value) for name, value in response.request.headers.items()]
    if response.status_code == 414:
        return len(response.request.url) > TARGET_BYTES_MAX
    return response.status_code == 431 and (max(fields) > FIELD_BYTES_MAX or sum(fields) > HEAD_BYTES_MAX)


def violations(response):
    try:
        return response.json().get("violations", [])
    except ValueError:
        return []


def parameters(case):
    return {(item["in"], item["name"]): item for item in case.operation.definition.raw.get("parameters", [])}


def sent_cookie(item, request):
    found = re.search(rf"(?:^|; *){re.escape(item['name'].split('[')[0])}=([^;]*)", request.headers.get("Cookie", ""))
    return found[1] if item.get("in") == "cookie" and found else ""


def is_cookie_of_encoded_bytes(item, request):
    # It may stand in a name, too: those of an object's members are any text.
    sent = request.headers.get("Cookie", "") if item.get("in") == "cookie" else ""
    if "UTF-8" not in item["message"]:
        return False
    try:
        unquote_to_bytes(sent).decode()
    except UnicodeDecodeError:
        return True
    return False


def is_delimiter_within_item(item, case, request):
    """Whether the list, cut as it was sent, breaks its schema: it was made to keep it, so an item has the delimiter in it."""
    parameter = parameters(case).get((item.get("in"), item.get("name")), {})
    delimiter = {"pipeDelimited": "|", "spaceDelimited": " "}.get(parameter.get("style"))
    sent = parse_qs(urlsplit(request.url).query, keep_blank_values=True).get(item.get("name"), [])
    if delimiter is None or parameter.get("explode", False) or len(sent) != 1:
        return False
    components = case.operation.schema.raw_schema["components"]
    schema = resolved(parameter["schema"], components)
    return not is_valid(schema, components, as_read(sent[0].split(delimiter), schema, components))


def is_cookie_with_comma(item, case, request):
    parameter = parameters(case).get(("cookie", item.get("name")), {})
    is_exploded_list = parameter.get("schema", {}).get("type") == "array" and parameter.get("explode", True)
    return is_exploded_list and "," in sent_cookie(item, request)


def is_object_with_commas(item, case, request):
    """Whether a comma within a name or a value of an object has moved what follows it out of its place."""
    name, _, member = item.get("name", "").rstrip("]").partition("[")
    parameter = parameters(case).get((item.get("in"), name), {})
    schema = resolved(parameter.get("schema", {}), case.operation.schema.raw_schema["components"])
    is_split_by_name = parameter.get("explode", item.get("in") in ("query", "cookie"))
    if schema.get("type") != "object" or parameter.get("style") == "deepObject" or is_split_by_name:
        return False
    query = parse_qs(urlsplit(request.url).query, keep_blank_values=True)
    sent = {"header": request.headers.get(name), "cookie": sent_cookie(item, request), "query": query.get(name, [""])[-1]}
    pieces = (sent.get(item["in"]) or "").split(",")
    return len(pieces) % 2 == 1 or member in pieces[1::2]


def is_empty_deep_object(item, case, request):
    parameter = parameters(case).get((item.get("in"), item.get("name")), {})
    sent = parse_qs(urlsplit(request.url).query, keep_blank_values=True)
    is_missing = item["keyword"] == "required" and not any(key.split("[")[0] == item["name"] for key in sent)
    return parameter.get("style") == "deepObject" and is_missing


def is_misnamed_deep_object(item, case, request):
    if case.media_type == "application/x-www-form-urlencoded" and "pointer" in item:
        name, text = item["pointer"].split("/")[1], request.body or ""
        rule = case.operation.definition.raw["requestBody"]["content"][case.media_type].get("encoding", {}).get(name, {})
    else:
        name, text = item.get("name", "").split("[")[0], urlsplit(request.url).query
        rule = parameters(case).get(("query", name), {})
    text = text.decode() if isinstance(text, bytes) else text
    members = [key.removeprefix(name) for key in parse_qs(text, keep_blank_values=True) if key.startswith(name + "[")]
    return rule.get("style") == "deepObject" and any(not re.fullmatch(r"(\[[^\[\]]+\])+", member) for member in members)


# Requests that were answered, and rightly so.


def mistaken_for_invalid(case, response):
    if is_too_long(response):
        return "it was refused: 414 and 431 are no answers of an operation"
    if is_only_body_wrong(case) and not response.request.body:
        if not case.operation.definition.raw.get("requestBody", {}).get("required", False):
            return "what was to be a wrong body is empty, and none is needed"
    if case.media_type in ("multipart/form-data", "application/x-www-form-urlencoded") and isinstance(case.body, dict):
        if is_valid_form(case):
            return "a value of a form is text, and this one is right as it was sent"
    data = case.meta.phase.data if case.meta else None
    places = [item.parameter_location for item in getattr(data, "mutations", ())]
    places = places or [getattr(data, "parameter_location", None)]
    if all(place and place.value == "path" for place in places) and is_valid_path(case, response):
        return "a path has no types, and this one is right as it was sent"
    return None


def is_only_body_wrong(case):
    wrong = [place.value for place, part in case.meta.components.items() if part.mode.value == "negative"] if case.meta else []
    return wrong == ["body"]


def is_valid_path(case, response):
    """Whether the text that was sent for each parameter is one of its schema, written in its style."""
    components = case.operation.schema.raw_schema["components"]
    names = re.findall(r"{([^}]+)}", case.operation.path)
    pattern = re.sub(r"\\{[^}]+\\}", "([^/]*)", re.escape(case.operation.path))
    sent = re.search(pattern + "$", urlsplit(response.request.url).path)
    declared = parameters(case)
    for name, written in zip(names, sent.groups() if sent else ()):
        parameter = declared.get(("path", name), {})
        if "schema" not in parameter:
            return False
        schema = resolved(parameter["schema"], components)
        try:
            if not is_valid(schema, components, parse_style(written, parameter, schema, components)):
                return False
        except ValueError:
            return False
    return sent is not None


def parse_style(written, parameter, schema, components):
    """A value in a path, as RFC 6570 sections 3.2.2, 3.2.5 and 3.2.7 write it."""
    name, style, explode = parameter["name"], parameter.get("style", "simple"), parameter.get("explode", False)
    is_split = explode and schema.get("type") in ("array", "object")
    prefix = {"simple": "", "label": ".", "matrix": ";" if is_split else f";{name}="}[style]
    if not written.startswith(prefix):
        raise ValueError(written)
    separator = {"simple": ",", "label": ".", "matrix": ";"}[style] if explode else ","
    rest = written[len(prefix) :]
    if schema.get("type") not in ("array", "object"):
        return as_read(unquote(rest), schema, components)
    items = rest.split(separator)
    if schema["type"] == "array":
        if style == "matrix" and explode:
            items = [item.removeprefix(f"{name}=") for item in items]
        return [as_read(unquote(item), schema["items"], components) for item in items]
    if explode:
        # An empty value has no equals sign in style label (RFC 6570 section 3.2.5): what a number's dot cuts off is a name.
        pairs = [(item.split("=", 1) + [""])[:2] for item in items]
    else:
        pairs = [items[index : index + 2] for index in range(0, len(items), 2)]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError(written)
    rules, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    return {unquote(key): as_read(unquote(item), rules.get(unquote(key), others), components) for key, item in pairs}


def is_valid_form(case):
    components = case.operation.schema.raw_schema["components"]
    content = case.operation.definition.raw["requestBody"]["content"][case.media_type]
    schema = resolved(content["schema"], components)
    rules = schema["properties"]
    sent = {name: as_read(value, rules.get(name, {}), components) for name, value in case.body.items()}
    return is_valid(schema, components, sent)


def is_valid(schema, components, value):
    return jsonschema_rs.Draft4Validator(with_null({**schema, "components": components})).is_valid(value)


def resolved(schema, components):
    return components["schemas"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


def as_read(value, schema, components):
    """What a text stands for, to a reader who knows its type."""
    schema = resolved(schema, components)
    kind = schema.get("type")
    if kind == "array":
        items = value if isinstance(value, list) else [value]
        return [as_read(item, schema.get("items", {}), components) for item in items]
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
