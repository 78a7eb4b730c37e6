#!/usr/bin/env bash
# Generates a server from every document of the corpus, compiles it, and prints and writes tables: Tests/Corpus/<part>.md.
# What was compiled without fault is not compiled again, so that a run that was broken off goes on where it stopped.
#
# WRIT_CORPUS   the folder of the corpus; ../shared/corpus unless told
# PARTS         which of its parts; "specs peers meta" unless told. Arguments go to Tests/Corpus/corpus.py, such as
#               --only stripe, --no-typecheck or --fresh.
set -euo pipefail
cd "$(dirname "$0")/.."

corpus=${WRIT_CORPUS:-../shared/corpus}
if [ ! -f "$corpus/index.json" ]; then
    echo "corpus: there is no corpus in $corpus: nothing is tried (WRIT_CORPUS says where it is)"
    exit 0
fi
scripts/setup.sh
scripts/install-packages.sh python3
# The tool as it is used: its seconds stand in the tables.
swift build --configuration release --product writ
swift build --target WritRuntime
writ=$(swift build --configuration release --show-bin-path)/writ
failed=0
for part in ${PARTS:-specs peers meta}; do
    options=(--writ "$writ" --table "Tests/Corpus/$part.md")
    # The largest and some small documents are compiled to the end, not type-checked alone.
    [ "$part" = specs ] && options+=(--build)
    python3 Tests/Corpus/corpus.py "$corpus" "$part" "${options[@]}" "$@" || failed=1
done
exit $failed
