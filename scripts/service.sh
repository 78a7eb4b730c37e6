#!/usr/bin/env bash
# The petstore as a service: run -d, status, restarts under load, a version that doesn't start, stop. Counts what was refused or lost by
# clients that open a connection for each request, and by others that keep theirs: nothing.
#
# PORT      the port; 18485 unless told
# RESTARTS  how many; 10
# BUILD     the configuration to build; release
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-18485}
restarts=${RESTARTS:-10}
build=${BUILD:-release}
work=$(mktemp -d)
client=""

scripts/setup.sh
swift build --configuration "$build" --product petstore-server
program=$(swift build --configuration "$build" --show-bin-path)/petstore-server
"$(command -v cc || command -v clang)" -O2 -pthread -o "$work/client" Benchmarks/http/restart-client.c

petstore() { "$program" "$@" --pid-file "$work/pid" --log-file "$work/log"; }
fail() {
    echo "service: $1" >&2
    [ ! -s "$work/log" ] || tail -n 20 "$work/log" >&2
    exit 1
}
finish() {
    [ -z "$client" ] || kill "$client" 2>/dev/null || true
    petstore stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT

petstore run -d --port "$port"
petstore status
"$work/client" "$port" /pets/1 >"$work/counts" &
client=$!
for turn in $(seq "$restarts"); do
    petstore restart >"$work/told" || fail "restart $turn: $(cat "$work/told")"
    if [ "$turn" = 3 ]; then
        # One that can't start leaves the old one where it is.
        old=$(head -n 1 "$work/pid")
        if petstore restart --port "$port" --address 203.0.113.1:1 2>"$work/told"; then fail "it started where it can't"; fi
        cat "$work/told"
        [ "$(head -n 1 "$work/pid")" = "$old" ] || fail "the old server is gone"
    fi
    sleep 0.2
done
petstore status
kill -TERM "$client"
status=0
wait "$client" || status=$?
client=""
echo "$restarts restarts under load:"
sed 's/^/    /' "$work/counts"
petstore stop
if petstore status; then fail "it still runs"; fi
[ "$status" = 0 ] || fail "something was refused or lost"
echo "service: nothing was refused, nothing was lost"
