#!/usr/bin/env python3
"""Compares files that our server serves with what nginx serves: ranges and conditions by a table, then throughput and memory.

usage: files.py --server PATH [--megabytes 1000] [--rounds 3] [--table]

It fails (exit 1) where an answer of the table differs without a reason that the table gives, or where slow readers make the server
keep memory. Throughput is told as a ratio of both in the same run, in turn, and fails nothing.
"""

import argparse
import os
import select
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

import table
from servers import HOST, nginx, ours

# Readers that take a little of the large file and then nothing, and what each may cost the server in memory.
SLOW_READERS = 200
KILOBYTES_EACH_MAX = 64
MODIFIED = 1_700_000_000


def prepare(folder, megabytes):
    (folder / "folder").mkdir()
    (folder / "file.txt").write_bytes(bytes(48 + index % 75 for index in range(1000)))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "folder" / "index.html").write_text("<!doctype html><title>Index</title>")
    line = b'{"id":%d,"name":"One of many","tags":["red","green"],"price":12.5},\n'
    (folder / "text.json").write_bytes(b"".join(line % number for number in range(150_000)))
    block = os.urandom(1 << 20)
    with open(folder / "large.bin", "wb") as file:
        for _ in range(megabytes):
            file.write(block)
    for path in [*folder.iterdir(), folder / "folder" / "index.html"]:
        os.utime(path, (MODIFIED, MODIFIED))


def drain(port, target, fields=b""):
    """Reads an answer to the end of the connection; the kernel throws the bytes away."""
    with socket.create_connection((HOST, port), 60) as connection:
        connection.sendall(b"GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%s\r\n" % (target, fields))
        buffer = bytearray(1 << 20)
        count = 0
        while taken := connection.recv_into(buffer, 0, socket.MSG_TRUNC):
            count += taken
    return count


def throughput(servers, target, fields, connections, rounds, name):
    best = {}
    for _ in range(rounds):
        for label, server in servers.items():
            before, begun = server.processor_seconds(), time.monotonic()
            counts = []
            threads = [
                threading.Thread(target=lambda: counts.append(drain(server.port, target, fields))) for _ in range(connections)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            seconds, used = time.monotonic() - begun, server.processor_seconds() - before
            if label not in best or seconds < best[label][0]:
                best[label] = (seconds, used, sum(counts))
    for label, (seconds, used, count) in best.items():
        print(f"files: {name:34} {label:6} {count / seconds / 1e6:8.0f} MB/s  {used:5.2f} s of the processor  {count / 1e6:7.0f} MB sent")
    print(f"files: {name:34} ratio of time {best['nginx'][0] / best['writ'][0]:.2f}, of the processor's {(best['nginx'][1] + 0.005) / (best['writ'][1] + 0.005):.2f}")


def slow_readers(server):
    """Memory that so many clients hold who begin to read a large file and stop; nil where that is fine."""
    before = server.resident_megabytes()
    connections = []
    for _ in range(SLOW_READERS):
        connection = socket.create_connection((HOST, server.port), 20)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(b"GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n")
        connections.append(connection)
    for connection in connections:
        select.select([connection], [], [], 20)
        connection.recv(1000)
    time.sleep(1)
    held = server.resident_megabytes() - before
    for connection in connections:
        connection.close()
    return held * 1000 / SLOW_READERS


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--table", action="store_true", help="the table alone")
    parser.add_argument("--all", action="store_true", help="tell the answers that differ for a reason, too")
    parser.add_argument("--port", type=int, default=18590)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder, work = Path(temporary) / "served", Path(temporary) / "nginx"
        folder.mkdir()
        work.mkdir()
        os.chmod(temporary, 0o755)
        prepare(folder, 1 if options.table else options.megabytes)
        servers = {
            "nginx": nginx(folder, work, options.port, 1), "writ": ours(options.server, folder, options.port + 1, 1),
        }
        try:
            return run(servers, options)
        finally:
            for server in servers.values():
                server.end()


def run(servers, options):
    count, faults, differences = table.compare(servers["nginx"], servers["writ"], MODIFIED)
    for difference in differences if options.all else []:
        print(f"files: differs for a reason: {difference}")
    for fault in faults:
        print(f"files: FAIL {fault}")
    print(f"files: {count} requests, {len(differences)} answers differ for a reason, {len(faults)} without one")
    if not options.table:
        throughput(servers, b"/large.bin", b"", 1, options.rounds, "large.bin, one connection")
        throughput(servers, b"/large.bin", b"", 4, options.rounds, "large.bin, four connections")
        throughput(servers, b"/text.json", b"Accept-Encoding: gzip\r\n", 4, options.rounds, "text.json with gzip, four connections")
        for label, server in servers.items():
            kilobytes = slow_readers(server)
            print(f"files: {SLOW_READERS} slow readers of large.bin       {label:6} {kilobytes:8.1f} KB each")
            if label == "writ" and kilobytes > KILOBYTES_EACH_MAX:
                faults.append("slow readers hold memory")
                print("files: FAIL slow readers hold memory")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
