#!/usr/bin/env bash
# Asks the petstore and the showcase with Schemathesis: all checks, right data and wrong data, chains of requests. It must find
# nothing. What it is told of the servers is in Tests/Conformance.
#
# SEED      of the data that it makes up; 1
# EXAMPLES  how many cases for each operation, at most; 50
set -euo pipefail
cd "$(dirname "$0")/.."

seed=${SEED:-1}
examples=${EXAMPLES:-50}
out=.build/conformance
mkdir -p "$out"



python3 -c 'import ensurepip, venv' 2>/dev/null || scripts/install-packages.sh python3-venv
if ! cmp -s Tests/Conformance/requirements.txt "$out/installed.txt"; then
    echo "conformance: installing Schemathesis into $out"
    python3 -m venv --clear "$out/venv"
    "$out/venv/bin/pip" install --quiet --disable-pip-version-check --requirement Tests/Conformance/requirements.txt
    cp Tests/Conformance/requirements.txt "$out/installed.txt"
fi

pid=""
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true' EXIT

# Starts a server on a free port: `origin` is where it is.
start() {
    true
    : >"$out/$1.log"
    ".build/debug/$1-server" --port 0 >"$out/$1.log" 2>&1 &
    pid=$!
    for _ in $(seq 200); do
        origin=$(sed -n 's|.*\(127\.0\.0\.1:[0-9]*\).*|http://\1|p' "$out/$1.log" | head -n 1)
        if [ -n "$origin" ]; then return; fi
        sleep 0.05
    done
    echo "conformance: the $1 does not start" >&2
    cat "$out/$1.log" >&2
    exit 1
}

failed=""
# Name of the server, name of the report, further arguments.
ask() {
    echo "conformance: asking the $1 ($2), seed $seed"
    PYTHONPATH=Tests/Conformance PYTHONDONTWRITEBYTECODE=1 "$out/venv/bin/schemathesis" \
        --config-file "Tests/Conformance/$1.toml" run "$origin/openapi.json" --checks all --mode all \
        --seed "$seed" --max-examples "$examples" "${@:3}" >"$out/$2.txt" 2>&1 || failed+=" $2"
    sed -n '/^conformance: passed over/p' "$out/$2.txt" | sort | uniq -c
    sed -n '/^Test cases:/,$p' "$out/$2.txt"
}

start petstore
ask petstore petstore --origin "$origin"
kill "$pid"

start showcase
ask showcase showcase --origin "$origin" --exclude-path /moved/here
# Two operations have servers of their own, which Schemathesis doesn't read.
ask showcase moved --url "$origin/api/v2" --include-name "GET /moved/here"
ask showcase moved-deletion --url "$origin" --include-name "DELETE /moved/here"
kill "$pid"

if [ -n "$failed" ]; then
    for report in $failed; do sed -n '/= FAILURES\|= ERRORS/,/= WARNINGS\|= SUMMARY/p' "$out/$report.txt" >&2; done
    echo "conformance: something was found by:$failed; see $out" >&2
    exit 1
fi
echo "conformance: nothing was found"
