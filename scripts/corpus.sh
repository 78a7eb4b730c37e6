#!/usr/bin/env bash
# Generates a server from every document of the corpus and type-checks it, and prints a table.
#
# WRIT_CORPUS   the folder of the corpus; ../shared/corpus unless told
# PARTS         which of its parts; "specs peers meta" unless told. Arguments go to Tests/Corpus/corpus.py.
set -euo pipefail
cd "$(dirname "$0")/.."

corpus=${WRIT_CORPUS:-../shared/corpus}
if [ ! -f "$corpus/index.json" ]; then
    echo "corpus: there is no corpus in $corpus: nothing is tried (WRIT_CORPUS says where it is)"
    exit 0
fi
scripts/setup.sh
scripts/install-packages.sh python3
swift build --product writ
swift build --product petstore-server
failed=0
for part in ${PARTS:-specs peers meta}; do
    python3 Tests/Corpus/corpus.py "$corpus" "$part" --table "Tests/Corpus/$part.md" "$@" || failed=1
done
exit $failed
