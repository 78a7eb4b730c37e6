#!/usr/bin/env python3
"""Memory for each idle connection: opens many, before and after each has made one request, and reads the server's RSS.

usage: idle.py --server "COMMAND with --port PORT" [--connections N] [--path PATH] [--bytes-max BYTES]

RSS is the server's own memory; what the kernel keeps for a socket (its structures; the buffers are empty) is not in it.
Each state is measured when the server has come to rest. Exits with 1 above --bytes-max a connection in either state.
"""

import argparse
import os
import resource
import shlex
import socket
import subprocess
import sys
import time

from allocations import HOST, free_port


def resident(pid):
    """Bytes of RSS, once it no longer changes."""
    last = -1
    while True:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            now = next(int(line.split()[1]) * 1024 for line in file if line.startswith("Rss:"))
        if now == last:
            return now
        last = now
        time.sleep(0.5)


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def ask(connection, path):
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
    answer = connection.recv(65536)
    if not answer.startswith(b"HTTP/1.1 200"):
        sys.exit(f"{path} got {answer[:60]!r}")


def connect(port, count, source):
    """Connections from addresses of their own, for one address has not ports enough for all when runs follow each other."""
    made = []
    for index in range(count):
        connection = socket.socket()
        connection.bind((f"127.0.0.{source + index // 5000}", 0))
        connection.connect((HOST, port))
        made.append(connection)
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--connections", type=int, default=10000)
    parser.add_argument("--path", default="/pets/1")
    parser.add_argument("--bytes-max", type=int, default=4096)
    options = parser.parse_args()
    limit = options.connections + 500
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < limit:
        sys.exit(f"at most {hard} descriptors may be open here, {limit} are needed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, limit), hard))
    port = free_port()
    server = subprocess.Popen(
        [word.replace("PORT", str(port)) for word in shlex.split(options.server)], stdout=subprocess.DEVNULL)
    failed = False
    try:
        for _ in range(200):
            try:
                first = socket.create_connection((HOST, port))
                break
            except OSError:
                time.sleep(0.05)
        else:
            sys.exit("the server does not answer")
        # What is made at the first requests is not a connection's.
        for _ in range(1000):
            ask(first, options.path)
        start = resident(server.pid)
        print(f"{'at rest, one connection':46} {start / 1048576:9.2f} MB")

        def tell(state):
            nonlocal failed
            now = resident(server.pid)
            if descriptors(server.pid) < options.connections:
                sys.exit("the server has closed some")
            each = (now - start) / options.connections
            failed |= each > options.bytes_max
            verdict = "" if each <= options.bytes_max else f"  MORE THAN {options.bytes_max}"
            print(f"{state:46} {now / 1048576:9.2f} MB {each:9.0f} bytes a connection{verdict}")

        made = connect(port, options.connections, 1)
        tell(f"{options.connections} connections, no request yet")
        for connection in made:
            ask(connection, options.path)
        tell(f"{options.connections} connections, one request each")
        for connection in made:
            ask(connection, options.path)
        tell(f"{options.connections} connections, two requests each")
    finally:
        server.terminate()
        server.wait(timeout=30)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
