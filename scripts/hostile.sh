#!/usr/bin/env bash
# Attacks a server over loopback, each kind of attack at growing sizes: what must hold is told at the top of Tests/Hostile/hostile.py.
#
# SHORT    1 for the form that CI runs: a debug build, small sizes, under a minute
# ONLY     a regular expression: the kinds of attack
# SERVER   a hostile-server to use instead of building one
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-packages.sh python3
arguments=()
configuration=release
if [ -n "${SHORT:-}" ]; then
    arguments+=(--short)
    configuration=debug
fi
[ -z "${ONLY:-}" ] || arguments+=(--only "$ONLY")
server=${SERVER:-}
if [ -z "$server" ]; then
    swift build --configuration "$configuration" --product hostile-server
    server=$(swift build --configuration "$configuration" --show-bin-path)/hostile-server
fi
export PYTHONDONTWRITEBYTECODE=1
(cd Tests/Hostile && python3 -m unittest --buffer test_measure)
exec python3 Tests/Hostile/hostile.py --server "$server" "${arguments[@]}"
