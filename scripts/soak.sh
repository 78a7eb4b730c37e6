#!/usr/bin/env bash
# Mixed load on the petstore, built for speed: what must hold is told at the top of Benchmarks/soak/soak.py.
#
# MINUTES, or the first argument   how long; 10 unless told
# SERVER_CORE, CLIENT_CORE         0 and 1 unless told
# SERVER                           a petstore-server to use instead of building one
set -euo pipefail
cd "$(dirname "$0")/.."

minutes=${1:-${MINUTES:-10}}
scripts/install-packages.sh python3
server=${SERVER:-}
if [ -z "$server" ]; then
    swift build --configuration release --product petstore-server
    server=$(swift build --configuration release --show-bin-path)/petstore-server
fi
# shellcheck source=scripts/serve.sh
source scripts/serve.sh
serve taskset -c "${SERVER_CORE:-0}" "$server" --port 0 --threads 2
taskset -c "${CLIENT_CORE:-1}" python3 Benchmarks/soak/soak.py --minutes "$minutes" --pid "$pid" --port "$port"
