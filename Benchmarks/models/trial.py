#!/usr/bin/env python3
"""Compiles each design of generated models and codecs and prints what it costs and how fast it runs.

    python3 Benchmarks/models/trial.py [--rounds N] [--only NAME,NAME] [--scratch FOLDER]

User CPU seconds and resident memory come from the kernel's accounting of the compiler's processes; of several rounds the
smallest figure counts. Bytes of code are the .text sections of the object files.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from designs import Design, sources

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["-swift-version", "6", "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature",
         "InternalImportsByDefault", "-enable-upcoming-feature", "MemberImportVisibility", "-strict-memory-safety",
         "-parse-as-library", "-g", "-package-name", "trial", "-suppress-warnings"]
MODES = {"debug": ["-Onone", "-enable-batch-mode", "-j2", "-enable-testing"],
         "release": ["-O", "-whole-module-optimization", "-enable-default-cmo"]}

BOXED = dict(storage="children")
LEAN = dict(storage="children", conformances="Sendable")
DESIGNS = [
    # The designs, as a reader would write them first.
    Design("1 var, keys"),
    Design("2 let, keys", binding="let"),
    Design("3a all boxed, let", binding="let", storage="boxed"),
    Design("3b all boxed, copy-on-write", storage="boxed"),
    Design("3c var, keys, children boxed", **BOXED),
    Design("4 var, closures, children boxed", reader="closures", **BOXED),
    Design("5 var, throwing, children boxed", reader="throwing", **BOXED),
    Design("6 Codable", reader="codable"),
    Design("7 chosen", **LEAN),
    # What single choices cost.
    Design("1/no codec", has_codec=False),
    Design("1/no codec, not Hashable", has_codec=False, conformances="Sendable"),
    Design("1/not Hashable", conformances="Sendable"),
    Design("3c/no codec", has_codec=False, **BOXED),
    Design("3c/Equatable", storage="children", conformances="Sendable, Equatable"),
    Design("7/no codec", has_codec=False, **LEAN),
    Design("7/let", binding="let", **LEAN),
    Design("7/package", access="package", **LEAN),
    Design("7/internal", access="internal", **LEAN),
    Design("7/placeholders", reader="placeholders", **LEAN),
    Design("7/generic arrays", arrays="dynamic", **LEAN),
    Design("7/inlinable arrays", arrays="inlinable", **LEAN),
    Design("7/writes by name", writes="names", **LEAN),
    Design("7/write statements", writes="statements", **LEAN),
    Design("7/never inlined", never_inline=True, **LEAN),
    Design("7/one file", files=1, **LEAN),
    Design("7/file per type", files=1000, **LEAN),
]


def run(command, cwd):
    """Runs a command; returns user CPU seconds and peak memory in MB of it and its children."""
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command[:6])} …\n{output[-4000:]}")
    return usage.ru_utime, usage.ru_maxrss / 1024


def build_runtime(scratch):
    # A copy, so that the sources may be edited while the trial runs.
    copy = scratch / "WritWire"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT / "Sources/WritWire", copy)
    shutil.copy(ROOT / "Benchmarks/models/TrialSupport.swift", copy)
    files = sorted(str(path) for path in copy.rglob("*.swift"))
    for mode, flags in MODES.items():
        folder = scratch / f"runtime-{mode}"
        folder.mkdir(parents=True, exist_ok=True)
        wmo = [] if mode == "release" else ["-whole-module-optimization"]
        run(["swiftc", "-module-name", "WritWire", *FLAGS, *flags, *wmo, "-emit-module", "-emit-library", "-static",
             "-o", "libWritWire.a", *files], folder)


def text_bytes(folder):
    total = 0
    for path in sorted(folder.glob("*.o")):
        listing = subprocess.run(["size", "-A", str(path)], capture_output=True, text=True, check=True).stdout
        for line in listing.splitlines():
            words = line.split()
            if words and words[0].startswith(".text"):
                total += int(words[1])
    return total


def compile_design(design, mode, scratch, groups):
    folder = scratch / "".join(c if c.isalnum() else "-" for c in design.name) / mode
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = []
    for index, text in enumerate(sources(design, groups)):
        path = folder / f"Models{index}.swift"
        path.write_text(text)
        files.append(path.name)
    seconds, memory = run(["swiftc", "-module-name", "Models", *FLAGS, *MODES[mode], "-I", str(scratch / f"runtime-{mode}"),
                           "-emit-module", "-c", *files], folder)
    return folder, seconds, memory, text_bytes(folder)


def leaf(index):
    return {"id": 1000 + index, "name": f"Leaf number {index}", "count": index, "ratio": index + 0.25, "active": True,
            "note": "a short remark about it", "tags": ["red", "green", "extraordinarily"]}


def document():
    node = leaf(0)
    for index in range(3):
        node = {"id": 7_000_000 + index, "title": "A title of ordinary length", "status": "pending",
                "amount": 129.95 + index, "enabled": True, "comment": "Grüße aus Köln", "quantity": 3, "child": node,
                "items": [leaf(n) for n in range(3)],
                "payment": {"kind": "card", "cardName": "R. Dijkstra", "cardCount": 2, "cardRatio": 0.5,
                            "cardActive": False}}
    return json.dumps(node, separators=(",", ":"), ensure_ascii=False)


MAIN = """
%(imports)s
import Glibc

let bytes = Array(%(literal)s.utf8)
func now() -> Double { var t = timespec(); unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t); return Double(t.tv_sec) * 1e9 + Double(t.tv_nsec) }
func best(_ body: () -> Int) -> Double {
    var least = Double.infinity
    for _ in 0..<%(repeats)s {
        let start = now()
        var sum = 0
        for _ in 0..<%(inner)s { sum &+= body() }
        least = min(least, (now() - start) / %(inner)s)
        precondition(sum != 1)
    }
    return least
}
@main struct Bench {
    static func main() throws {
        %(setup)s
        let decode = best { %(decode)s }
        let encode = best { %(encode)s }
        print(bytes.count, decode, encode)
    }
}
"""
OWN = dict(
    imports="import Models\nimport WritWire",
    setup="""func read() -> Group0Node2? {
            unsafe bytes.withUnsafeBytes { raw in
                var json = unsafe JSONReader(raw)
                let value = Group0Node2.read(from: &json)
                return json.finish() == nil ? value : nil
            }
        }
        guard let model = read() else { throw CancellationError() }
        var output = OutputBuffer(minimumCapacity: 8192)""",
    decode="read() == nil ? 0 : 1 << 20",
    encode="output.truncate(to: 0); model.write(to: &output); return output.count", repeats=30, inner=2000)
FOUNDATION = dict(
    imports="import Models\nimport Foundation",
    setup="""let data = Data(bytes)
        let model = try JSONDecoder().decode(Group0Node2.self, from: data)
        let decoder = JSONDecoder(), encoder = JSONEncoder()""",
    decode="(try? decoder.decode(Group0Node2.self, from: data)) == nil ? 0 : 1 << 20",
    encode="(try? encoder.encode(model))?.count ?? 0", repeats=8, inner=200)


def speed(design, folder, scratch):
    if design.access == "internal" or not design.has_codec:
        return None
    parts = dict(FOUNDATION if design.reader == "codable" else OWN)
    parts["literal"] = "##\"" + document() + "\"##"
    (folder / "bench.swift").write_text(MAIN % parts)
    run(["swiftc", *FLAGS, "-O", "bench.swift", *sorted(p.name for p in folder.glob("*.o")), "-I", ".", "-I",
         str(scratch / "runtime-release"), "-L", str(scratch / "runtime-release"), "-lWritWire", "-o", "bench"], folder)
    printed = subprocess.run([str(folder / "bench")], capture_output=True, text=True, check=True).stdout.split()
    return int(printed[0]), float(printed[1]), float(printed[2])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--groups", type=int, default=30, help="groups of ten structs, an enum and a union")
    parser.add_argument("--no-speed", action="store_true", help="compile only")
    parser.add_argument("--only", default="")
    parser.add_argument("--scratch", default="")
    options = parser.parse_args()
    scratch = Path(options.scratch or tempfile.mkdtemp(prefix="models-trial-")).resolve()
    build_runtime(scratch)
    chosen = [d for d in DESIGNS if not options.only or any(d.name.startswith(o) for o in options.only.split(","))]
    best = {}
    for _ in range(options.rounds):
        for design in chosen:
            row = best.setdefault(design.name, {})
            for mode in MODES:
                folder, seconds, memory, code = compile_design(design, mode, scratch, options.groups)
                row[mode] = (min(seconds, row.get(mode, (1e9,))[0]), memory, code)
            measured = None if options.no_speed else speed(design, folder, scratch)
            if measured:
                before = row.get("speed", (0, 1e12, 1e12))
                row["speed"] = (measured[0], min(before[1], measured[1]), min(before[2], measured[2]))
            print(f"  {design.name}: {row}", file=sys.stderr, flush=True)
    print("| design | debug: CPU s | MB | KB of code | release: CPU s | MB | KB of code | decode ns | MB/s | encode ns | MB/s |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for design in chosen:
        row = best[design.name]
        cells = []
        for mode in MODES:
            seconds, memory, code = row[mode]
            cells += [f"{seconds:.1f}", f"{memory:.0f}", f"{code / 1024:.0f}"]
        if "speed" in row:
            size, decode, encode = row["speed"]
            cells += [f"{decode:.0f}", f"{size / decode * 1000:.0f}", f"{encode:.0f}", f"{size / encode * 1000:.0f}"]
        else:
            cells += ["", "", "", ""]
        print(f"| {design.name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
