"""Servers of WebSockets as processes on a core of their own, with their processor time and their memory."""

import contextlib
import os
import re
import socket
import subprocess
import time

HOST = "127.0.0.1"
SERVER_CORE = os.environ.get("SERVER_CORE") or "0"
CLIENT_CORE = os.environ.get("CLIENT_CORE") or "1"


class Server:
    def __init__(self, command, port=None, core=SERVER_CORE):
        """PORT in a command stands for one that is free; without it the server says which it has chosen."""
        if "PORT" in command:
            port = free_port()
            command = [str(port) if word == "PORT" else word for word in command]
        pinned = ["taskset", "-c", core, *command] if core else command
        self.process = subprocess.Popen(pinned, stdout=subprocess.PIPE, text=True)
        self.port = port or self.told_port()
        self.clock = (~self.process.pid << 3) | 2
        self.await_connections()

    def told_port(self):
        for line in self.process.stdout:
            if found := re.search(r"127\.0\.0\.1:(\d+)", line):
                return int(found[1])
        raise SystemExit("the server does not start")

    def await_connections(self):
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port)):
                return
            time.sleep(0.05)
        raise SystemExit("the server takes no connection")

    def times(self):
        """Seconds of user and system time so far: of each thread by the scheduler's own count, which ticks don't blur, shared out
        between the two as the ticks are."""
        with open(f"/proc/{self.process.pid}/stat") as file:
            user, kernel = (int(part) for part in file.read().rpartition(")")[2].split()[11:13])
        return time.clock_gettime(self.clock), user, kernel

    def resident(self):
        """Bytes of RSS, once it no longer changes."""
        last = -1
        while True:
            with open(f"/proc/{self.process.pid}/smaps_rollup") as file:
                now = next(int(line.split()[1]) * 1024 for line in file if line.startswith("Rss:"))
            if now == last:
                return now
            last = now
            time.sleep(0.5)

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@contextlib.contextmanager
def serving(command, port=None, core=SERVER_CORE):
    server = Server(command, port, core)
    try:
        yield server
    finally:
        server.end()


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def client(command, core=CLIENT_CORE):
    """The numbers that a client prints."""
    pinned = ["taskset", "-c", core, *command] if core else command
    return [float(word) for word in subprocess.run(pinned, stdout=subprocess.PIPE, text=True, check=True).stdout.split()]


def microseconds(before, after, count):
    """User and system time for each of so many things."""
    total, user, kernel = (late - early for early, late in zip(before, after))
    share = user / (user + kernel) if user + kernel else 0
    return total * share * 1e6 / count, total * (1 - share) * 1e6 / count
