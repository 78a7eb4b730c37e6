#!/usr/bin/env bash
# Restarts two petstores behind nginx one after the other, several times under load, and counts requests that failed: none.
#
# PORT      the port of nginx; 18490 unless told, and the next two are the petstores'
# RESTARTS  how often each is stopped and started; 4
# BUILD     the configuration to build; release
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-18490}
restarts=${RESTARTS:-4}
build=${BUILD:-release}
work=$(mktemp -d)
load=""

command -v nginx >/dev/null || scripts/install-packages.sh nginx-light
command -v wrk >/dev/null || scripts/install-packages.sh wrk
scripts/setup.sh
swift build --configuration "$build" --product petstore-server
server=$(swift build --configuration "$build" --show-bin-path)/petstore-server

# petstore INSTANCE VERB ARGUMENTS...: instance 1 or 2.
petstore() {
    "$server" "${@:2}" --port "$((port + $1))" --threads 1 --pid-file "$work/$1.pid" --log-file "$work/$1.log" \
        --readiness-delay 200ms
}

finish() {
    [ -z "$load" ] || kill "$load" 2>/dev/null || true
    petstore 1 stop >/dev/null 2>&1 || true
    petstore 2 stop >/dev/null 2>&1 || true
    [ ! -s "$work/nginx.pid" ] || kill "$(cat "$work/nginx.pid")" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

sed -e "s/127.0.0.1:8080/127.0.0.1:$port/" -e "s/127.0.0.1:8081/127.0.0.1:$((port + 1))/" \
    -e "s/127.0.0.1:8082/127.0.0.1:$((port + 2))/" Deploy/nginx.conf >"$work/nginx.conf"
petstore 1 run -d
petstore 2 run -d
nginx -p "$work" -c "$work/nginx.conf"

wrk --threads 1 --connections 16 --duration "$((restarts * 3 + 2))s" "http://127.0.0.1:$port/pets/1" >"$work/load" &
load=$!
sleep 0.5
for turn in $(seq "$restarts"); do
    for instance in 1 2; do
        petstore "$instance" stop
        petstore "$instance" run -d
        sleep 0.5
    done
    echo "rolling restart $turn: both petstores are new"
done
wait "$load"
load=""
cat "$work/load"
if ! grep -q ' requests in ' "$work/load" || grep -E 'Non-2xx|Socket errors' "$work/load"; then
    tail -n 20 "$work/error.log" >&2
    echo "rolling-restart: requests failed" >&2
    exit 1
fi
echo "rolling-restart: no request failed"
