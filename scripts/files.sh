#!/usr/bin/env bash
# Compares files that are served with what nginx serves: ranges and conditions by a table, then throughput, compression and slow readers.
# What must hold is told at the top of Tests/Files/files.py.
#
# MEGABYTES  of the large file; 1000
# TABLE      1 for the table alone, of a debug build
set -euo pipefail
cd "$(dirname "$0")/.."

command -v nginx >/dev/null || scripts/install-packages.sh nginx-light
scripts/install-packages.sh python3
arguments=(--megabytes "${MEGABYTES:-1000}")
configuration=release
if [ -n "${TABLE:-}" ]; then
    arguments+=(--table)
    configuration=debug
fi
swift build --configuration "$configuration" --product WritFileServer
export PYTHONDONTWRITEBYTECODE=1
exec python3 Tests/Files/files.py --server "$(swift build --configuration "$configuration" --show-bin-path)/WritFileServer" "${arguments[@]}"
