#!/usr/bin/env bash
# Builds the petstore for speed and compares `GET /pets/1` with a loop in C that sends the same bytes. See Benchmarks.md.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
scripts/install-packages.sh wrk curl python3
swift build --configuration release --product petstore-server
server=$(swift build --configuration release --show-bin-path)/petstore-server
exec Benchmarks/http/compare.sh /pets/1 "${CONNECTIONS:-64}" "$server" --port PORT --threads 1
