"""Compiles generated code as an application does, with the flags of the package, and remembers what was without fault.

What it took is remembered too: CPU seconds and megabytes.
"""

import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
SECONDS = 1800
FEATURES = ["InternalImportsByDefault", "ExistentialAny", "MemberImportVisibility", "NonisolatedNonsendingByDefault",
            "InferIsolatedConformances"]
# The modules that generated code imports, directly or not.
RUNTIME = ["WritRuntime", "WritFormats", "WritWire", "WritEngine", "CWritSystem", "CWritWire"]


class Compiler:
    def __init__(self, root, bin, is_fresh):
        self.flags = ["-parse-as-library", "-swift-version", "6", "-module-name", "Generated", "-I", str(bin / "Modules")]
        for feature in FEATURES:
            self.flags += ["-enable-upcoming-feature", feature]
        for module_map in sorted(bin.glob("*.build/module.modulemap")):
            self.flags += ["-Xcc", f"-fmodule-map-file={module_map}"]
        version = subprocess.run(["swiftc", "--version"], capture_output=True, check=True).stdout
        self.runtime = hashlib.sha256(version)
        for module in RUNTIME:
            for file in sorted((root / "Sources" / module).rglob("*")):
                if file.is_file():
                    self.runtime.update(file.read_bytes())
        # Beside what was compiled, so that it goes with it.
        self.record = bin / "corpus.json"
        self.lock = threading.Lock()
        self.good = {} if is_fresh or not self.record.exists() else json.loads(self.record.read_text())

    def typecheck(self, files):
        """What the compiler finds first, empty where that is nothing; and the seconds and megabytes that it took."""
        # Whole modules: each file is read once, whatever the number of jobs.
        return self.remembered("typecheck", files, ["-typecheck", "-wmo"])

    def build(self, files, jobs):
        return self.remembered(
            "build", files, ["-c", "-Onone", "-g", "-enable-batch-mode", "-j", str(jobs), "-emit-module"])

    def remembered(self, step, files, flags):
        digest = self.runtime.copy()
        digest.update(step.encode())
        for file in files:
            digest.update(file.read_bytes())
        key = digest.hexdigest()
        if key in self.good:
            return "", self.good[key]
        found, cost = self.run(files, flags)
        if not found:
            with self.lock:
                self.good[key] = cost
                self.record.write_text(json.dumps(self.good, indent=0))
        return found, cost

    def run(self, files, flags):
        with tempfile.TemporaryDirectory(prefix="writ-corpus-") as folder:
            listing = pathlib.Path(folder) / "files"
            listing.write_text("\n".join(map(str, files)))
            measured = [sys.executable, str(HERE / "measured.py")]
            command = [*measured, "swiftc", *self.flags, *flags, f"@{listing}"]
            try:
                done = subprocess.run(
                    command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=SECONDS)
            except subprocess.TimeoutExpired:
                return f"error: not compiled after {SECONDS} s", (SECONDS, 0)
        text, last = done.stderr.rsplit("\n", 1)
        cost = tuple(map(float, last.split()))
        lines = (done.stdout + text).splitlines()
        for kind in ("error:", "warning:"):
            found = next((line for line in lines if f" {kind}" in line and not line.startswith(" ")), None)
            if found:
                return found, cost
        return f"error: the compiler ended with {done.returncode}" if done.returncode else "", cost
