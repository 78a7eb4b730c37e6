#!/usr/bin/env bash
# Compares a million answers of the petstore with those that have to come: see Benchmarks/soak/answers.py.
#
# COUNT, or the first argument   how many; 1,000,000 unless told
# SEED                           of what is asked; another one each time unless told
# SANITIZER                      thread or address: the petstore is built with it, and for debugging
# SERVER                         a petstore-server to use instead of building one
set -euo pipefail
cd "$(dirname "$0")/.."

count=${1:-${COUNT:-1000000}}
scripts/install-packages.sh python3
server=${SERVER:-}
if [ -z "$server" ]; then
    options=(--configuration release)
    [ -z "${SANITIZER:-}" ] || options=(--sanitize "$SANITIZER" --scratch-path ".build/sanitize-$SANITIZER")
    swift build "${options[@]}" --product petstore-server
    server=$(swift build "${options[@]}" --show-bin-path)/petstore-server
fi
export TSAN_OPTIONS=${TSAN_OPTIONS:-exitcode=66}
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0:detect_stack_use_after_return=0}
# shellcheck source=scripts/serve.sh
source scripts/serve.sh
serve "$server" --port 0 --threads 2
failed=0
python3 Benchmarks/soak/answers.py --count "$count" --port "$port" ${SEED:+--seed "$SEED"} || failed=1
kill "$pid" 2>/dev/null || failed=1
wait "$pid" || failed=1
if grep -E 'Sanitizer|Fatal error|crash' "$log"; then failed=1; fi
if [ "$failed" != 0 ]; then tail -n 40 "$log" >&2; fi
exit "$failed"
