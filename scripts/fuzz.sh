#!/usr/bin/env bash
# Feeds the parsers and a whole connection with libFuzzer under the address sanitizer; ends with an error if one of them fails.
#
# SECONDS_TOTAL, or the first argument   how long in all; 60 unless told, shared out by weight
# WRIT_CORPUS                            published inputs as seeds; ../shared/corpus unless told, and fine without
# TARGETS                                only these
# INPUT_SECONDS_MAX                      by the clock, for one input; 10 unless told, and more where other programs are busy
#
# The modules are compiled here and not by the package: the sanitizer's flags are of no use to anything else. A failing input
# is left in .build/fuzz/failures; `WRIT_FUZZ=head .build/fuzz/fuzz FILE` runs it again.
set -euo pipefail
cd "$(dirname "$0")/.."

total=${1:-${SECONDS_TOTAL:-60}}
targets=${TARGETS:-connection head chunks forwarding json rules parameters forms media-types patterns references overlays frames deflate websocket}
out=.build/fuzz
corpus=${WRIT_CORPUS:-../shared/corpus}
mkdir -p "$out/failures"

compile() {
    local name=$1
    shift
    swiftc -module-name "$name" "${flags[@]}" -emit-module -emit-module-path "$out/$name.swiftmodule" \
        -c -o "$out/$name.o" "$@"
}

flags=(
    -O -g -wmo -parse-as-library -swift-version 6 -package-name writ -strict-memory-safety
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
    -enable-upcoming-feature MemberImportVisibility -enable-upcoming-feature NonisolatedNonsendingByDefault
    -enable-upcoming-feature InferIsolatedConformances
    -sanitize=fuzzer,address -I "$out" -Xcc "-fmodule-map-file=$PWD/$out/C.modulemap"
)
sources() { find "$1" -name '*.swift' "${@:2}" | sort; }

stamp=$out/fuzz
newest=$(find Sources/WritFormats Sources/WritWire Sources/WritEngine Sources/CWritSystem Sources/CWritWire Sources/CWritCompression \
    Sources/WritCompression Sources/WritPattern Sources/WritSpec \
    Sources/WritContract Sources/WritResolver Tests/Inputs Tests/Fuzz scripts/fuzz.sh \
    Tests/WritEngineTests/Servers/EchoResponder.swift -type f -newer "$stamp" 2>/dev/null | head -n 1 || true)
if [ ! -x "$stamp" ] || [ -n "$newest" ]; then
    echo "fuzz: compiling"
    for module in CWritSystem CWritWire CWritCompression; do
        echo "module $module { header \"$PWD/Sources/$module/include/$module.h\" export * }"
    done >"$out/C.modulemap"
    echo "module CLibYAML { header \"$PWD/Sources/CLibYAML/shim.h\" export * }" >>"$out/C.modulemap"
    objects=()
    for source in Sources/CWritSystem/*.c Sources/CWritWire/*.c Sources/CWritCompression/*.c; do
        object=$out/C-$(basename "$source" .c).o
        clang -O1 -g -fsanitize=address,fuzzer-no-link -c -o "$object" -I "$(dirname "$source")/include" "$source"
        objects+=("$object")
    done
    # shellcheck disable=SC2046  # no path here has a blank
    compile WritFormats $(sources Sources/WritFormats)
    compile WritWire $(sources Sources/WritWire)
    compile WritEngine $(sources Sources/WritEngine)
    # Of the module what the messages of WebSockets are made smaller by, which needs no server.
    compile WritCompression Sources/WritCompression/{MessageDeflate,Encoder,EncoderPool,ContentCoding}.swift
    compile WritInputs $(sources Tests/Inputs -not -name 'PublishedRequests.swift')
    compile WritPattern $(sources Sources/WritPattern)
    compile WritSpec $(sources Sources/WritSpec)
    compile WritContract $(sources Sources/WritContract)
    compile WritResolver $(sources Sources/WritResolver)
    compile Fuzz $(sources Tests/Fuzz) Tests/WritEngineTests/Servers/EchoResponder.swift
    swiftc -sanitize=fuzzer,address -use-ld=lld -o "$out/fuzz" "$out"/{Fuzz,WritFormats,WritWire,WritEngine,WritInputs,WritCompression,WritPattern,WritSpec,WritContract,WritResolver}.o \
        "${objects[@]}" $(pkg-config --libs yaml-0.1) -lz -lbrotlienc -lbrotlidec -lzstd
fi

python3 Tests/Fuzz/seeds.py "$corpus" "$out/seeds"

weight() { case $1 in connection) echo 4 ;; head | chunks | forms | frames | deflate | websocket) echo 2 ;; *) echo 1 ;; esac; }
weights=0
for target in $targets; do weights=$((weights + $(weight "$target"))); done

export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0:allocator_may_return_null=1}
failed=""
for target in $targets; do
    seconds=$((total * $(weight "$target") / weights))
    mkdir -p "$out/corpus/$target"
    log=$out/$target.log
    if WRIT_FUZZ=$target "$out/fuzz" "$out/corpus/$target" "$out/seeds/$target" -max_total_time="$((seconds > 0 ? seconds : 1))" \
        -max_len=8192 -timeout="${INPUT_SECONDS_MAX:-10}" -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$out/failures/$target-" >"$log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        covered=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
        echo "fuzz: $target: $runs inputs in $seconds s, $covered edges, nothing found"
    else
        failed=1
        echo "fuzz: $target: FAILED, see $log" >&2
        grep -E '^fuzz:|ERROR|Fatal|Test unit written' "$log" >&2 || tail -n 20 "$log" >&2
    fi
done
[ -z "$failed" ] || exit 1
echo "fuzz: clean"
