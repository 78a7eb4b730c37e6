#!/usr/bin/env python3
"""Compares servers that send WebSocket messages back with the loop in C of baseline.c, in rounds that take turns.

usage: echo.py --tools FOLDER [--path PATH] SERVER...

Two ratios are told: of messages a second, and of the processor time that a message takes, which holds on a machine that has other
things to do as well. ROUNDS (7), SECONDS_EACH (3), SERVER_CORE (0), CLIENT_CORE (1).
"""

import argparse
import os
import statistics

from servers import Server, client, free_port, microseconds

ROUNDS = int(os.environ.get("ROUNDS") or 7)
SECONDS = os.environ.get("SECONDS_EACH") or "3"
ROWS = [(64, 20), (1000, 20), (64, 16_384), (1000, 16_384)]


def row(options, connections, payload):
    port = free_port()
    baseline = Server([options.tools + "/baseline", str(port), str(payload)], port)
    server = Server(options.server)
    figures = {server: [], baseline: []}
    try:
        for _ in range(ROUNDS):
            for which in (server, baseline):
                before = which.times()
                messages, seconds, _ = client([
                    options.tools + "/load", str(which.port), str(connections), str(payload), SECONDS, options.path])
                figures[which].append((messages / seconds, *microseconds(before, which.times(), messages)))
    finally:
        server.end()
        baseline.end()
    ours, theirs = ([statistics.median(column) for column in zip(*figures[which])] for which in (server, baseline))
    ratio = statistics.median(one[0] / other[0] for one, other in zip(figures[server], figures[baseline]))
    time_ratio = statistics.median(
        (other[1] + other[2]) / (one[1] + one[2]) for one, other in zip(figures[server], figures[baseline]))
    print(f"{connections:5} connections, {payload:6} B: {ours[0]:8.0f} messages/s, baseline {theirs[0]:8.0f}, ratio {ratio:.3f}; "
          f"server {ours[1]:5.2f} µs user + {ours[2]:5.2f} system, baseline {theirs[1]:5.2f} + {theirs[2]:5.2f}, "
          f"ratio of times {time_ratio:.3f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tools", required=True)
    parser.add_argument("--path", default="/")
    parser.add_argument("server", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    for connections, payload in ROWS:
        row(options, connections, payload)


if __name__ == "__main__":
    main()
