#!/usr/bin/env python3
"""Other clients of an attacked server: each asks for something small all the time, and notes how long it waits.

usage: others.py PORT CLOCK CONNECTIONS

They ask from a line `go` on standard input to a line `stop`, whose answer is a line of JSON.

A wait is told twice: as time by the clock, and as the processor time that the server took meanwhile where that is less, which
is what the server itself made of it on a machine that has other things to do.
"""

import json
import socket
import sys
import threading
import time

PAUSE_SECONDS = 0.004
# How long they wait at most.
PATIENCE_SECONDS = 10
REQUEST = b"GET /filters HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


class Other:
    def __init__(self, port, clock):
        self.port, self.clock = port, clock
        self.connection = None

    def run(self, is_over):
        """Asks until it is over."""
        self.waits, self.failures = [], 0
        while True:
            try:
                self.ask()
            except OSError:
                self.failures += 1
                self.connection = None
            if is_over.wait(PAUSE_SECONDS):
                return

    def ask(self):
        started, worked = time.monotonic(), time.clock_gettime(self.clock)
        try:
            # A server closes what rests for a minute.
            if self.connection is None or self.waits == []:
                self.connection = socket.create_connection(("127.0.0.1", self.port), PATIENCE_SECONDS)
            self.connection.sendall(REQUEST)
            if not self.connection.recv(65536).startswith(b"HTTP/1.1 200"):
                raise OSError("no answer")
        finally:
            self.waits.append((time.monotonic() - started, time.clock_gettime(self.clock) - worked))


def with_those_between(waits):
    """The waits, and those of the clients that would have asked meanwhile: one that waits asks less often."""
    for wait in waits:
        while wait > 0:
            yield wait
            wait -= PAUSE_SECONDS


def report(others):
    told = {"failures": sum(other.failures for other in others)}
    for name, choose in (("clock", lambda wait: wait[0]), ("work", min)):
        waits = sorted(wait for other in others for wait in with_those_between(map(choose, other.waits)))
        told[name] = [waits[len(waits) * 99 // 100], waits[-1]] if waits else [float("inf")] * 2
    return json.dumps(told)


def main():
    port, clock, count = (int(argument) for argument in sys.argv[1:])
    others = [Other(port, clock) for _ in range(count)]
    for line in sys.stdin:
        if line == "go\n":
            is_over = threading.Event()
            threads = [threading.Thread(target=other.run, args=(is_over,)) for other in others]
            for thread in threads:
                thread.start()
        else:
            is_over.set()
            for thread in threads:
                thread.join()
            print(report(others), flush=True)


if __name__ == "__main__":
    main()
