# Reads the documents of AsyncAPI in generated code as others do. Arguments: files `*+Document.swift`.
import json
import os
import re
import sys

from pydantic_asyncapi.v3 import AsyncAPI

schema = os.environ.get("ASYNCAPI_SCHEMA")
validator = None
if schema:
    import jsonschema

    with open(schema) as file:
        validator = jsonschema.Draft7Validator(json.load(file))
else:
    print("asyncapi: not held to AsyncAPI's own JSON schema: ASYNCAPI_SCHEMA names none")

failures = 0
for path in sys.argv[1:]:
    with open(path) as file:
        found = re.search(r'asyncJSON: (#*)"""\n(.*?)\n"""\1', file.read(), re.S)
    if not found:
        continue
    document = json.loads(found.group(2))
    errors = []
    try:
        AsyncAPI.model_validate(document)
    except ValueError as error:
        errors.append(str(error))
    if validator:
        errors += [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in validator.iter_errors(document)]

    # Every reference leads somewhere.
    def look(value):
        if isinstance(value, dict):
            reference = value.get("$ref")
            if isinstance(reference, str):
                target = document
                for token in reference.removeprefix("#/").split("/"):
                    target = target.get(token.replace("~1", "/").replace("~0", "~")) if isinstance(target, dict) else None
                if target is None:
                    errors.append(f"{reference} leads nowhere")
            for member in value.values():
                look(member)
        elif isinstance(value, list):
            for item in value:
                look(item)

    look(document)
    failures += len(errors)
    print(f"asyncapi: {path}: {len(document['channels'])} channels, {len(errors)} errors")
    for error in errors:
        print(f"  {error}")
sys.exit(1 if failures else 0)
