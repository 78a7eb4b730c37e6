#!/usr/bin/env python3
"""A group of many: messages a second, the time from a message to its last receipt, and what ten members that never read cost the others.

usage: crowd.py --tools FOLDER SERVER...
"""

import argparse

from servers import client, microseconds, serving

# Members, bytes of a message, rounds, members that never read.
ROWS = [(10_000, 20, 20, 0), (10_000, 1_000, 20, 0), (1_000, 1_000, 200, 0), (1_000, 1_000, 200, 10)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tools", required=True)
    parser.add_argument("server", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    for members, payload, rounds, silent in ROWS:
        with serving(options.server) as server:
            before, memory = server.times(), server.resident()
            figures = client([options.tools + "/crowd", str(server.port), str(members), str(payload), str(rounds), str(silent)])
            _, receipts, seconds, median, longest = figures
            user, kernel = microseconds(before, server.times(), receipts)
            print(f"{members:6} members and {silent:2} that never read, {payload:5} B: {receipts / seconds:8.0f} messages/s, from send to "
                  f"last receipt {median:6.2f} ms (longest {longest:6.2f}); server {user:.2f} µs user + {kernel:.2f} system a receipt, "
                  f"{(server.resident() - memory) / 1e6:+.0f} MB behind it", flush=True)


if __name__ == "__main__":
    main()
