#!/usr/bin/env bash
# Has the documents of AsyncAPI that our servers answer read by strangers: the models of pydantic-asyncapi, and AsyncAPI's own JSON
# schema where ASYNCAPI_SCHEMA names it, such as schemas/3.0.0-without-$id.json of the npm package @asyncapi/specs.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.build/asyncapi/bin/python3
if [ ! -x "$python" ]; then
    python3 -m venv .build/asyncapi
    .build/asyncapi/bin/pip install --quiet pydantic-asyncapi==0.3.2 jsonschema==4.25.1
fi
"$python" Tests/Conformance/asyncapi.py Generated/*/*+Document.swift
