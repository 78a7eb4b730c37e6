#!/usr/bin/env python3
"""Asks the echo server all cases of the Autobahn test suite, and judges them: none may fail, and none may be answered loosely.

usage: autobahn.py --server WritEchoServer --kosoku PROGRAM --out FOLDER [--short]

Kosoku runs the cases and leaves what happened in the folder, page by page; `index.html` there is where to begin. A case that
Autobahn itself only informs of has no verdict.
"""

import argparse
import collections
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

from echoserver import HOST, echo_server

# What is run by which server: its arguments, and the cases, all and in part.
RUNS = [
    ("plain", (), ["1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "9.*", "10.*"],
     ["1.*", "2.*", "3.*", "4.*", "5.*", "6.1.*", "6.4.*", "6.9.*", "7.*", "9.1.1", "9.4.3", "10.*"]),
    ("compressed", ("--compressed",), ["12.*", "13.*"], ["12.1.1", "12.2.5", "13.1.1", "13.7.1"]),
    ("compressed, remembering", ("--compressed", "--remembering"), ["12.*", "13.*"], ["12.1.3", "13.2.1", "13.5.1"]),
]
FINE = {"OK", "INFORMATIONAL"}
PATIENCE_SECONDS = 3600


def run(options, name, arguments, cases):
    """The verdicts of one server, by case."""
    out = Path(options.out) / name.replace(", ", "-")
    shutil.rmtree(out, ignore_errors=True)
    chosen = [word for case in cases for word in ("-i", case)]
    with echo_server(options.server, *arguments) as port:
        told = subprocess.run(
            [options.kosoku, *chosen, "-p", "1", "-o", str(out), f"{HOST}:{port}"], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=PATIENCE_SECONDS)
    index = out / "index.json"
    if not index.exists():
        raise SystemExit(f"autobahn: the runner left no report: {told.stdout[-500:]}")
    return {case: verdict for agent in json.loads(index.read_text()).values() for case, verdict in agent.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--kosoku", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    wrong, count = [], 0
    print(f"autobahn: {'server':24} {'group':>5}  {'cases':>5} {'ok':>5} {'informational':>13} {'non-strict':>10} {'failed':>6}")
    for name, arguments, cases, part in RUNS:
        started = time.monotonic()
        verdicts = run(options, name, arguments, part if options.short else cases)
        groups = collections.defaultdict(collections.Counter)
        for case, verdict in verdicts.items():
            told = (verdict["behavior"], verdict["behaviorClose"])
            worst = next((word for word in told if word not in FINE), told[0])
            groups[int(case.split(".")[0])][worst] += 1
            if worst not in FINE:
                wrong.append(f"{case} ({name}): {worst}")
        for group, counts in sorted(groups.items()):
            failed = sum(counts.values()) - counts["OK"] - counts["INFORMATIONAL"] - counts["NON-STRICT"]
            print(f"autobahn: {name:24} {group:5}  {sum(counts.values()):5} {counts['OK']:5} {counts['INFORMATIONAL']:13} "
                  f"{counts['NON-STRICT']:10} {failed:6}", flush=True)
        count += len(verdicts)
        print(f"autobahn: {name}: {len(verdicts)} cases in {time.monotonic() - started:.0f} s", flush=True)
        if not verdicts:
            wrong.append(f"no case at all ({name})")
    for line in wrong:
        print(f"autobahn: {line}")
    print(f"autobahn: {count - len(wrong)} of {count} cases are as they should be; reports are in {options.out}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
