#!/usr/bin/env bash
# Compares what a request costs among a thousand routes and among three; fails where it is more than 1.1 times as much.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --configuration release --product WritRouteBenchmark
exec "$(swift build --configuration release --show-bin-path)/WritRouteBenchmark" "${ROUNDS:-21}"
