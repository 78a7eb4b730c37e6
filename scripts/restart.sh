#!/usr/bin/env bash
# Restarts the petstore under load, ten times in a row on one port, then ends it under load; counts what was refused or lost,
# which must be nothing.
#
# PORT      the port; 18480 unless told
# RESTARTS  how many; 10
# BUILD     the configuration to build; release
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-18480}
restarts=${RESTARTS:-10}
build=${BUILD:-release}
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

scripts/setup.sh
swift build --configuration "$build" --product petstore-server
server=$(swift build --configuration "$build" --show-bin-path)/petstore-server
"$(command -v cc || command -v clang)" -O2 -pthread -o "$work/client" Benchmarks/http/restart-client.c

# Starts a server, which takes the place of the one that runs, and waits until it says that it listens: `pid` is its process.
start() {
    local log=$work/server.$1
    : >"$log"
    "$server" --port "$port" --threads "$((1 + $1 % 3))" --take-over >"$log" 2>&1 &
    pid=$!
    pids+=("$pid")
    for _ in $(seq 500); do
        if grep -q ' listening$' "$log"; then return; fi
        if ! kill -0 "$pid" 2>/dev/null; then break; fi
        sleep 0.02
    done
    echo "restart: server $1 did not start" >&2
    cat "$log" >&2
    exit 1
}

# Ends a server, which has to end by itself.
stop() {
    kill -TERM "$1"
    wait "$1"
}

start 0
"$work/client" "$port" /pets/1 >"$work/restarts" &
client=$!
pids+=("$client")
for turn in $(seq "$restarts"); do
    sleep 0.3
    old=$pid
    start "$turn"
    sleep 0.1
    stop "$old"
    echo "restart $turn: process $old was replaced by $pid, which has $((1 + turn % 3)) loops"
done
sleep 0.3
kill -TERM "$client"
status=0
wait "$client" || status=$?
echo "$restarts restarts under load:"
sed 's/^/    /' "$work/restarts"

"$work/client" -e "$port" /pets/1 >"$work/end" &
client=$!
pids+=("$client")
sleep 1
stop "$pid"
wait "$client" || status=$?
echo "the end under load (what comes afterwards is refused, and not counted):"
sed 's/^/    /' "$work/end"

if [ "$status" -ne 0 ]; then
    echo "restart: something was refused or lost" >&2
    exit 1
fi
echo "restart: nothing was refused, nothing was lost"
