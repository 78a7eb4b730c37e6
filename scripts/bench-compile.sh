#!/usr/bin/env bash
# Generates servers from real documents and compiles them, debug and release; prints what that costs. Then builds the petstore
# server from nothing, its packages fetched, and prints seconds and the size of the program.
#
# WRIT_CORPUS   the folder of the corpus; ../shared/corpus unless told. Arguments go to Benchmarks/compile/compile.py.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
corpus=${WRIT_CORPUS:-../shared/corpus}
if [ -f "$corpus/index.json" ]; then
    scripts/install-packages.sh python3
    swift build --product petstore-server
    swift build --configuration release --product petstore-server
    swift build --configuration release --product writ
    python3 Benchmarks/compile/compile.py "$corpus" "$@"
else
    echo "bench-compile: there is no corpus in $corpus: no real document is compiled (WRIT_CORPUS says where it is)"
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for configuration in debug release; do
    swift package --scratch-path "$scratch/$configuration" resolve >/dev/null
    start=$(date +%s.%N)
    swift build --configuration "$configuration" --product petstore-server --scratch-path "$scratch/$configuration" >/dev/null
    end=$(date +%s.%N)
    server=$scratch/$configuration/$configuration/petstore-server
    strip -o "$scratch/stripped" "$server"
    echo "petstore-server, $configuration, from nothing: $(echo "$end $start" | awk '{ printf "%.0f", $1 - $2 }') s," \
        "$(stat -Lc %s "$server" | awk '{ printf "%.1f", $1 / 1e6 }') MB," \
        "stripped $(stat -c %s "$scratch/stripped" | awk '{ printf "%.1f", $1 / 1e6 }') MB"
done
