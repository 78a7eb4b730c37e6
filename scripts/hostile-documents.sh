#!/usr/bin/env bash
# Runs a release `writ` on documents that are written to make it work (Tests/Hostile/Documents), at growing sizes up to 5 MB; ends
# with an error where the cost grows faster than the document, and no diagnostic stops it in time.
#
# KINDS      only these, separated by commas
# SIZES      bytes of each kind's documents, separated by commas
# COMMANDS   of generate,check,report
# WRIT       a `writ` that is built already
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${WRIT:-}" ]; then
    swift build -c release --product writ --scratch-path .build-hostile
    WRIT=.build-hostile/release/writ
fi
exec python3 Tests/Hostile/Documents/measure.py "$WRIT" --kinds "${KINDS:-}" --sizes "${SIZES:-300000,1200000,4800000}" \
    --commands "${COMMANDS:-generate,check,report}"
