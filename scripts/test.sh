#!/usr/bin/env bash
# Builds and runs all tests. A warning in our own code is an error. Arguments go to `swift test`.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
WRIT_WARNINGS_AS_ERRORS=1 swift test --disable-xctest "$@"
