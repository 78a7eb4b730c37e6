#!/usr/bin/env bash
# Builds and runs all tests. In CI a warning is an error. Arguments go to `swift test`.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
swift test --disable-xctest "$@"
