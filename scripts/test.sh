#!/usr/bin/env bash
# Builds and runs all tests. In CI a warning is an error. Arguments go to `swift test`.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
# Clients that are not ours.
scripts/install-packages.sh curl
command -v python3 >/dev/null || scripts/install-packages.sh python3
swift test --disable-xctest "$@"
