"""Compiles generated code as an application does, with the flags of the package, and remembers what was without fault."""

import hashlib
import json
import pathlib
import subprocess
import tempfile
import threading

SECONDS = 1800
FEATURES = ["InternalImportsByDefault", "ExistentialAny", "MemberImportVisibility", "NonisolatedNonsendingByDefault",
            "InferIsolatedConformances"]
# The modules that generated code imports, directly or not.
RUNTIME = ["WritServer", "WritWire", "WritEngine", "CWritSystem"]


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
        self.good = set() if is_fresh or not self.record.exists() else set(json.loads(self.record.read_text()))

    def typecheck(self, files):
        """What the compiler finds first; empty where that is nothing."""
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
            return ""
        found = self.run(files, flags)
        if not found:
            with self.lock:
                self.good.add(key)
                self.record.write_text(json.dumps(sorted(self.good), indent=0))
        return found

    def run(self, files, flags):
        with tempfile.TemporaryDirectory(prefix="writ-corpus-") as folder:
            listing = pathlib.Path(folder) / "files"
            listing.write_text("\n".join(map(str, files)))
            command = ["swiftc", *self.flags, *flags, f"@{listing}"]
            try:
                done = subprocess.run(
                    command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=SECONDS)
            except subprocess.TimeoutExpired:
                return f"error: not compiled after {SECONDS} s"
        lines = (done.stdout + done.stderr).splitlines()
        for kind in ("error:", "warning:"):
            found = next((line for line in lines if f" {kind}" in line and not line.startswith(" ")), None)
            if found:
                return found
        return f"error: the compiler ended with {done.returncode}" if done.returncode else ""
