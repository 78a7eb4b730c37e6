#!/usr/bin/env bash
# Makes the documentation of WritServer and WritTesting as a static site in OUTPUT (.build/docs). A warning of the documentation compiler is an
# error. BASE_PATH is where the site is to stand under its host, "writ" for https://example.org/writ.
#
# It asks the toolchain's own tools: the plugin for packages documents each module for itself, and what applications import is one
# module that shows types of three others. SERVE=1 serves the site on 127.0.0.1, port 8000, or PORT.
set -euo pipefail
cd "$(dirname "$0")/.."

output=${OUTPUT:-.build/docs}
graphs=.build/symbol-graphs
command -v python3 >/dev/null || scripts/install-packages.sh python3
scripts/install-packages.sh libyaml-dev pkg-config

swift build --target WritTesting
products=$(swift build --show-bin-path)
rm -rf "$graphs"
mkdir -p "$graphs/modules" "$graphs/WritServer" "$graphs/WritTesting"
maps=()
for module in CWritWire CWritSystem CWritAssets; do
    maps+=(-Xcc "-fmodule-map-file=$products/$module.build/module.modulemap")
done
target=$(swiftc -print-target-info | python3 -c 'import json, sys; print(json.load(sys.stdin)["target"]["triple"])')
for module in WritServer WritRuntime WritEngine WritWire WritTesting; do
    swift symbolgraph-extract -module-name "$module" -I "$products/Modules" "${maps[@]}" -target "$target" \
        -output-dir "$graphs/modules" -minimum-access-level public -skip-synthesized-members
done
python3 scripts/merge-symbol-graphs.py "$graphs/modules" Sources/WritServer/PublicSurface.swift \
    >"$graphs/WritServer/WritServer.symbols.json"
cp "$graphs/modules/WritTesting.symbols.json" "$graphs/WritTesting"

# convert MODULE CATALOGUE...: documents one module.
convert() {
    docc convert "${@:2}" --additional-symbol-graph-dir "$graphs/$1" --output-path "$graphs/$1.doccarchive" \
        --fallback-display-name "$1" --fallback-bundle-identifier "$1" --warnings-as-errors \
        --transform-for-static-hosting --hosting-base-path "${BASE_PATH:-/}"
}
convert WritServer Sources/WritServer/WritServer.docc
convert WritTesting
rm -rf "$output"
docc merge "$graphs/WritServer.doccarchive" "$graphs/WritTesting.doccarchive" --output-path "$output" \
    --synthesized-landing-page-name Writ
echo "docs: $output, to be served from the root of a host, or from BASE_PATH; its first page is documentation/"
if [ "${SERVE:-0}" = 1 ]; then
    exec python3 -m http.server --bind 127.0.0.1 --directory "$output" "${PORT:-8000}"
fi
