#!/usr/bin/env bash
# Compares a server with the C loop in baseline.c that sends the very same bytes, in rounds that take turns.
#
#     compare.sh PATH CONNECTIONS COMMAND...
#
# COMMAND starts the server; PORT in it is replaced by a port. Environment: ROUNDS (7), SECONDS_EACH (4),
# SERVER_CORE (0), CLIENT_CORE (1), PIPELINE (1: requests sent at once), CLOSE (1: Connection: close), BODY (a file with
# JSON to be posted), COPIES (1: processes of the loop in C that share its port, for servers with several threads).
set -euo pipefail

path=$1 connections=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=${PORT:-18471}
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

"$(command -v cc || command -v clang)" -O2 -o "$work/baseline" "$here/baseline.c"

headers=()
[ "${CLOSE:-0}" = 1 ] && headers=(-H "Connection: close")
body=()
[ -n "${BODY:-}" ] && body=(-H "Content-Type: application/json" --data-binary "@$BODY")

taskset -c "${SERVER_CORE:-0}" "${@//PORT/$port}" >"$work/server.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do curl -s -o /dev/null "http://127.0.0.1:$port$path" && break; sleep 0.1; done
curl -si "${headers[@]}" "${body[@]}" "http://127.0.0.1:$port$path" >"$work/answer"
for _ in $(seq "${COPIES:-1}"); do
    taskset -c "${SERVER_CORE:-0}" "$work/baseline" $((port + 1)) "$work/answer" &
    pids+=($!)
done
sleep 0.3

cat >"$work/pipeline.lua" <<LUA
init = function()
    if "${BODY:-}" ~= "" then
        wrk.method, wrk.headers["Content-Type"] = "POST", "application/json"
        wrk.body = io.open("${BODY:-}"):read("a")
    end
    local requests = {}
    for index = 1, ${PIPELINE:-1} do requests[index] = wrk.format() end
    batch = table.concat(requests)
end
request = function() return batch end
LUA

# One round against one port: requests a second.
round() {
    local script=()
    if [ "${PIPELINE:-1}" -gt 1 ] || [ -n "${BODY:-}" ]; then script=(-s "$work/pipeline.lua"); fi
    taskset -c "${CLIENT_CORE:-1}" wrk -t1 -c"$connections" -d"${SECONDS_EACH:-4}s" "${headers[@]}" "${script[@]}" \
        "http://127.0.0.1:$1$path" | awk '/Requests\/sec/ {print $2} /Non-2xx|Socket errors/ {print > "/dev/stderr"}'
}

# Clock ticks of user and system time of a process so far.
ticks() { awk '{print $14, $15}' "/proc/$1/stat"; }

before=$(ticks "${pids[0]}")
for turn in $(seq "${ROUNDS:-7}"); do
    server=$(round "$port") baseline=$(round $((port + 1)))
    echo "round $turn: server $server, baseline $baseline requests/s"
    echo "$server" >>"$work/server.figures"
    echo "$baseline" >>"$work/baseline.figures"
done
after=$(ticks "${pids[0]}")

paste "$work/server.figures" "$work/baseline.figures" | python3 -c '
import statistics, sys
rows = [tuple(map(float, line.split())) for line in sys.stdin]
server, baseline = (statistics.median(column) for column in zip(*rows))
ratio = statistics.median(one / other for one, other in rows)
print(f"median: server {server:.0f}, baseline {baseline:.0f} requests/s, ratio {ratio:.3f}")
before, after = ([int(part) for part in text.split()] for text in sys.argv[1:3])
total = sum(row[0] for row in rows) * float(sys.argv[3])
user, kernel = ((late - early) * 10_000 / total for early, late in zip(before, after))
print(f"server time a request: {user:.2f} µs user, {kernel:.2f} µs system")
' "$before" "$after" "${SECONDS_EACH:-4}"
