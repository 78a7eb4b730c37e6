#!/usr/bin/env python3
"""Mixed load on a server for some minutes, and what must hold at the end.

usage: soak.py --minutes N --pid PID --port PORT

Clients that ask well, slowly, too much, wrongly, or go away in the middle, all at once. It fails (exit 1) unless
- every well-formed request was answered rightly,
- the server's memory (RSS) at the end is within 10 % of what it was after the first minute,
- its descriptors are back to as many as before the first client came,
- 1,000 connections that drip their heads slow a normal client by no more than a quarter (median of paired rounds).
"""

import argparse
import asyncio
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from clients import CROWD
from target import Target, Wrong

HOST = "127.0.0.1"
LOGIN = '{"username":"ada","password":"correct horse"}'


def resident(pid):
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Rss:")) / 1024


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


class Soak:
    def __init__(self, options):
        self.options = options
        self.target = Target(HOST, options.port)
        self.counts = Counter()
        self.wrong = []
        self.samples = []

    async def prepare(self):
        await self.target.ask(self.target.bytes_of("POST", "/users", LOGIN))
        for method, path, body in [
            ("GET", "/pets/1", ""), ("GET", "/pets", ""), ("GET", "/pets?limit=x", ""), ("HEAD", "/pets/1", ""),
            ("GET", "/nothing", ""), ("OPTIONS", "/pets", ""), ("POST", "/users/login", LOGIN),
            ("POST", "/users/login", '{"username":"ada"}'), ("DELETE", "/pets/99", ""), ("GET", "/openapi.json", ""),
        ]:
            await self.target.learn(method, path, body)

    def count(self, kind):
        self.counts[kind] += 1

    async def stay(self, behaviour, until):
        while time.monotonic() < until:
            try:
                await behaviour(self.target, self.count)
            except Wrong as error:
                self.wrong.append(f"{behaviour.__name__}: {error}")
            except OSError as error:
                # A client that goes away, or sends what is refused, may be cut off itself.
                if behaviour.__name__ in ("kept_alive", "short_lived", "pipelined", "slow", "asks_first", "large"):
                    self.wrong.append(f"{behaviour.__name__}: {error!r}")
            await asyncio.sleep(random.uniform(0, 0.02))

    async def sample(self, started, until):
        while time.monotonic() < until:
            self.samples.append((time.monotonic() - started, resident(self.options.pid)))
            elapsed, memory = self.samples[-1]
            if len(self.samples) % 15 == 1:
                print(f"soak: {elapsed:5.0f} s  {memory:7.1f} MB  {descriptors(self.options.pid):4} descriptors  "
                      f"{sum(self.counts.values())} stays and answers, {len(self.wrong)} wrong", flush=True)
            await asyncio.sleep(2)

    async def load(self, seconds):
        started = time.monotonic()
        until = started + seconds
        workers = [self.stay(behaviour, until) for behaviour, count in CROWD.items() for _ in range(count)]
        await asyncio.gather(self.sample(started, until), *workers)

    def memory_after(self, second):
        """The median of the samples in the ten seconds from there on: one sample is chance."""
        near = [memory for elapsed, memory in self.samples if second <= elapsed <= second + 10]
        return statistics.median(near or [self.samples[-1][1]])


def latency(port, seconds):
    """Seconds for each request of a client that asks one after the other, as fast as it is answered."""
    request = f"GET /pets/1 HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
    count = 0
    with socket.create_connection((HOST, port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        started = time.monotonic()
        while time.monotonic() < started + seconds:
            connection.sendall(request)
            if not connection.recv(65536).startswith(b"HTTP/1.1 200"):
                raise Wrong("the normal client was not answered")
            count += 1
        return (time.monotonic() - started) / count


def slowloris(port, rounds, seconds):
    """The times of a normal client with 1,000 dripping connections beside it, over those without."""
    ratios = []
    for number in range(rounds):
        times = {}
        for is_attacked in ((False, True) if number % 2 else (True, False)):
            attacker = None
            if is_attacked:
                attacker = subprocess.Popen(
                    [sys.executable, str(Path(__file__).with_name("slowloris.py")), HOST, str(port), "1000"],
                    stdout=subprocess.PIPE)
                attacker.stdout.readline()
                time.sleep(0.5)
            try:
                times[is_attacked] = latency(port, seconds)
            finally:
                if attacker:
                    attacker.kill()
                    attacker.wait()
                    time.sleep(0.5)
        ratios.append(times[True] / times[False])
        print(f"soak: slowloris round {number + 1}: {times[False] * 1e6:.0f} µs alone, {times[True] * 1e6:.0f} µs beside it", flush=True)
    return statistics.median(ratios)


def wait_for_descriptors(pid, wanted):
    for _ in range(200):
        if descriptors(pid) <= wanted:
            break
        time.sleep(0.1)
    return descriptors(pid)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--pid", type=int, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    soak = Soak(options)
    before = descriptors(options.pid)
    asyncio.run(soak.prepare())
    ratio = slowloris(options.port, options.rounds, 1.5)
    asyncio.run(soak.load(options.minutes * 60))

    after = wait_for_descriptors(options.pid, before)
    first, last = soak.memory_after(min(60, options.minutes * 30)), soak.memory_after(options.minutes * 60 - 11)
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(soak.counts.items()))
    print(f"soak: {kinds}")
    for line in soak.wrong[:20]:
        print(f"soak: WRONG {line}")
    verdicts = [
        (not soak.wrong and len(soak.counts) == len(CROWD), f"every well-formed request answered rightly ({len(soak.wrong)} wrong)"),
        (abs(last - first) <= first / 10, f"memory {first:.1f} MB after the first minute, {last:.1f} MB at the end"),
        (after == before, f"{before} descriptors before, {after} behind"),
        (ratio <= 1.25, f"a normal client takes {ratio:.2f} times as long beside 1,000 dripping connections"),
    ]
    for is_fine, text in verdicts:
        print(f"soak: {'ok  ' if is_fine else 'FAIL'} {text}")
    return 0 if all(is_fine for is_fine, _ in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
