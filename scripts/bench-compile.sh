#!/usr/bin/env bash
# Generates servers from real documents and compiles them, debug and release; prints what that costs.
#
# WRIT_CORPUS   the folder of the corpus; ../shared/corpus unless told. Arguments go to Benchmarks/compile/compile.py.
set -euo pipefail
cd "$(dirname "$0")/.."

corpus=${WRIT_CORPUS:-../shared/corpus}
if [ ! -f "$corpus/index.json" ]; then
    echo "bench-compile: there is no corpus in $corpus: nothing to compile (WRIT_CORPUS says where it is)"
    exit 0
fi
scripts/setup.sh
scripts/install-packages.sh python3
swift build --product petstore-server
swift build --configuration release --product petstore-server
swift build --configuration release --product writ
python3 Benchmarks/compile/compile.py "$corpus" "$@"
