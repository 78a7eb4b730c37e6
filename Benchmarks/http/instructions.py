#!/usr/bin/env python3
"""Instructions a request: asks a server that runs under callgrind, on one connection that is kept alive.

usage: instructions.py --library FILE --server "COMMAND with --port PORT" [--requests N] REQUEST...

A REQUEST is a path, asked for by GET, or `POST PATH JSON`. The server runs twice for each, asked N times and 5 N times, one
request behind the other's answer; the difference is what 4 N requests cost, without the start. FILE is
preloaded: see sigsuspend.c. Counts differ by less than
one in a hundred from run to run, whatever else the machine is at.
"""

import argparse
import os
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import time

HOST = "127.0.0.1"


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def connect(port):
    for _ in range(600):
        try:
            return socket.create_connection((HOST, port))
        except OSError:
            time.sleep(0.05)
    sys.exit("the server does not answer")


def message(request, fields):
    method, path, body = "GET", request, b""
    if request.startswith("POST "):
        method, path, text = request.split(" ", 2)
        body = text.encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\n" + "".join(f"{field}\r\n" for field in fields)
    if body:
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def read_answer(client, rest):
    while b"\r\n\r\n" not in rest:
        rest += client.recv(65536)
    head, rest = rest.split(b"\r\n\r\n", 1)
    length = int(re.search(rb"(?i)content-length: *(\d+)", head).group(1))
    while len(rest) < length:
        rest += client.recv(65536)
    return head, rest[length:]


def instructions(command, library, request, fields, count):
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        words = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
        words += [word.replace("PORT", str(port)) for word in shlex.split(command)]
        environment = dict(os.environ, LD_PRELOAD=os.path.abspath(library))
        # A file, so that a server's log has room.
        errors = open(f"{folder}/errors", "w+", errors="replace")
        server = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=errors)
        with connect(port) as client:
            rest = b""
            for _ in range(count):
                client.sendall(message(request, fields))
                head, rest = read_answer(client, rest)
                if not head.startswith(b"HTTP/1.1 2"):
                    sys.exit(f"{request}: {head.decode(errors='replace')}")
        server.terminate()
        server.wait(timeout=60)
        errors.seek(0)
        return int(re.search(r"Collected : (\d+)", errors.read()).group(1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--field", action="append", default=[], help="a header field of each request: 'Name: value'")
    parser.add_argument("request", nargs="+")
    options = parser.parse_args()
    print("| request | instructions |\n|---|---:|")
    for request in options.request:
        few = instructions(options.server, options.library, request, options.field, options.requests)
        many = instructions(options.server, options.library, request, options.field, 5 * options.requests)
        name = " ".join(request.split(" ", 2)[:2])
        print(f"| `{name}` | {(many - few) / (4 * options.requests):,.0f} |", flush=True)


main()
