#!/usr/bin/env bash
# Compares benchmark-server, through its generated router and typed handlers, with a loop in C that sends the same bytes
# without parsing anything. Rounds take turns; a table of ratios ends it. ROUNDS (7) and SECONDS_EACH (3) say how long.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
scripts/install-packages.sh wrk curl python3
swift build --configuration release --product benchmark-server
server=$(swift build --configuration release --show-bin-path)/benchmark-server
export ROUNDS=${ROUNDS:-7} SECONDS_EACH=${SECONDS_EACH:-3}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# A row: its name, the path, the connections and the threads of the server.
row() {
    echo "$1"
    Benchmarks/http/compare.sh "$2" "$3" "$server" --port PORT --threads "$4" >"$log"
    tail -n 2 "$log" | sed 's/^/    /'
}

row "GET /hello, 64 connections" /hello 64 1
row "GET /hello, 360 connections" /hello 360 1
PIPELINE=16 row "GET /hello, 64 connections, 16 requests at once" /hello 64 1
CLOSE=1 row "GET /hello, 64 connections, Connection: close" /hello 64 1
row "GET /users/7, 64 connections" /users/7 64 1
BODY=Benchmarks/http/order.json row "POST /orders, 64 connections" /orders 64 1
SERVER_CORE=0,1 CLIENT_CORE=0,1 row "GET /hello, 64 connections, 1 thread, all on two cores" /hello 64 1
SERVER_CORE=0,1 CLIENT_CORE=0,1 COPIES=2 row "GET /hello, 64 connections, 2 threads, all on two cores" /hello 64 2
