#!/usr/bin/env bash
# Formats the source in place; generated code is left as the generator wrote it.
set -euo pipefail
cd "$(dirname "$0")/.."

swift format --in-place --parallel --recursive Package.swift Sources Tests Examples \
    Packages/*/Package.swift Packages/*/Sources Packages/*/Tests
