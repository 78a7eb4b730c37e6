#!/usr/bin/env bash
# Measures the memory of each idle connection: see Benchmarks/http/idle.py.
#
# PRODUCT      the server, an executable of the package that takes --port and --threads; benchmark-server unless told
# IDLE_PATH    what is asked for; /hello unless told
# CONNECTIONS  10000 unless told
set -euo pipefail
cd "$(dirname "$0")/.."

product=${PRODUCT:-benchmark-server}
scripts/install-packages.sh python3
swift build --configuration release --product "$product"
server=$(swift build --configuration release --show-bin-path)/$product
ulimit -n "$(ulimit -Hn)"
exec python3 Benchmarks/http/idle.py --server "$server --port PORT --threads 1" --path "${IDLE_PATH:-/hello}" \
    --connections "${CONNECTIONS:-10000}" "$@"
