#!/usr/bin/env bash
# Counts the instructions of a request under callgrind: see Benchmarks/http/instructions.py.
#
# PRODUCT    the server, an executable of the package that takes --port and --threads; benchmark-server unless told
# SERVER     one that is built already, instead
# Arguments  requests to measure: a path, or `POST PATH JSON`
set -euo pipefail
cd "$(dirname "$0")/.."

product=${PRODUCT:-benchmark-server}
order='{"customer":"ada","items":[{"sku":"A-1","quantity":2,"price":9.5},{"sku":"B-2","quantity":1,"price":3.25}]}'
[ $# -gt 0 ] || set -- /hello /users/7 "POST /orders $order"
scripts/install-packages.sh python3 valgrind
server=${SERVER:-}
if [ -z "$server" ]; then
    swift build --configuration release --product "$product"
    server=$(swift build --configuration release --show-bin-path)/$product
fi
# Valgrind can't read the debugging information of this compiler.
plain=.build/instructions-server
strip -o "$plain" "$server"
"$(command -v cc || command -v clang)" -O1 -shared -fPIC -o .build/sigsuspend.so Benchmarks/http/sigsuspend.c
exec python3 Benchmarks/http/instructions.py --library .build/sigsuspend.so --server "$plain --port PORT --threads 1" "$@"
