#!/usr/bin/env python3
"""Generates a server from every document of a corpus and type-checks what comes out.

    corpus.py CORPUS specs|peers|meta [--only TEXT] [--jobs 2] [--table FILE] [--no-typecheck] [--keep FOLDER]

CORPUS is a folder with an `index.json` that lists the documents. `specs` are real documents, `peers` the test documents of
other tools, `meta` those of the specification itself, where each is to be accepted or refused as its folder says.
`expectations.txt` beside this script lists the documents that are to be refused, or may be, each with its reason.

Ends with 1 if a document fares otherwise than is expected, or the tool crashes on one, or is killed for taking too long.
"""

import argparse
import concurrent.futures
import fnmatch
import json
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Seconds and bytes that one run of the tool may take.
TOOL_SECONDS, TOOL_BYTES = 120, 4 << 30
TYPECHECK_SECONDS = 900


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("part", choices=["specs", "peers", "meta"])
    parser.add_argument("--only", default="", help="documents whose path has this in it")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--table", type=pathlib.Path, help="where to write the table as Markdown")
    parser.add_argument("--no-typecheck", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path, help="where to leave the generated code")
    parser.add_argument("--bin", type=pathlib.Path, help="the folder of the built products")
    return parser.parse_args()


def expectations():
    """Patterns of documents with what is expected of them: `refused` or `either`, and the reason."""
    rules = []
    for line in (HERE / "expectations.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            pattern, verdict, reason = line.split(maxsplit=2)
            rules.append((pattern, verdict, reason))
    return rules


def expected(path, rules):
    for pattern, verdict, reason in rules:
        if fnmatch.fnmatchcase(path, pattern):
            return verdict, reason
    return "generated", ""


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (TOOL_BYTES * 4, TOOL_BYTES * 4))


def run_tool(command):
    """Exit code, output, seconds and megabytes of one run."""
    start = time.monotonic()
    timed = ["/usr/bin/env", "python3", str(HERE / "measured.py"), *map(str, command)]
    try:
        done = subprocess.run(timed, capture_output=True, text=True, errors="replace", timeout=TOOL_SECONDS)
    except subprocess.TimeoutExpired:
        return "timeout", "", TOOL_SECONDS, 0
    seconds = time.monotonic() - start
    *text, last = done.stderr.rsplit("\n", 1)
    megabytes = float(last) if last.replace(".", "").isdigit() else 0
    return done.returncode, done.stdout + "\n".join(text), seconds, megabytes


def first_error(text):
    for line in text.splitlines():
        if "error" in line:
            return line.strip()[:300]
    return (text.strip().splitlines() or ["no output"])[-1][:300]


class Runner:
    def __init__(self, options):
        self.options = options
        self.bin = options.bin or pathlib.Path(
            subprocess.run(
                ["swift", "build", "--show-bin-path"], cwd=ROOT, capture_output=True, text=True, check=True
            ).stdout.strip())
        self.flags = ["-typecheck", "-parse-as-library", "-swift-version", "6", "-I", str(self.bin / "Modules")]
        for feature in ("InternalImportsByDefault", "ExistentialAny", "MemberImportVisibility",
                        "NonisolatedNonsendingByDefault", "InferIsolatedConformances"):
            self.flags += ["-enable-upcoming-feature", feature]
        for module_map in sorted(self.bin.glob("*.build/module.modulemap")):
            self.flags += ["-Xcc", f"-fmodule-map-file={module_map}"]
        self.work = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="writ-corpus-"))

    def examine(self, entry):
        path = entry["path"]
        source = self.options.corpus / path
        output = self.work / path.replace("/", "_")
        shutil.rmtree(output, ignore_errors=True)
        if self.options.part == "meta":
            code, text, seconds, megabytes = run_tool([self.bin / "writ", "check", source])
        else:
            code, text, seconds, megabytes = run_tool(
                [self.bin / "writ", "generate", source, "--output", output, "--access", "public"])
        row = {"path": path, "entry": entry, "seconds": seconds, "megabytes": megabytes, "code": code, "note": "",
               "files": 0, "lines": 0, "bytes": 0}
        if code == "timeout" or not isinstance(code, int) or code < 0 or code > 2:
            row["result"], row["note"] = "crashed", f"exit {code}: {first_error(text)}"
            return row
        if code != 0:
            row["result"], row["note"] = "refused", first_error(text)
            return row
        row["result"] = "generated"
        files = sorted(output.rglob("*.swift")) if output.exists() else []
        sources = [file.read_bytes() for file in files]
        row.update(files=len(files), lines=sum(text.count(b"\n") for text in sources), bytes=sum(map(len, sources)))
        if files and not self.options.no_typecheck:
            listing = output / "files"
            listing.write_text("\n".join(map(str, files)))
            start = time.monotonic()
            command = ["swiftc", *self.flags, "-module-name", "Generated", f"@{listing}"]
            try:
                done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=TYPECHECK_SECONDS)
                code, text = done.returncode, done.stdout + done.stderr
            except subprocess.TimeoutExpired:
                code, text = 1, f"error: not done after {TYPECHECK_SECONDS} s"
            row["typecheck"] = time.monotonic() - start
            if code != 0:
                row["result"], row["note"] = "ill-typed", first_error(text).replace(str(output), "")
        if not self.options.keep:
            shutil.rmtree(output, ignore_errors=True)
        return row


def verdict(row, rules, part):
    wanted, reason = expected(row["path"], rules)
    if part == "meta":
        wanted = "refused" if "/fail/" in row["path"] else "generated"
    row["expected"], row["reason"] = wanted, reason
    if row["result"] in ("crashed", "ill-typed"):
        return False
    return wanted == "either" or row["result"] == wanted


def table(rows, part):
    yield f"| document | operations | result | files | lines | generate s | MB | type-check s | |"
    yield "|---|---:|---|---:|---:|---:|---:|---:|---|"
    for row in rows:
        check = f"{row['typecheck']:.1f}" if "typecheck" in row else ""
        note = (row["reason"] or row["note"] if row["result"] != "generated" else "").replace("|", "\\|")
        mark = "" if row["ok"] else "**"
        yield (f"| `{row['path'].removeprefix(part + '/')}` | {row['entry'].get('operations', '')} | {mark}{row['result']}{mark} | "
               f"{row['files'] or ''} | {row['lines'] or ''} | {row['seconds']:.2f} | {row['megabytes']:.0f} | {check} | {note} |")


def main():
    options = arguments()
    folder = {"specs": "specs/", "peers": "peers/", "meta": "openapi-meta/"}[options.part]
    index = json.loads((options.corpus / "index.json").read_text())
    entries = [entry for entry in index if entry["path"].startswith(folder) and options.only in entry["path"]]
    if options.part == "meta":
        entries = [entry for entry in entries if "/pass/" in entry["path"] or "/fail/" in entry["path"]]
    runner, rules = Runner(options), expectations()
    # The large ones first: they would else be waited for alone.
    entries.sort(key=lambda entry: -entry.get("bytes", 0))
    rows = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for row in pool.map(runner.examine, entries):
            row["ok"] = verdict(row, rules, options.part)
            rows.append(row)
            if not row["ok"]:
                print(f"{row['result']}: {row['path']}: {row['note']}", flush=True)
    rows.sort(key=lambda row: row["path"])
    lines = list(table(rows, folder.rstrip("/")))
    good = sum(row["ok"] for row in rows)
    summary = f"{good} of {len(rows)} as expected: " + ", ".join(
        f"{sum(row['result'] == result for row in rows)} {result}"
        for result in ("generated", "refused", "ill-typed", "crashed"))
    if options.table:
        options.table.write_text("\n".join([f"# The corpus: {options.part}", "", summary + ".", "", *lines, ""]))
    if options.part == "specs":
        print("\n".join(lines))
    print(f"corpus: {options.part}: {summary}")
    return 0 if good == len(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
