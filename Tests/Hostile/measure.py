"""What an attack costs by its length, and how long others wait meanwhile."""

import itertools
import json
import math
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from server import Asker, NoAnswer

# Connections of others: enough that each loop has some.
OTHERS_PER_LOOP = 3
# A server that did less than a twentieth of that time's work in it is at rest.
SETTLED_SECONDS = 0.002


@dataclass
class Result:
    kind: str
    # Bytes of a request beyond those of the smallest of its kind, and the seconds of the server's processor that it costs.
    points: list = field(default_factory=list)
    exponent: float | None = None
    # The most bytes that an answer is longer than its request, and what the largest request was answered with.
    excess: int = 0
    ratio: float = 0
    status: int = 0
    # Seconds: of waits for the server's work, of all waits, and the longest of these.
    p99: float | None = None
    p99_by_clock: float | None = None
    longest: float | None = None
    faults: list = field(default_factory=list)


class Measure:
    def __init__(self, server, settings):
        self.server, self.settings = server, settings
        self.others = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("others.py")), str(server.port), str(server.clock),
             str(OTHERS_PER_LOOP * server.threads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.base = min(self.cost(b"GET /filters HTTP/1.1\r\nHost: a\r\n\r\n", 1)[0] for _ in range(5))

    def cost(self, request, answers):
        """Seconds of processor time for one request, its status and the bytes of its answers."""
        asker = Asker(self.server, self.settings.patience)
        status, length = asker.ask(request, answers)
        times = 0
        started, worked = time.monotonic(), self.settled_seconds()
        while True:
            asker.ask(request, answers)
            times += 1
            spent = self.server.processor_seconds() - worked
            if spent > self.settings.work or times >= 400 or time.monotonic() - started > self.settings.patience:
                break
        spent = self.settled_seconds() - worked
        asker.close()
        return spent / times, status, length

    def settled_seconds(self):
        """The server's processor time when it is through with what it does behind its answers."""
        seconds, until = self.server.processor_seconds(), time.monotonic() + 1
        while time.monotonic() < until:
            time.sleep(SETTLED_SECONDS)
            if (now := self.server.processor_seconds()) - seconds < SETTLED_SECONDS / 20:
                return now
            seconds = now
        return seconds

    def by_length(self, attack, result):
        """The cost at each size, and its exponent: the least of some rounds over all sizes, and of more where it is too large."""
        requests = [attack.make(size) for size in attack.sizes(self.settings.scale)]
        least, costs = len(attack.make(0)), [math.inf] * len(requests)
        for number in range(self.settings.repeats + self.settings.more_repeats):
            for index, request in enumerate(requests):
                try:
                    seconds, status, length = self.cost(request, attack.answers(request))
                except (NoAnswer, OSError) as error:
                    result.faults.append(f"no answer to {len(request)} bytes within {self.settings.patience} s: {error}")
                    return request
                costs[index] = min(costs[index], seconds)
                result.excess = max(result.excess, (length - len(request)) // attack.answers(request))
                result.ratio, result.status = length / len(request), status
                if seconds * (self.settings.repeats + 1) > self.settings.patience:
                    # What is this dear needs no larger one to show it.
                    del requests[index + 1:]
            result.points = [(max(len(request) - least, 1), cost) for request, cost in zip(requests, costs)]
            result.exponent = exponent(self.above_noise(result.points))
            if number + 1 >= self.settings.repeats and (result.exponent or 0) <= self.settings.exponent_max:
                break
        return requests[-1]

    def above_noise(self, points):
        """The points that cost clearly more than the smallest request, less what that one costs."""
        clear = [point for point in points if point[1] > 4 * self.base]
        if len(clear) < 3 and points[-1][1] > 40 * self.base:
            # It grows so fast that the ones before are lost in the noise.
            clear = points[-3:]
        return [(length, max(seconds - self.base, self.base / 2)) for length, seconds in clear]

    def others_during(self, action, result):
        """Others ask while `action` goes on."""
        self.others.stdin.write("go\n")
        self.others.stdin.flush()
        action()
        self.others.stdin.write("stop\n")
        self.others.stdin.flush()
        report = json.loads(self.others.stdout.readline())
        result.p99, _ = report["work"]
        result.p99_by_clock, result.longest = report["clock"]
        if report["failures"]:
            result.faults.append(f"{report['failures']} requests of others without an answer")

    def end(self):
        self.others.kill()
        self.others.communicate()

    def send_again_and_again(self, request, answers):
        """The same request over some connections, for a while."""
        until = time.monotonic() + self.settings.siege

        def run():
            asker = Asker(self.server, self.settings.patience)
            while time.monotonic() < until:
                try:
                    asker.ask(request, answers)
                except (NoAnswer, OSError):
                    asker.close()
            asker.close()

        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def exponent(points):
    """The growth of the time with the length: the median of the slopes between any two points' logarithms (Theil and Sen), which one
    wrong point doesn't move, and a single step little; nil where too few are above the noise. Requests that are of one length, since
    no more fits them, are one point."""
    least = {}
    for length, seconds in points:
        least[length] = min(seconds, least.get(length, seconds))
    if len(least) < 3:
        return None
    logarithms = [(math.log(length), math.log(seconds)) for length, seconds in sorted(least.items())]
    return statistics.median(
        (later[1] - earlier[1]) / (later[0] - earlier[0]) for earlier, later in itertools.combinations(logarithms, 2))
