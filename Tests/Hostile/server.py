"""The attacked server as a process: its processor time, its memory, and answers read from it."""

import os
import re
import resource
import socket
import subprocess
import threading
import time

HOST = "127.0.0.1"


class NoAnswer(Exception):
    """The server did not answer in time, or ended the connection without an answer."""


class Server:
    def __init__(self, command, *arguments, threads=2):
        self.threads = threads
        self.process = subprocess.Popen(
            [command, "--port", "0", "--threads", str(threads), *arguments], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace")
        self.port = self.find_port()
        self.log = []
        threading.Thread(target=self.keep_log, daemon=True).start()
        # The clock of another process's processor time (clock_getcpuclockid(3)): all of its threads, in nanoseconds.
        self.clock = (~self.process.pid << 3) | 2

    def find_port(self):
        for line in self.process.stdout:
            if found := re.search(r"127\.0\.0\.1:(\d+)", line):
                return int(found[1])
        raise SystemExit("hostile: the server does not start")

    def keep_log(self):
        for line in self.process.stdout:
            # The last lines are what tells of a crash.
            self.log = [*self.log[-50:], line]

    def processor_seconds(self):
        return time.clock_gettime(self.clock)

    def resident_megabytes(self):
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * resource.getpagesize() / 1e6

    def is_alive(self):
        return self.process.poll() is None

    def end(self):
        self.process.kill()
        self.process.wait()

    def connect(self, seconds=20):
        connection = socket.create_connection((HOST, self.port), seconds)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection


class Asker:
    """A client that sends whole requests and reads as many answers."""

    def __init__(self, server, seconds):
        self.server, self.seconds = server, seconds
        self.connection = None

    def ask(self, request, answers=1):
        """The status of the last answer and the bytes of all; the connection is kept where the server keeps it."""
        if self.connection is None:
            self.connection = self.server.connect(self.seconds)
            self.buffer = b""
        sender = None
        if len(request) > 100_000:
            # The server may answer before it has read all, and wait for its answer to be taken.
            sender = threading.Thread(target=self.send, args=(request,), daemon=True)
            sender.start()
        else:
            self.send(request)
        count = 0
        try:
            for _ in range(answers):
                status, length, closes = self.read_answer()
                count += length
                if closes:
                    break
        except OSError as error:
            self.close()
            raise NoAnswer(str(error)) from None
        if sender:
            sender.join(self.seconds)
        if closes:
            self.close()
        return status, count

    def send(self, request):
        try:
            self.connection.sendall(request)
        except OSError:
            # Refused early: the answer tells why.
            pass

    def read_answer(self):
        while b"\r\n\r\n" not in self.buffer:
            self.receive()
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        status = int(head[9:12])
        if status == 100:
            return self.read_answer()
        if status == 101:
            return status, len(head) + 4 + self.read_rest(), True
        found = re.search(rb"(?i)content-length: (\d+)", head)
        if b"transfer-encoding: chunked" in head.lower():
            length = self.skip_chunks()
        else:
            length = int(found[1]) if found else 0
            self.skip(length)
        return status, len(head) + 4 + length, b"connection: close" in head.lower()

    def skip_chunks(self):
        """The bytes of all chunks."""
        length = 0
        while True:
            while b"\r\n" not in self.buffer:
                self.receive()
            line, _, self.buffer = self.buffer.partition(b"\r\n")
            count = int(line, 16)
            self.skip(count + 2)
            if count == 0:
                return length
            length += count

    def skip(self, count):
        while len(self.buffer) < count:
            self.receive()
        self.buffer = self.buffer[count:]

    def read_rest(self):
        """How many bytes follow up to the end: what a WebSocket says."""
        count = len(self.buffer)
        while part := self.connection.recv(1 << 18):
            count += len(part)
        return count

    def receive(self):
        part = self.connection.recv(1 << 18)
        if not part:
            raise NoAnswer("the connection ended")
        self.buffer += part

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


def raise_descriptor_limit():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))


def cores():
    return len(os.sched_getaffinity(0))
