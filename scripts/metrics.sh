#!/usr/bin/env bash
# Has promtool and Python's prometheus_client read the page of metrics, first as tests make it, then of a server under load, and compares
# what the page has counted with what the client has. SECONDS_OF_LOAD=5, CONNECTIONS=8.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-packages.sh python3 python3-prometheus-client prometheus
swift build --build-tests
swift test --skip-build --filter WritMetricsTests
server=$(swift build --show-bin-path)/WritMeasuredServer
exec python3 Tests/MeasuredServer/load.py --server "$server" --seconds "${SECONDS_OF_LOAD:-5}" --connections "${CONNECTIONS:-8}"
