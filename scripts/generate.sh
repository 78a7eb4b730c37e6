#!/usr/bin/env bash
# Writes Generated/<name> from specs/<name>/openapi.yaml, with the arguments in specs/<name>/generate.options where it is there. With --check, writes nothing and fails if something would change.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
swift build --product writ
writ=$(swift build --show-bin-path)/writ
for document in specs/*/openapi.yaml; do
    name=$(basename "$(dirname "$document")")
    options=()
    [ -f "specs/$name/generate.options" ] && read -ra options <"specs/$name/generate.options"
    "$writ" generate "$document" --output "Generated/$name" --access public "${options[@]}" "$@"
done
