#!/usr/bin/env bash
# Writes Generated/<name> from specs/<name>/openapi.yaml. With --check, writes nothing and fails if something would change.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
swift build --product writ
writ=$(swift build --show-bin-path)/writ
for document in specs/*/openapi.yaml; do
    name=$(basename "$(dirname "$document")")
    "$writ" generate "$document" --output "Generated/$name" --access public "$@"
done
