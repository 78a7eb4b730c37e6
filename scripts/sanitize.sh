#!/usr/bin/env bash
# Runs all tests under the thread sanitizer, then under the address sanitizer, each built into a folder of its own.
#
# SANITIZERS   which; "thread address" unless told. Arguments go to `swift test`.
#
# Servers and their clients come first, the generator's tests after them: these take all cores for a quarter of an hour under a
# sanitizer, and clients give up long before.
#
# Nothing is suppressed. Should the thread sanitizer ever name two accesses that both hold the same `Mutex`: Swift's is a
# futex with inherited priority, which the kernel hands over to who waits, where the sanitizer can't see it. Tests don't spin
# on a mutex for that reason.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
export TSAN_OPTIONS=${TSAN_OPTIONS:-halt_on_error=0:exitcode=66}
# Swift's metadata and its task allocator keep memory to the end: what is lost is for the soak to find, not for these.
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0:detect_stack_use_after_return=0}
servers='^(WritEngine|WritServer|WritWire|Petstore|Showcase|Rules|Styles|Shop|Browser)Tests\.'

# Name of the sanitizer, arguments of `swift test`.
run() {
    local sanitizer=$1 log
    log=$(mktemp)
    swift test --disable-xctest --sanitize="$sanitizer" --scratch-path ".build/sanitize-$sanitizer" "${@:2}" 2>&1 |
        tee "$log" | grep -E 'WARNING: ThreadSanitizer|ERROR: AddressSanitizer|SUMMARY:|✘|Test run with|error:' || true
    if grep -qE 'WARNING: ThreadSanitizer|ERROR: AddressSanitizer' "$log" || ! grep -q 'Test run with .* passed' "$log"; then
        echo "sanitize: the $sanitizer sanitizer is not content; all of it is in $log" >&2
        exit 1
    fi
    rm "$log"
}

for sanitizer in ${SANITIZERS:-thread address}; do
    echo "sanitize: all tests under the $sanitizer sanitizer"
    if [ $# -gt 0 ]; then
        run "$sanitizer" "$@"
    else
        run "$sanitizer" --filter "$servers"
        run "$sanitizer" --skip "$servers"
    fi
done
echo "sanitize: clean"
