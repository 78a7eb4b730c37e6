#!/usr/bin/env bash
# Builds the petstore for speed and compares it with the baselines.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
swift build --configuration release --product petstore-server
exec Benchmarks/http/compare.sh "$@"
