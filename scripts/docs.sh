#!/usr/bin/env bash
# Makes the documentation of WritServer as a static site in OUTPUT (.build/docs). A warning of the documentation compiler is an
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

swift build --target WritServer
products=$(swift build --show-bin-path)
rm -rf "$graphs"
mkdir -p "$graphs/modules" "$graphs/shown"
maps=()
for module in CWritWire CWritSystem CWritAssets; do
    maps+=(-Xcc "-fmodule-map-file=$products/$module.build/module.modulemap")
done
target=$(swiftc -print-target-info | python3 -c 'import json, sys; print(json.load(sys.stdin)["target"]["triple"])')
for module in WritServer WritRuntime WritEngine WritWire; do
    swift symbolgraph-extract -module-name "$module" -I "$products/Modules" "${maps[@]}" -target "$target" \
        -output-dir "$graphs/modules" -minimum-access-level public -skip-synthesized-members
done
python3 scripts/merge-symbol-graphs.py "$graphs/modules" Sources/WritServer/PublicSurface.swift \
    >"$graphs/shown/WritServer.symbols.json"

rm -rf "$output"
docc convert Sources/WritServer/WritServer.docc --additional-symbol-graph-dir "$graphs/shown" --output-path "$output" \
    --fallback-display-name WritServer --fallback-bundle-identifier WritServer --warnings-as-errors \
    --transform-for-static-hosting --hosting-base-path "${BASE_PATH:-/}"
echo "docs: $output/documentation/writserver/index.html; to be served from the root of a host, or from BASE_PATH"
if [ "${SERVE:-0}" = 1 ]; then
    exec python3 -m http.server --bind 127.0.0.1 --directory "$output" "${PORT:-8000}"
fi
