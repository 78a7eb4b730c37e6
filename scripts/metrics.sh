#!/usr/bin/env bash
# Has promtool and Python's prometheus_client read the page of metrics, first as tests make it, then of a server under load, and compares
# what the page has counted with what the client has. SECONDS_OF_LOAD=5, CONNECTIONS=8.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-packages.sh python3 python3-prometheus-client prometheus
# The package is for the system's own Python, which may not be the first in the path.
python3 -c 'import prometheus_client' 2>/dev/null || export PATH=/usr/bin:$PATH
swift build --build-tests
swift test --skip-build --filter WritMetricsTests
server=$(swift build --show-bin-path)/WritMeasuredServer
exec python3 Tests/MeasuredServer/load.py --server "$server" --seconds "${SECONDS_OF_LOAD:-5}" --connections "${CONNECTIONS:-8}"
