#!/usr/bin/env bash
# Measures WebSockets: echoes beside a loop in C that sends the same bytes without parsing anything, of the engine alone and of an
# operation with typed messages; the memory of idle ones; and groups. ROUNDS (7) and SECONDS_EACH (3) say how long.
#
# ROWS    a regular expression: echo, operation, idle, group
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
scripts/install-packages.sh gcc libc6-dev python3
for product in WritEchoServer benchmark-server; do swift build --configuration release --product "$product"; done
built=$(swift build --configuration release --show-bin-path)
tools=.build/bench-websocket
mkdir -p "$tools"
for tool in baseline load crowd; do
    "$(command -v cc || command -v clang)" -O2 -Wall -o "$tools/$tool" "Benchmarks/websocket/$tool.c"
done
ulimit -n "$(ulimit -Hn)"
export PYTHONDONTWRITEBYTECODE=1
failed=0

# A row's kind, its title, and what measures it.
row() {
    [[ $1 =~ ${ROWS:-.} ]] || return 0
    echo "$2"
    "Benchmarks/websocket/$3" "${@:4}" | sed 's/^/    /' || failed=1
}

row echo "echo by the engine, one loop" echo.py --tools "$tools" "$built/WritEchoServer" 0 --one-loop
row operation "echo by an operation, one loop" echo.py --tools "$tools" --path /echo "$built/benchmark-server" --port PORT --threads 1
row idle "idle, 4,000 bytes said" idle.py "$built/WritEchoServer" 0 --one-loop
row idle "idle, 4,000 bytes said, compressed" idle.py --compressed "$built/WritEchoServer" 0 --one-loop --compressed
row idle "idle, 4,000 bytes said, compressed with what was said before remembered" \
    idle.py --compressed --connections 1000 "$built/WritEchoServer" 0 --one-loop --compressed --remembering
row group "a group" crowd.py --tools "$tools" "$built/benchmark-server" --port PORT --threads 1
exit "$failed"
