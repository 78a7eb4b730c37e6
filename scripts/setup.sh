#!/usr/bin/env bash
# Brings a machine with Swift and Debian's base to where everything builds. Says what it does; quick when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v swift >/dev/null; then
    echo "setup: no swift in the path; install Swift 6.3 or later from https://www.swift.org/install" >&2
    exit 1
fi
# libyaml for the generator; the three libraries of content codings for the product WritCompression.
scripts/install-packages.sh git libyaml-dev pkg-config zlib1g-dev libbrotli-dev libzstd-dev

if ! scripts/fetch-docs-assets.sh; then
    echo "setup: Swagger UI and RapiDoc could not be fetched. Going on without: the docs pages will load the same" \
        "versions from a CDN, with an integrity hash. 'make setup' tries again." >&2
fi
