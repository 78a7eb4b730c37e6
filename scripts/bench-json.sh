#!/usr/bin/env bash
# Compares generated codecs with Foundation's on the same documents, in one process and one run, and with msgspec and orjson;
# fails where decoding is less than ten times as fast as Foundation's, encoding less than eight times, where the checks of an
# order cost 15 % of reading it, or where reading the order or the user allocates more than these consist of.
#
# WRIT_CORPUS   the folder of the corpus; ../shared/corpus unless told
set -euo pipefail
cd "$(dirname "$0")/.."

corpus=${WRIT_CORPUS:-../shared/corpus}/bench-json
if [ ! -f "$corpus/twitter.json" ]; then
    echo "bench-json: there are no documents in $corpus: nothing is compared (WRIT_CORPUS says where the corpus is)"
    exit 0
fi
scripts/setup.sh
scripts/install-packages.sh python3
python3 -c 'import ensurepip, venv' 2>/dev/null || scripts/install-packages.sh python3-venv
out=.build/bench-json
mkdir -p "$out/Sources"
if ! cmp -s Benchmarks/json/requirements.txt "$out/installed.txt"; then
    echo "bench-json: installing msgspec and orjson into $out"
    python3 -m venv --clear "$out/venv"
    "$out/venv/bin/pip" install --quiet --disable-pip-version-check --requirement Benchmarks/json/requirements.txt
    cp Benchmarks/json/requirements.txt "$out/installed.txt"
fi

swift build --product writ
"$(swift build --show-bin-path)/writ" generate Benchmarks/json/openapi.yaml --output "$out/Sources/Contract"
"$out/venv/bin/python" Benchmarks/json/codable.py >"$out/codables.new"
cmp -s "$out/codables.new" "$out/Sources/Codables.swift" || mv "$out/codables.new" "$out/Sources/Codables.swift"
cp --recursive --update --preserve=timestamps Benchmarks/json/Program "$out/Sources/"
cp --update --preserve=timestamps Benchmarks/json/Package.swift "$out/"
swift build --package-path "$out" --configuration release
program=$(swift build --package-path "$out" --configuration release --show-bin-path)/JSONBenchmark
arguments=("$corpus" Benchmarks/http/order.json "$out/venv/bin/python" Benchmarks/json/peers.py)
"$(command -v cc || command -v clang)" -O2 -shared -fPIC -o "$out/allocations.so" Benchmarks/http/allocations.c
failed=0
LD_PRELOAD="$out/allocations.so" "$program" "${arguments[@]}" allocations || failed=1
"$program" "${arguments[@]}" || failed=1
exit $failed
