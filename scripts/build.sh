#!/usr/bin/env bash
# Builds everything. A warning in our own code is an error.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
WRIT_WARNINGS_AS_ERRORS=1 swift build "$@"
