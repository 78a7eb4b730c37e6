#!/usr/bin/env python3
"""Has Python's websockets and wsproto, two clients that are not ours, talk to the echo server.

usage: clients.py --server WritEchoServer

Each says texts, bytes, fragments, pings and large messages, plain and compressed, and closes in its own way; what comes back must
be what was sent. Both keep the rules of RFC 6455 and 7692 strictly, and end a connection that doesn't.
"""

import argparse
import random
import sys

import websocketsclient
import wsprotoclient
from echoserver import echo_server

SERVERS = [
    ("plain", ()),
    ("compressed", ("--compressed",)),
    ("compressed, remembering", ("--compressed", "--remembering")),
]


def messages():
    """Texts and bytes around each border of a frame's length, and some larger than a read."""
    chance = random.Random(6455)
    texts = ["", "hello", "käse 🧀", "x" * 125, "x" * 126, "y" * 65_535, "ü" * 40_000, "{\"kind\":\"said\"}" * 50_000]
    payloads = [bytes(count) for count in (0, 1, 125, 126, 127, 65_535, 65_536)]
    return texts + payloads + [chance.randbytes(count) for count in (1, 7, 1000, 70_000, 3_000_000)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    options = parser.parse_args()
    wrong = 0
    for name, arguments in SERVERS:
        with echo_server(options.server, *arguments) as port:
            for client in (websocketsclient, wsprotoclient):
                for conversation in client.CONVERSATIONS:
                    label = f"{client.NAME}, {name}: {conversation.__doc__.rstrip('.')}"
                    try:
                        conversation(port, bool(arguments), messages())
                    except Exception as error:
                        wrong += 1
                        print(f"clients: FAIL {label}: {type(error).__name__}: {str(error)[:300]}")
                    else:
                        print(f"clients: ok   {label}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
