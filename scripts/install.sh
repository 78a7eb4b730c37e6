#!/usr/bin/env bash
# Builds `writ` and copies it to PREFIX/bin.
#
# PREFIX   where to; ~/.local unless told
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=${PREFIX:-$HOME/.local}
scripts/setup.sh
swift build -c release --product writ
mkdir -p "$prefix/bin"
install -m 755 "$(swift build -c release --show-bin-path)/writ" "$prefix/bin/writ"
echo "install: $prefix/bin/writ ($("$prefix/bin/writ" --version))"
case ":$PATH:" in
    *":$prefix/bin:"*) ;;
    *) echo "install: $prefix/bin is not in your PATH" ;;
esac
