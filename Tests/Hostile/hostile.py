#!/usr/bin/env python3
"""Attacks a server over loopback: each kind of attack at five sizes, each twice the one before, up to what a server takes.

usage: hostile.py --server PATH [--short] [--only REGEX]

It fails (exit 1) where
- the server's processor time grows faster with a request's length than length ^ 1.1 (the median slope of the logarithms, of the
  least times of several rounds; in the short form 1.3), or a request is not answered in time,
- an answer is more than 64 KB longer than its request,
- others, a few on each loop that ask for something small all the time, wait too long for the server's work: 99 of 100 waits
  are under 50 ms, in the short form under 500 ms; time in which the server had no processor is told, and not counted,
- the server ends, or keeps memory: see `MEGABYTES_KEPT_MAX` and `MEGABYTES_FOR_EACH_MAX`.

The short form is for a debug build and a shared machine. Attacks by length are in bodies.py, forms.py, heads.py and,
against what applications put around their operations, around.py; those by many connections or slowness are in sieges.py; each is a
line of a table.
"""

import argparse
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from types import SimpleNamespace

import around
import bodies
import forms
import heads
import sockets
from measure import Measure, Result
from server import Server, raise_descriptor_limit
from sieges import SIEGES, crowd

FULL = SimpleNamespace(
    scale=1, repeats=3, more_repeats=4, work=0.02, patience=20, siege=1.5, long_siege=5, crowd=1, exponent_max=1.1, p99_max=0.05)
SHORT = SimpleNamespace(
    scale=1 / 64, repeats=2, more_repeats=2, work=0.003, patience=5, siege=0.1, long_siege=0.4, crowd=1 / 5, exponent_max=1.3, p99_max=0.5)

EXCESS_BYTES_MAX = 65_536
# What the whole suite may leave behind in the heap, and how long a server may take to give back more.
MEGABYTES_KEPT_MAX = 100
REST_SECONDS = 15
# What one connection may hold, and what all may beyond that.
MEGABYTES_FOR_EACH_MAX = 0.5
MEGABYTES_FOR_ALL_MAX = 64


@dataclass
class Suite:
    command: str
    settings: SimpleNamespace
    only: re.Pattern
    server: Server | None = None

    def __post_init__(self):
        self.results = []
        self.start()

    def start(self, *arguments):
        self.end()
        self.arguments = arguments
        self.server = Server(self.command, *arguments)
        self.measure = Measure(self.server, self.settings)

    def end(self):
        if self.server:
            self.measure.end()
            self.server.end()

    def run(self):
        self.run_by_length([*bodies.ATTACKS, *forms.ATTACKS, *heads.ATTACKS, *sockets.ATTACKS], "memory that is kept")
        self.run_by_length(around.ATTACKS, "memory that is kept with all around the operations")
        self.start()
        for siege in [*SIEGES, *sockets.SIEGES]:
            if self.only.search(siege.kind) and (siege.is_in_short_form or self.settings is FULL):
                self.besiege(siege)

    def run_by_length(self, attacks, kind):
        """All of these have the same arguments."""
        attacks = [attack for attack in attacks if self.only.search(attack.kind)]
        if attacks and attacks[0].arguments != self.arguments:
            self.start(*attacks[0].arguments)
        before = self.server.resident_megabytes()
        for attack in attacks:
            self.attack(attack)
        after = self.rested_megabytes(before)
        kept = Result(kind)
        print(f"hostile: memory {before:.0f} MB before the attacks by length, {after:.0f} MB behind them")
        if after > before + MEGABYTES_KEPT_MAX:
            kept.faults.append(f"the server kept {after - before:.0f} MB")
        self.results.append(kept)

    def rested_megabytes(self, before):
        """The server's memory when the threads that read large bodies have given theirs back, for which they rest ten seconds."""
        until = time.monotonic() + REST_SECONDS
        while (now := self.server.resident_megabytes()) > before + MEGABYTES_KEPT_MAX and time.monotonic() < until:
            time.sleep(0.5)
        return now

    def attack(self, attack):
        result = Result(attack.kind)
        request = self.measure.by_length(attack, result)
        if not result.faults:
            action = lambda: self.measure.send_again_and_again(request, attack.answers(request))
            self.measure.others_during(action, result)
        if result.exponent is not None and result.exponent > self.settings.exponent_max:
            result.faults.append(f"exponent {result.exponent:.2f}")
        if result.excess > EXCESS_BYTES_MAX:
            result.faults.append(f"an answer is {result.excess} bytes longer than its request")
        sizes = " ".join(f"{length}:{seconds * 1000:.2f}" for length, seconds in result.points)
        shown = "   -" if result.exponent is None else f"{result.exponent:4.2f}"
        self.conclude(result, f"{shown}  {result.ratio:6.2f}  {waits(result)}  {result.status or '---'}", sizes)

    def besiege(self, siege):
        result = Result(siege.kind)
        if tuple(siege.arguments) != self.arguments:
            self.start(*siege.arguments)
        before = self.server.resident_megabytes()
        seconds = self.settings.long_siege if siege.check is None else 15
        count = max(int(siege.connections * self.settings.crowd), 1)
        with crowd(self.server, count) as connections:
            self.measure.others_during(lambda: siege.run(connections, time.monotonic() + seconds), result)
            held = self.server.resident_megabytes() - before
            if siege.check and (fault := siege.check(self.server)):
                result.faults.append(fault)
        if held > count * MEGABYTES_FOR_EACH_MAX + MEGABYTES_FOR_ALL_MAX:
            result.faults.append(f"{count} connections hold {held:.0f} MB")
        self.conclude(result, f"            {waits(result)}     ", f"{count} connections, {held:+.0f} MB")

    def conclude(self, result, figures, details):
        if result.p99 is not None and result.p99 > self.settings.p99_max:
            result.faults.append(f"others wait {result.p99 * 1000:.0f} ms (p99)")
        if not self.server.is_alive():
            result.faults.append("the server ended: " + "".join(self.server.log[-3:]).strip())
        if any("no answer" in fault or "without an answer" in fault or "ended" in fault for fault in result.faults):
            # It may still be at work on what it was asked.
            self.start(*self.arguments)
        mark = "FAIL" if result.faults else "ok  "
        print(f"hostile: {mark} {result.kind:48} {figures}  {details}", flush=True)
        for fault in result.faults:
            print(f"hostile:        {fault}", flush=True)
        self.results.append(result)


def waits(result):
    if result.p99 is None:
        return f"{'-':>6} {'-':>7} {'-':>7}"
    return f"{result.p99 * 1000:6.1f} {result.p99_by_clock * 1000:7.1f} {result.longest * 1000:7.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", type=re.compile, default=re.compile(""))
    options = parser.parse_args()
    raise_descriptor_limit()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        # Where the server puts the files that it serves.
        os.environ["TMPDIR"] = folder
        return attack_all(options, started)


def attack_all(options, started):
    suite = Suite(options.server, SHORT if options.short else FULL, options.only)
    print(f"hostile:      {'attack':48}  exp  answer/  others wait, ms: p99,    status  bytes:ms of the processor")
    print(f"hostile:      {'':48}       request  p99 by the clock, longest")
    try:
        suite.run()
    finally:
        suite.end()
    wrong = [result.kind for result in suite.results if result.faults]
    print(f"hostile: {len(suite.results) - len(wrong)} of {len(suite.results)} are fine, "
          f"{time.monotonic() - started:.0f} s{': not ' if wrong else ''}{'; '.join(wrong)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
