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
log=$(mktemp)
pid=""
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -f "$log"' EXIT
taskset -c "${SERVER_CORE:-0}" "$server" --port 0 --threads 2 >"$log" 2>&1 &
pid=$!
port=""
for _ in $(seq 100); do
    port=$(sed -n 's|.*127\.0\.0\.1:\([0-9]*\).*|\1|p' "$log" | head -n 1)
    [ -z "$port" ] || break
    sleep 0.1
done
[ -n "$port" ] || { echo "soak: the petstore does not start" >&2; cat "$log" >&2; exit 1; }
taskset -c "${CLIENT_CORE:-1}" python3 Benchmarks/soak/soak.py --minutes "$minutes" --pid "$pid" --port "$port"
