#!/usr/bin/env python3
"""Asks the petstore a million times and compares each answer, byte for byte, with the one that has to come.

usage: answers.py --count N --port PORT [--seed N] [--processes N] [--connections N]

Requests of all routes and methods, valid ones and such that the contract refuses, over many connections at once: kept alive,
pipelined, cut in pieces, half-closed; with odd lists in Connection, bodies small, large and chunked; and between them clients
that go away early. It fails (exit 1) at the first wrong answer of each process, and shows it.
"""

import argparse
import multiprocessing
import os
import random
import select
import sys
import time

import questions
from stays import PAUSE, Client, Wrong


def run(options, place, counts):
    """One process: as many connections as it may have, until its share is answered."""
    random.seed(f"{options.seed} {place}")
    # Other numbers than in an earlier run, which may have left something behind.
    client = Client(options.port, 5 * 10**18 + int(time.time()) % 10**7 * 10**10 + place * 10**8)
    crowd = Crowd()
    share = options.count // options.processes
    shown = time.monotonic()
    try:
        while client.answered < share:
            while crowd.count < options.connections:
                crowd.begin(client.stay())
            crowd.turn()
            counts[place] = client.answered
            if place == 0 and time.monotonic() > shown + 10:
                shown = time.monotonic()
                print(f"soak: {sum(counts)} answers compared", flush=True)
    except (Wrong, OSError) as error:
        print(f"soak: WRONG after {client.answered} answers of process {place}: {error!s}", flush=True)
        os._exit(1)
    os._exit(0)


class Crowd:
    """Generators that wait for their sockets."""

    def __init__(self):
        self.poll = select.epoll()
        self.waiting = {}
        self.ready = []
        self.count = 0
        self.looked = time.monotonic()

    def begin(self, stay):
        self.count += 1
        self.ready.append((stay, None))

    def turn(self):
        """Runs all that are ready, then waits for a moment."""
        ready, self.ready = self.ready, []
        for stay, connection in ready:
            self.resume(stay, connection)
        for number, _ in self.poll.poll(0 if self.ready else 1):
            self.ready.append(self.waiting.pop(number))
            self.poll.unregister(number)
        if time.monotonic() > self.looked + 5:
            # Those that wait in vain find out by themselves.
            self.looked = time.monotonic()
            for number in list(self.waiting):
                self.ready.append(self.waiting.pop(number))
                self.poll.unregister(number)

    def resume(self, stay, connection):
        try:
            connection, wanted = stay.send(None)
        except StopIteration:
            self.count -= 1
            return
        if wanted == PAUSE:
            self.ready.append((stay, connection))
        else:
            self.waiting[connection.fileno()] = stay, connection
            self.poll.register(connection.fileno(), wanted)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--seed", default=str(random.randrange(1 << 32)))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--connections", type=int, default=48)
    options = parser.parse_args()
    random.seed(options.seed)
    questions.learn(options.port)
    counts = multiprocessing.Array("q", options.processes)
    started = time.monotonic()
    processes = [multiprocessing.Process(target=run, args=(options, place, counts)) for place in range(options.processes)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    is_fine = all(process.exitcode == 0 for process in processes)
    print(f"soak: {'ok  ' if is_fine else 'FAIL'} {sum(counts)} answers compared in {time.monotonic() - started:.0f} s, "
          f"{len(questions.ALL)} kinds of requests, seed {options.seed}")
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
