#!/usr/bin/env python3
"""Runs `writ` on documents that are written to make it work, at growing sizes, and says how its cost grows.

usage: measure.py WRIT [--sizes BYTES,...] [--kinds NAME,...] [--commands generate,check,report]

Of each kind it prints what the largest document took: bytes, user CPU, memory, and the exponent of the time over the points above
the noise. It ends with an error where a time grows faster than the size (an exponent above 1.2), unless the document is refused with
a diagnostic within 10 s and 1 GB; and where a run crashes, or ends in anything but success or a diagnostic.
"""

import argparse
import json
import math
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from documents import KINDS
from overlays import OVERLAYS

EXPONENT_MAX = 1.2
REFUSAL_SECONDS_MAX = 10
REFUSAL_BYTES_MAX = 1 << 30
# Below this a time is mostly the process' start.
NOISE_SECONDS = 0.15
RUN_SECONDS_MAX = 60
RUN_BYTES_MAX = 4 << 30


class Run:
    def __init__(self, command, folder):
        errors = folder / "stderr"
        with open(errors, "wb") as stderr:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr, preexec_fn=limited)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.status = process.returncode
        self.seconds = usage.ru_utime
        self.bytes = usage.ru_maxrss * 1024
        self.said = errors.read_bytes().decode("utf-8", "replace")

    @property
    def is_refused(self):
        return self.status == 1 and "error:" in self.said

    @property
    def codes(self):
        found = {line.rsplit("[", 1)[1].rstrip("]") for line in self.said.splitlines() if "error:" in line and line.endswith("]")}
        return ",".join(sorted(found))


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (RUN_SECONDS_MAX, RUN_SECONDS_MAX))
    resource.setrlimit(resource.RLIMIT_AS, (RUN_BYTES_MAX, RUN_BYTES_MAX))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def exponent(points):
    """The steepest way from one point above the noise to a later one of at least twice its size."""
    good = [(size, seconds) for size, seconds in points if seconds >= NOISE_SECONDS]
    pairs = [(a, b) for index, a in enumerate(good) for b in good[index + 1 :] if b[0] >= 2 * a[0]]
    if not pairs:
        return None
    first, last = good[0], good[-1]
    return math.log(last[1] / first[1]) / math.log(last[0] / first[0])


def command_line(writ, command, document, overlay, folder):
    line = [writ, command, str(document)]
    if overlay:
        line += ["--overlay", str(overlay)]
    if command == "generate":
        line += ["--output", str(folder / "Generated")]
    return line


def measure(writ, name, command, sizes, folder):
    """Nil where all is well, else what is wrong."""
    points, runs = [], []
    for size in sizes:
        overlay = None
        if name in KINDS:
            document = KINDS[name](size)
        else:
            document, actions = OVERLAYS[name](size)
            overlay = folder / "overlay.json"
            overlay.write_text(json.dumps({"overlay": "1.0.0", "info": {"title": "a", "version": "1"}, "actions": actions}))
        path = folder / "openapi.json"
        path.write_text(json.dumps(document, separators=(",", ":"), ensure_ascii=False))
        length = path.stat().st_size + (overlay.stat().st_size if overlay else 0)
        shutil.rmtree(folder / "Generated", ignore_errors=True)
        run = Run(command_line(writ, command, path, overlay, folder), folder)
        runs.append((length, run))
        if run.status not in (0, 1):
            break
        points.append((length, run.seconds))
    length, last = runs[-1]
    steepness = exponent(points)
    end = "ok" if last.status == 0 else last.codes if last.is_refused else f"status {last.status}"
    failure = ""
    if last.status not in (0, 1) or last.status == 1 and not last.said:
        failure = "ended without a diagnostic"
    elif last.is_refused:
        if last.seconds > REFUSAL_SECONDS_MAX or last.bytes > REFUSAL_BYTES_MAX:
            failure = "refused too late" if steepness is None or steepness > EXPONENT_MAX else ""
    elif steepness is not None and steepness > EXPONENT_MAX:
        failure = "grows faster than the document"
    shown = "    -" if steepness is None else f"{steepness:5.2f}"
    print(
        f"{name:42} {command:8} {length / 1e6:6.2f} MB {last.seconds:7.2f} s {last.bytes / 1e6:6.0f} MB {shown}  {end[:60]}"
        + (f"  FAILED: {failure}" if failure else ""),
        flush=True,
    )
    return failure


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("writ")
    parser.add_argument("--sizes", default="300000,1200000,4800000")
    parser.add_argument("--kinds", default="")
    parser.add_argument("--commands", default="generate,check,report")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    names = [name for name in arguments.kinds.split(",") if name] or [*KINDS, *OVERLAYS]
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        for name in names:
            for command in arguments.commands.split(","):
                folder = Path(temporary)
                failures += bool(measure(arguments.writ, name, command, sizes, folder))
    print(f"hostile documents: {len(names)} kinds, {failures} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
