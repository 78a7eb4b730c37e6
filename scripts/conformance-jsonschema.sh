#!/usr/bin/env bash
# Asks generated servers what the JSON Schema test suite asks of validators: draft 2020-12 for OpenAPI 3.1, draft 4 for 3.0.
#
# WRIT_CORPUS   the folder of the corpus; ../shared/corpus unless told. Arguments go to Tests/Conformance/jsonschema.py.
set -euo pipefail
cd "$(dirname "$0")/.."

suite=${WRIT_CORPUS:-../shared/corpus}/jsonschema
if [ ! -d "$suite/tests" ]; then
    echo "conformance-jsonschema: there is no test suite in $suite: nothing is asked (WRIT_CORPUS says where the corpus is)"
    exit 0
fi
scripts/setup.sh
scripts/install-packages.sh python3
swift build --product writ
swift build --target WritTesting
failed=0
for draft in draft2020-12 draft4; do
    python3 Tests/Conformance/jsonschema.py "$suite" "$draft" "$@" || failed=1
done
exit $failed
