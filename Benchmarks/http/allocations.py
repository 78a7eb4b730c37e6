#!/usr/bin/env python3
"""Allocations a request: asks a server that runs under allocations.so, on one connection that is kept alive.

usage: allocations.py --server "COMMAND with --port PORT" [--requests N] [--warm-up N] [--library FILE] REQUEST...

A REQUEST is a path, asked for by GET, or `POST PATH JSON`. For each the server is warmed up, counted, asked N times in lots
of 16 that are sent together or one by one, and counted again. The count of malloc, calloc, realloc and their kin comes from
the server itself: see allocations.c. Exits with 1 if a path named with --none allocates anything.
"""

import argparse
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time

HOST = "127.0.0.1"


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, command, library):
        self.port = free_port()
        words = [word.replace("PORT", str(self.port)) for word in shlex.split(command)]
        environment = dict(os.environ, LD_PRELOAD=os.path.abspath(library))
        self.process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        # The counts that it has told; its log, which nobody else reads, is passed over.
        self.counts = []
        threading.Thread(target=self.read_errors, daemon=True).start()
        self.wait()

    def read_errors(self):
        for line in self.process.stderr:
            if found := re.match(rb"allocations (\d+) frees \d+", line):
                self.counts.append(int(found[1]))

    def wait(self):
        for _ in range(200):
            try:
                socket.create_connection((HOST, self.port)).close()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("the server does not answer")

    def allocations(self):
        """The count now: a signal, then the line that it prints."""
        seen = len(self.counts)
        self.process.send_signal(signal.SIGUSR1)
        for _ in range(500):
            if len(self.counts) > seen:
                return self.counts[-1]
            time.sleep(0.01)
        sys.exit("the server does not tell its count")

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=10)


def request_of(text, fields):
    method, path, body = (text.split(" ", 2) + ["", ""])[:3] if text.startswith("POST ") else ("GET", text, "")
    head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\n" + "".join(f"{field}\r\n" for field in fields)
    if body:
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return (head + "\r\n" + body).encode()


def ask(connection, request, count, lot):
    """Sends the request `count` times, `lot` together, and reads as many answers."""
    answer = None
    for _ in range(count // lot):
        connection.sendall(request * lot)
        received = b""
        while answer is None:
            received += connection.recv(262144)
            head, found, body = received.partition(b"\r\n\r\n")
            length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
            if found and len(body) >= int(length[1]):
                answer = len(head) + 4 + int(length[1])
                if not head.startswith(b"HTTP/1.1 2"):
                    sys.exit(f"{request.splitlines()[0].decode()} got {head.splitlines()[0].decode()}")
        while len(received) < answer * lot:
            received += connection.recv(262144)


def measure(server, text, fields, count, warm_up, lot):
    request = request_of(text, fields)
    with socket.create_connection((HOST, server.port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ask(connection, request, warm_up, lot)
        before = server.allocations()
        ask(connection, request, count, lot)
        return (server.allocations() - before) / (count // lot * lot)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--requests", type=int, default=20000)
    parser.add_argument("--warm-up", type=int, default=2000)
    parser.add_argument("--library", default="allocations.so")
    parser.add_argument("--none", action="append", default=[], metavar="REQUEST", help="a request that must not allocate")
    parser.add_argument("--field", action="append", default=[], help="a header field of each request: 'Name: value'")
    parser.add_argument("request", nargs="*")
    options = parser.parse_args()
    server = Server(options.server, options.library)
    failed = False
    try:
        for text in options.none + options.request:
            for lot in (1, 16):
                each = measure(server, text, options.field, options.requests, options.warm_up, lot)
                # A timer's slot or a table that grows once is no allocation of a request.
                is_bad = text in options.none and each > 0.001
                failed |= is_bad
                verdict = "  MUST BE NONE" if is_bad else ""
                print(f"{text[:60]:60} {'one by one' if lot == 1 else '16 together':12} {each:9.4f} allocations a request{verdict}")
    finally:
        server.end()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
