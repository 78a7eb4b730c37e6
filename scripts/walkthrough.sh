#!/usr/bin/env bash
# Walks the README from an empty folder with nothing but what it prints, then makes packages of the documents named in
# DOCUMENTS with `writ init --from`, builds, tests and serves them.
#
# DOCUMENTS   further documents; those of ../shared/corpus that are simple, where that is there
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
scripts/install-packages.sh curl
command -v python3 >/dev/null || scripts/install-packages.sh python3
swift build --product writ
WRIT_BIN=$(swift build --show-bin-path)
export WRIT_BIN
python3 Tests/Walkthrough/walkthrough.py
python3 Tests/Walkthrough/documents.py ${DOCUMENTS:-}
