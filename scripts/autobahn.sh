#!/usr/bin/env bash
# Asks the echo server all cases of the Autobahn test suite, by kosoku, and has Python's websockets and wsproto talk to it: no case may
# fail, none be answered loosely. The cases and the clients are in Tests/Autobahn, the reports in .build/autobahn/reports.
#
# SHORT    1 for the form that CI runs: a debug build, a part of the cases; passed over where the clients can't be had
# SERVER   a WritEchoServer to use instead of building one
set -euo pipefail
cd "$(dirname "$0")/.."

out=.build/autobahn
mkdir -p "$out"
scripts/install-packages.sh python3
python3 -c 'import ensurepip, venv' 2>/dev/null || scripts/install-packages.sh python3-venv
if ! cmp -s Tests/Autobahn/requirements.txt "$out/installed.txt"; then
    echo "autobahn: installing kosoku, websockets and wsproto into $out"
    python3 -m venv --clear "$out/venv"
    if ! "$out/venv/bin/pip" install --quiet --disable-pip-version-check --requirement Tests/Autobahn/requirements.txt; then
        if [ -n "${SHORT:-}" ]; then
            echo "autobahn: PASSED OVER: kosoku, websockets and wsproto can't be installed here (see pip above)" >&2
            exit 0
        fi
        exit 1
    fi
    cp Tests/Autobahn/requirements.txt "$out/installed.txt"
fi

arguments=()
configuration=release
if [ -n "${SHORT:-}" ]; then
    arguments+=(--short)
    configuration=debug
fi
server=${SERVER:-}
if [ -z "$server" ]; then
    swift build --configuration "$configuration" --product WritEchoServer
    server=$(swift build --configuration "$configuration" --show-bin-path)/WritEchoServer
fi
export PYTHONDONTWRITEBYTECODE=1
"$out/venv/bin/python" Tests/Autobahn/clients.py --server "$server"
"$out/venv/bin/python" Tests/Autobahn/autobahn.py --server "$server" --kosoku "$out/venv/bin/kosoku" --out "$out/reports" \
    "${arguments[@]}"
