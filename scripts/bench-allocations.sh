#!/usr/bin/env bash
# Counts the allocations of a request in steady state: see Benchmarks/http/allocations.c, and allocations.py for the options.
#
# PRODUCT    the server, an executable of the package that takes --port and --threads; benchmark-server unless told
# Arguments  requests to measure: a path, `POST PATH JSON`, or --none PATH for one that must not allocate at all
set -euo pipefail
cd "$(dirname "$0")/.."

product=${PRODUCT:-benchmark-server}
order='{"customer":"ada","items":[{"sku":"A-1","quantity":2,"price":9.5},{"sku":"B-2","quantity":1,"price":3.25}]}'
[ $# -gt 0 ] || set -- --none /hello --none /users/17 "POST /orders $order"
scripts/install-packages.sh python3
swift build --configuration release --product "$product"
server=$(swift build --configuration release --show-bin-path)/$product
library=.build/allocations.so
"$(command -v cc || command -v clang)" -O2 -shared -fPIC -o "$library" Benchmarks/http/allocations.c
exec python3 Benchmarks/http/allocations.py --library "$library" --server "$server --port PORT --threads 1" "$@"
