#!/usr/bin/env python3
"""Memory for each idle WebSocket: opens many, has each say something once, and reads the server's RSS.

usage: idle.py [--connections N] [--payload BYTES] [--compressed] SERVER...

RSS is the server's own memory; what the kernel keeps for a socket is not in it. Each state is measured when the server has come to rest.
Exits with 1 above 4,096 bytes a socket where compression remembers nothing.
"""

import argparse
import resource
import socket
import sys
import zlib

from servers import HOST, serving

BYTES_MAX = 4096
UPGRADE = ("GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")


def frame(payload, is_compressed):
    """A text with a mask of zero."""
    first = 0x81
    if is_compressed:
        encoder = zlib.compressobj(wbits=-15)
        first, payload = 0xC1, (encoder.compress(payload) + encoder.flush(zlib.Z_SYNC_FLUSH))[:-4]
    length = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + len(payload).to_bytes(2, "big")
    return bytes([first]) + length + bytes(4) + payload


def connect(port, number, is_compressed):
    """From addresses of their own, for one has not ports enough for all."""
    connection = socket.socket()
    connection.bind((f"127.0.0.{1 + number // 5000}", 0))
    connection.connect((HOST, port))
    offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n" if is_compressed else ""
    connection.sendall((UPGRADE + offer + "\r\n").encode())
    head = b""
    while b"\r\n\r\n" not in head:
        head += connection.recv(4096)
    if not head.startswith(b"HTTP/1.1 101") or is_compressed != (b"permessage-deflate" in head):
        sys.exit(f"no WebSocket: {head[:200]!r}")
    return connection


def say(connection, message):
    connection.sendall(message)
    head = connection.recv(2, socket.MSG_WAITALL)
    length = head[1]
    if length == 126:
        length = int.from_bytes(connection.recv(2, socket.MSG_WAITALL), "big")
    if len(connection.recv(length, socket.MSG_WAITALL)) != length:
        sys.exit("the server has closed one")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--payload", type=int, default=4000)
    parser.add_argument("--compressed", action="store_true")
    parser.add_argument("server", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard < options.connections + 500:
        sys.exit(f"at most {hard} descriptors may be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    message = frame(b"x" * options.payload, options.compressed)
    is_remembering, failed = "--remembering" in options.server, False
    with serving(options.server) as server:
        # What is made for the first of them is not one's own.
        first = [connect(server.port, 0, options.compressed) for _ in range(100)]
        for connection in first * 5:
            say(connection, message)
        start = server.resident()
        connections = []
        for state in ("open", "one message each", "two messages each"):
            if state == "open":
                connections = [connect(server.port, number, options.compressed) for number in range(options.connections)]
            else:
                for connection in connections:
                    say(connection, message)
            each = (server.resident() - start) / options.connections
            if server.descriptors() < options.connections:
                sys.exit("the server has closed some")
            is_too_much = each > BYTES_MAX and not is_remembering
            failed |= is_too_much
            print(f"{options.connections} sockets, {state:18} {each:8.0f} bytes each{'  MORE THAN 4096' if is_too_much else ''}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
