#!/usr/bin/env bash
# Generates, builds and starts the petstore, and prints where its docs are.
#
# PORT    the port to listen on; 8080 unless told
# ADDRESS where to listen; 127.0.0.1 unless told, 0.0.0.0 in a container
# DETACH  1: leave the server running and end
set -euo pipefail
cd "$(dirname "$0")/.."

export PORT=${PORT:-8080}
export WRIT_HOST=${ADDRESS:-127.0.0.1}
log=.build/petstore-server.log
pidfile=.build/petstore-server.pid

answers() { (exec 3<>"/dev/tcp/$WRIT_HOST/$PORT") 2>/dev/null; }

if answers; then
    echo "demo: port $PORT is taken; try 'make demo PORT=$((PORT + 1))'" >&2
    exit 1
fi

NAMES=petstore scripts/generate.sh
swift build --product petstore-server
server=$(swift build --show-bin-path)/petstore-server

tell() {
    echo
    echo "demo: the petstore answers at http://$WRIT_HOST:$PORT/pets"
    echo "demo: its docs are at      http://$WRIT_HOST:$PORT/docs"
    echo "demo: changing a pet takes   X-Staff-Key: ${STAFF_KEY:-treats}"
}

if [ "${DETACH:-}" = 1 ]; then
    "$server" run -d --pid-file "$pidfile" --log-file "$log"
    tell
    echo "demo: end it with '$server stop --pid-file $pidfile'"
    exit 0
fi

# A session of its own: Ctrl-C reaches this script alone, which then asks the server to drain.
setsid "$server" &
pid=$!
interrupted=""
trap 'interrupted=1; kill -TERM "$pid" 2>/dev/null || true' INT TERM

for _ in $(seq 200); do
    # Its own log says why it could not start.
    if ! kill -0 "$pid" 2>/dev/null; then
        echo "demo: the petstore ended before it answered" >&2
        exit 1
    fi
    if answers; then break; fi
    sleep 0.05
done
if ! answers; then
    echo "demo: the petstore does not answer on port $PORT" >&2
    kill -TERM "$pid"
    exit 1
fi

tell
echo "demo: Ctrl-C ends it"

# A signal ends the first wait early; the second one sees the server drain.
status=0
wait "$pid" || status=$?
if [ -n "$interrupted" ]; then
    status=0
    wait "$pid" || status=$?
fi
exit "$status"
