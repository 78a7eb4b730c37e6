#!/usr/bin/env bash
# Fetches Swagger UI and RapiDoc into Assets/, where the build embeds them from.
#
# With a FOLDER as argument: into that one, as a target of a package that depends on Writ, where they are embedded likewise.
# The package names it: .target(name: "DocsAssets"), and its program depends on that target. FOLDER may be run for again.
#
# Both come out of Python packages that are pinned by version and SHA-256; each file taken is checked once more. The build
# embeds them as gzip packs them.
set -euo pipefail
target=${1:+$(realpath --canonicalize-missing "$1")}
cd "$(dirname "$0")/.."

assets=Assets
checksums=$PWD/scripts/docs-assets.sha256

complete() {
    (cd "$1" 2>/dev/null && sha256sum --check --status --strict "$checksums" 2>/dev/null)
}

packed=(swagger-ui-bundle.js swagger-ui.css rapidoc-min.js)
# Packs what the build embeds, without names and times, so that the same files are packed the same.
pack() {
    (cd "$1" && gzip --best --no-name --keep --force "${packed[@]}")
}
is_packed() {
    (cd "$1" && gzip --test --quiet "${packed[@]/%/.gz}" 2>/dev/null)
}

# Makes the target of an application's package from a folder that is complete and packed.
make_target() {
    if [ -e "$target" ] && [ ! -f "$target/DocsAssets.c" ] && [ -n "$(ls -A "$target")" ]; then
        echo "fetch-docs-assets: $target is there and was not made by this script; nothing was written" >&2
        exit 1
    fi
    mkdir -p "$target/include"
    for file in "${packed[@]}"; do
        rm -f "$target/$file"
        cp "$1/$file.gz" "$target/"
    done
    cp "$1"/*.LICENSE "$1"/*.METADATA "$target/"
    cat >"$target/include/DocsAssets.h" <<'END'
// Nothing to call: the symbols of DocsAssets.c are found by name when the program is linked.
#pragma once
END
    {
        echo "// Swagger UI and RapiDoc, embedded for the docs pages of Writ; made by its scripts/fetch-docs-assets.sh. Their"
        echo "// licences lie beside this file."
        echo "#include <stddef.h>"
        echo "#pragma clang diagnostic ignored \"-Wc23-extensions\""
        for pair in swagger_ui_bundle:swagger-ui-bundle.js swagger_ui_styles:swagger-ui.css rapidoc_bundle:rapidoc-min.js; do
            echo
            echo "const unsigned char writ_docs_${pair%%:*}[] = {"
            echo "#embed \"${pair#*:}.gz\""
            echo "};"
            echo "const size_t writ_docs_${pair%%:*}_size = sizeof writ_docs_${pair%%:*};"
        done
    } >"$target/DocsAssets.c"
    echo "docs-assets: Swagger UI and RapiDoc are in $target; name it in Package.swift:"
    echo "    .target(name: \"$(basename "$target")\"),"
    echo "and let the program depend on \"$(basename "$target")\""
}

if [ -n "$target" ] && complete "$assets" && is_packed "$assets"; then
    make_target "$assets"
    exit 0
fi
if [ -z "$target" ] && complete "$assets"; then
    if ! is_packed "$assets"; then
        pack "$assets"
        touch Sources/CWritAssets/*.c
    fi
    echo "setup: Swagger UI and RapiDoc are in $assets/"
    exit 0
fi

echo "setup: fetching Swagger UI and RapiDoc"
scripts/install-packages.sh ca-certificates
python=""
for candidate in python3 /usr/bin/python3; do
    if "$candidate" -m pip --version >/dev/null 2>&1; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
    scripts/install-packages.sh python3 python3-pip
    python=/usr/bin/python3
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m pip download --quiet --no-deps --only-binary :all: --require-hashes --retries 2 \
    --dest "$work/wheels" --requirement scripts/docs-assets.requirements.txt
for wheel in "$work"/wheels/*.whl; do
    "$python" -m zipfile -e "$wheel" "$work/unpacked"
done

swagger=$work/unpacked/drf_spectacular_sidecar/static/drf_spectacular_sidecar/swagger-ui-dist
rapidoc=$work/unpacked/flask_openapi3_rapidoc
mkdir "$work/$assets"
cp "$swagger/swagger-ui-bundle.js" "$swagger/swagger-ui.css" "$work/$assets/"
cp "$swagger/LICENSE" "$work/$assets/swagger-ui.LICENSE"
cp "$rapidoc/templates/rapidoc/js/rapidoc-min.js" "$work/$assets/"
cp "$work"/unpacked/drf_spectacular_sidecar-*.dist-info/METADATA "$work/$assets/swagger-ui.METADATA"
cp "$work"/unpacked/flask_openapi3_rapidoc-*.dist-info/METADATA "$work/$assets/rapidoc.METADATA"
cat >"$work/$assets/rapidoc.LICENSE" <<'END'
RapiDoc is licensed under the MIT licence. Copyright (c) Mrinmoy Majumdar. Its home is https://rapidocweb.com and its
source https://github.com/rapi-doc/RapiDoc, where the text of the licence stands. The package that it was taken from
is described in rapidoc.METADATA and carries no text of its own.
END
if ! complete "$work/$assets"; then
    echo "setup: the files fetched are not the files expected" >&2
    exit 1
fi

pack "$work/$assets"
if [ -n "$target" ]; then
    make_target "$work/$assets"
    exit 0
fi
# World-readable whatever the package said; then one rename, so that the folder is never half full.
chmod --recursive u=rwX,go=rX "$work/$assets"
rm -rf "$assets" "$assets.new"
cp --recursive "$work/$assets" "$assets.new"
mv "$assets.new" "$assets"
# The build knows the files that it embedded, not those it looked for in vain: make it look again.
touch Sources/CWritAssets/*.c
echo "setup: Swagger UI and RapiDoc are in $assets/"
