#!/usr/bin/env bash
# Refuses generated code that is stale and source that is not formatted.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/generate.sh --check
swift format lint --strict --parallel --recursive Package.swift Sources Tests Examples Plugins \
    Packages/*/Package.swift Packages/*/Sources Packages/*/Tests
echo "check: generated code is current, source is formatted"
