#!/usr/bin/env bash
# Builds everything. In CI a warning is an error.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
swift build "$@"
