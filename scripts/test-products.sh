#!/usr/bin/env bash
# Builds and tests the packages beside Writ's own: those that depend on more than it does (Packages/README.md).
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install-packages.sh libhiredis-dev redis-server
cd Packages

for package in */Package.swift; do
    swift test --package-path "$(dirname "$package")"
done
