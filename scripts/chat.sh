#!/usr/bin/env bash
# Generates, builds and starts the chat, and prints where its page is. Run again while it runs, it takes over: nobody loses a message.
#
# PORT    the port to listen on; 8080 unless told
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-8080}

NAMES=chat scripts/generate.sh
swift build --product chat-server
server=$(swift build --show-bin-path)/chat-server
echo
echo "chat: open http://127.0.0.1:$port/ in two windows; its docs are at http://127.0.0.1:$port/docs"
WRIT_TAKE_OVER=1 exec "$server" "$port" .build/chat Examples/chat/page
