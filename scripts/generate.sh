#!/usr/bin/env bash
# Writes Generated/<name> from specs/<name>/openapi.yaml, by specs/<name>/writ.yaml or with the arguments in
# specs/<name>/generate.options where one is there. With --check, writes nothing and fails if something would change.
#
# NAMES   only these; all of specs/ unless told
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
swift build --product writ
writ=$(swift build --show-bin-path)/writ
for document in specs/*/openapi.yaml; do
    name=$(basename "$(dirname "$document")")
    [[ -z "${NAMES:-}" || " $NAMES " == *" $name "* ]] || continue
    if [ -f "specs/$name/writ.yaml" ]; then
        "$writ" generate --config "specs/$name/writ.yaml" "$@"
        continue
    fi
    options=()
    [ -f "specs/$name/generate.options" ] && read -ra options <"specs/$name/generate.options"
    "$writ" generate "$document" --output "Generated/$name" --access public "${options[@]}" "$@"
done
