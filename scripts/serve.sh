#!/usr/bin/env bash
# For scripts that need a server: `serve COMMAND ARGUMENTS...` starts it, with the port the system chooses among its arguments,
# and waits until it listens; `$port` is where, `$pid` its process. It ends with the script.
log=$(mktemp)
pid=""
port=""
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -f "$log"' EXIT

serve() {
    "$@" >"$log" 2>&1 &
    pid=$!
    for _ in $(seq 300); do
        port=$(sed -n 's|.*127\.0\.0\.1:\([0-9]*\).*|\1|p' "$log" | head -n 1)
        [ -z "$port" ] || return 0
        sleep 0.1
    done
    echo "$1 does not start" >&2
    cat "$log" >&2
    exit 1
}
