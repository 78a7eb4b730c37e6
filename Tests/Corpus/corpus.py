#!/usr/bin/env python3
"""Generates a server from every document of a corpus and compiles what comes out.

    corpus.py CORPUS specs|peers|meta [--only TEXT] [--no-typecheck] [--build] [--fresh] [--jobs 2] [--table FILE]
              [--keep FOLDER] [--bin FOLDER] [--writ FILE]

CORPUS is a folder with an `index.json` that lists the documents. `specs` are real documents, `peers` the test documents of
other tools, `meta` those of the specification itself, where each is to be accepted or refused as its folder says.
`expectations.txt` beside this script lists the documents that are to be refused, or may be, or that need an option, each
with its reason.

What the compiler has taken once is not compiled again as long as neither the generated code nor the runtime changes, so
that a run that was broken off goes on where it stopped. The table is written by whole runs only.

Ends with 1 if a document fares otherwise than is expected, too few of those meant to be generated are, a refusal has no place, the compiler finds an error or a warning
in what was generated, or the tool crashes or takes too long or too much memory.
"""

import argparse
import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

from compiler import Compiler
from expectations import Expectations

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FOLDERS = {"specs": "specs/", "peers": "peers/", "meta": "openapi-meta/"}
# What one run of the tool may take.
TOOL_SECONDS, TOOL_MEGABYTES = 180, 1024
# How many of the largest and of the smallest documents are built, not type-checked alone.
LARGEST, SMALLEST = 5, 10
# The share of what is meant to be generated that must be.
SHARE_MIN = 0.95
# A diagnostic that a person can act on: file, line and column, what is wrong, and its code.
DIAGNOSTIC = re.compile(r"^.+:\d+:\d+: error: .+ \[[a-z-]+\]$")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("part", choices=list(FOLDERS))
    parser.add_argument("--only", default="", help="documents whose path has this in it")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--table", type=pathlib.Path, help="where to write the table as Markdown")
    parser.add_argument("--no-typecheck", action="store_true", help="generate only")
    parser.add_argument("--build", action="store_true", help="compile the largest and some small documents to the end")
    parser.add_argument("--fresh", action="store_true", help="compile again what was compiled before")
    parser.add_argument("--keep", type=pathlib.Path, help="where to leave the generated code")
    parser.add_argument("--bin", type=pathlib.Path, help="the folder of the built runtime")
    parser.add_argument("--writ", type=pathlib.Path, help="the tool; the one in the folder of the built runtime unless told")
    return parser.parse_args()


def run_tool(command):
    """Exit code, output, seconds and megabytes of one run; the code is a text where it did not end well."""
    timed = [sys.executable, str(HERE / "measured.py"), *map(str, command)]
    try:
        done = subprocess.run(timed, capture_output=True, text=True, errors="replace", timeout=TOOL_SECONDS)
    except subprocess.TimeoutExpired:
        return f"not done after {TOOL_SECONDS} s", "", (TOOL_SECONDS, 0)
    text, last = done.stderr.rsplit("\n", 1)
    seconds, megabytes = map(float, last.split())
    if megabytes > TOOL_MEGABYTES:
        return f"{megabytes:.0f} MB", "", (seconds, megabytes)
    code = done.returncode if done.returncode in (0, 1) else f"exit {done.returncode}"
    return code, done.stdout + text, (seconds, megabytes)


def first_error(text):
    lines = [line.strip() for line in text.splitlines()]
    return next((line for line in lines if " error: " in line or line.startswith("error")), lines[-1] if lines else "no output")


class Run:
    """One document on its way: what `examine` finds out about it."""

    def __init__(self, entry):
        self.entry, self.path = entry, entry["path"]
        self.result, self.note = "", ""
        self.lines, self.files, self.compiled = 0, [], ""
        # CPU seconds and megabytes.
        self.tool, self.compiler = (0, 0), (0, 0)


class Corpus:
    def __init__(self, options):
        self.options = options
        self.expectations = Expectations(HERE / "expectations.txt")
        self.bin = options.bin or pathlib.Path(
            subprocess.run(["swift", "build", "--show-bin-path"], cwd=ROOT, capture_output=True, text=True, check=True)
            .stdout.strip())
        self.writ = options.writ or self.bin / "writ"
        self.compiler = Compiler(ROOT, self.bin, options.fresh)
        self.work = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="writ-corpus-"))
        self.printing, self.done, self.count = threading.Lock(), 0, 0

    def entries(self):
        folder = FOLDERS[self.options.part]
        index = json.loads((self.options.corpus / "index.json").read_text())
        entries = [entry for entry in index if entry["path"].startswith(folder) and self.options.only in entry["path"]]
        if self.options.part == "meta":
            entries = [entry for entry in entries if "/pass/" in entry["path"] or "/fail/" in entry["path"]]
        # The large ones first: they would else be waited for alone.
        return sorted(entries, key=lambda entry: -entry.get("bytes", 0))

    def output(self, run):
        return self.work / run.path.replace("/", "_")

    def generate(self, run):
        source, output = self.options.corpus / run.path, self.output(run)
        if self.options.part == "meta":
            code, text, run.tool = run_tool([self.writ, "check", source])
        else:
            shutil.rmtree(output, ignore_errors=True)
            verdict, _ = self.expectations.of(run.path)
            option = verdict.replace("=..", f"={source.parent}/..")
            options = ["--access", "public"] + [option] * verdict.startswith("--")
            code, text, run.tool = run_tool([self.writ, "generate", source, "--output", output, *options])
        text = text.replace(str(source.parent) + "/", "").replace(str(self.options.corpus) + "/", "")
        if isinstance(code, str):
            run.result, run.note = "crashed", f"{code}: {first_error(text)}"
        elif code != 0:
            run.note = first_error(text)
            run.result = "refused" if DIAGNOSTIC.match(run.note) else "unplaced"
        else:
            run.result = "generated"
            run.files = sorted(output.rglob("*.swift")) if output.exists() else []
            run.lines = sum(file.read_bytes().count(b"\n") for file in run.files)

    def examine(self, entry):
        run = Run(entry)
        self.generate(run)
        if run.files and not self.options.no_typecheck:
            found, run.compiler = self.compiler.typecheck(run.files)
            if found:
                run.result, run.note = "ill-typed", found.replace(str(self.output(run)) + "/", "")
            else:
                run.compiled = "type-checked"
        self.tell(run)
        return run

    def tell(self, run):
        """A line for each document, as soon as it is done with."""
        with self.printing:
            self.done += 1
            mark = "  " if self.is_expected(run) else "!!"
            size = f" {run.lines} lines" if run.lines else ""
            print(f"[{self.done}/{self.count}] {mark} {run.path}: {run.result}{size}{': ' + run.note if run.note else ''}",
                  flush=True)

    def is_meant(self, run):
        """Whether the document is there to be generated."""
        if self.options.part == "meta":
            return "/fail/" not in run.path
        return self.expectations.is_meant(run.path)

    def is_expected(self, run):
        if self.options.part == "meta":
            return run.result == ("refused" if "/fail/" in run.path else "generated")
        wanted, _ = self.expectations.of(run.path)
        if wanted == "either":
            return run.result in ("generated", "refused")
        return run.result == ("refused" if wanted in ("broken", "refused") else "generated")

    def build(self, runs):
        """Compiles the largest documents and the smallest of ten folders to object code."""
        sizes = sorted((run for run in runs if run.compiled), key=lambda run: (run.lines, run.path))
        small, folders = [], set()
        for run in sizes:
            folder = run.path.split("/")[1]
            if folder not in folders and run.entry.get("operations", 0) > 1 and len(small) < SMALLEST:
                small.append(run)
                folders.add(folder)
        for run in small + [run for run in sizes[-LARGEST:] if run not in small]:
            found, run.compiler = self.compiler.build(run.files, self.options.jobs)
            if found:
                run.result, run.note = "ill-typed", found.replace(str(self.output(run)) + "/", "")
            else:
                run.compiled = "built"
            print(f"built: {run.path}: {found or '%.0f s of the processor, %.0f MB' % tuple(run.compiler)}", flush=True)

    def examine_all(self):
        entries = self.entries()
        self.count = len(entries)
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            runs = list(pool.map(self.examine, entries))
        if self.options.build:
            self.build(runs)
        if not self.options.keep:
            shutil.rmtree(self.work, ignore_errors=True)
        return sorted(runs, key=lambda run: run.path)


def table(corpus, runs, summary):
    part = corpus.options.part
    yield from [f"# The corpus: {part}", "", summary, ""]
    if part != "meta":
        yield from ["Seconds are the processor's, of `writ generate` and of the compiler.", ""]
    yield "| document | version | operations | schemas | generated lines | seconds | MB | verdict | compiler's seconds | MB | |"
    yield "|---|---|---:|---:|---:|---:|---:|---|---:|---:|---|"
    for run in runs:
        entry = run.entry
        verdict, reason = corpus.expectations.of(run.path)
        if run.result == "generated":
            note = f"with `{verdict}`: {reason}" if verdict.startswith("--") else ""
        else:
            note = ": ".join(filter(None, [reason, f"`{run.note}`" if run.note else ""]))
        compiler = [f"{run.compiler[0]:.1f}", f"{run.compiler[1]:.0f}"] if run.compiled else ["", ""]
        cells = [f"`{run.path.removeprefix(FOLDERS[part])}`", entry.get("version", ""), entry.get("operations", ""),
                 entry.get("schemas", ""), run.lines or "", f"{run.tool[0]:.2f}", f"{run.tool[1]:.0f}",
                 run.compiled or run.result, *compiler, note.replace("|", "\\|")]
        yield "| " + " | ".join(map(str, cells)) + " |"


def share(corpus, runs):
    """Of what is meant to be generated: how many there are, and how many are."""
    meant = [run for run in runs if corpus.is_meant(run)]
    return len(meant), sum(run.result == "generated" for run in meant)


def summarized(corpus, runs, surprises):
    results = ("generated", "refused", "unplaced", "ill-typed", "crashed")
    counts = [(sum(run.result == result for run in runs), result) for result in results]
    text = f"{len(runs) - len(surprises)} of {len(runs)} as expected: " + ", ".join(
        f"{count} {result}" for count, result in counts if count) + "."
    if corpus.options.part == "meta":
        return text
    meant, good = share(corpus, runs)
    return f"{text} Of {meant} that are meant to be generated, {good} are ({100 * good / max(1, meant):.1f} %)."


def main():
    corpus = Corpus(arguments())
    runs = corpus.examine_all()
    surprises = [run for run in runs if not corpus.is_expected(run)]
    summary = summarized(corpus, runs, surprises)
    options = corpus.options
    lines = list(table(corpus, runs, summary))
    is_whole = not options.only and not options.no_typecheck
    if options.table and is_whole:
        options.table.write_text("\n".join(lines) + "\n")
    if options.part == "specs" and is_whole:
        print("\n".join(lines))
    for run in surprises:
        print(f"surprise: {run.path}: {run.result}: {run.note}")
    print(f"corpus: {options.part}: {summary}")
    meant, good = share(corpus, runs)
    return 1 if surprises or good < SHARE_MIN * meant else 0


if __name__ == "__main__":
    sys.exit(main())
