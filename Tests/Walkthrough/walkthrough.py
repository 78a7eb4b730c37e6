"""Walks the README from an empty folder, with nothing but what it prints.

A comment in front of a code block says what becomes of it:

    <!-- walk: write PATH -->    the block is the file PATH
    <!-- walk: insert PATH -->   the block goes in front of the last line of the file PATH
    <!-- walk: run -->           its lines are commands; the first that fails ends the walk
    <!-- walk: serve -->         its commands are run, the last one in the background, until it answers
    <!-- walk: ask -->           lines with `$ ` are commands, what follows each is what it must print; `...` is anything
    <!-- walk: stop -->          (without a block) ends what was served
    <!-- walk: folder NAME -->   (without a block) goes on in a new, empty folder

Two things are other than printed: port 8080 is a free one, and a dependency on Writ by URL is one on this clone.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

COMMENT = re.compile(r"<!-- walk: (\w+)(?: (\S+))? -->")


class Failure(Exception):
    pass


def steps(text):
    """Each comment with the lines of the block behind it."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        match = COMMENT.fullmatch(line.strip())
        if not match:
            continue
        verb, argument = match.groups()
        if verb in ("stop", "folder"):
            yield number + 1, verb, argument, []
            continue
        if not lines[number + 1].startswith("```"):
            raise Failure(f"line {number + 1}: no block behind the comment")
        end = number + 2
        while not lines[end].startswith("```"):
            end += 1
        yield number + 1, verb, argument, lines[number + 2 : end]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def pattern(lines):
    """What was printed is compared without white space; `...` stands for anything."""
    text = "".join("".join(lines).split())
    return re.compile(".*?".join(re.escape(part) for part in text.split("...")), re.DOTALL)


class Walk:
    def __init__(self, clone, environment):
        self.clone = clone
        self.environment = environment
        self.root = tempfile.mkdtemp(prefix="writ-walkthrough-")
        self.folder = self.root
        self.port = free_port()
        self.server = None

    def adapted(self, text):
        text = text.replace("8080", str(self.port))
        return re.sub(
            r'\.package\(url: "[^"]*/writ"[^)]*\)', f'.package(name: "writ", path: "{self.clone}")', text
        ).replace("path/to/writ", self.clone)

    def shell(self, command):
        # `cd` lasts from one command to the next, as in a terminal.
        told = os.path.join(self.root, "folder")
        outcome = subprocess.run(
            ["bash", "-c", f"set -e\n{command}\npwd >'{told}'"], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if outcome.returncode == 0:
            with open(told) as file:
                self.folder = file.read().strip()
        return outcome

    def step(self, verb, argument, lines):
        text = self.adapted("\n".join(lines))
        getattr(self, verb)(argument, text)

    def write(self, path, text):
        whole = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w") as file:
            file.write(text + "\n")

    def insert(self, path, text):
        whole = os.path.join(self.folder, path)
        with open(whole) as file:
            lines = file.read().rstrip("\n").split("\n")
        with open(whole, "w") as file:
            file.write("\n".join(lines[:-1] + [text, lines[-1]]) + "\n")

    def run(self, _, text):
        outcome = self.shell(text)
        if outcome.returncode != 0:
            raise Failure(f"`{text}` ended with {outcome.returncode}:\n{outcome.stdout[-4000:]}")

    def serve(self, _, text):
        *before, last = [line.split("  #")[0].strip() for line in text.split("\n") if line.strip()]
        if before:
            self.run(None, "\n".join(before))
        if last.startswith("swift run"):
            self.run(None, "swift build")
            # The sample's port is a setting.
            if str(self.port) not in open(os.path.join(self.folder, "Sources/App/main.swift")).read():
                last = f"swift run App --port {self.port}"
        self.server = subprocess.Popen(
            ["bash", "-c", "exec " + last], cwd=self.folder, env=self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.server.poll() is not None:
                raise Failure(f"`{last}` ended before it answered")
            time.sleep(0.1)
        raise Failure(f"`{last}` does not answer")

    def stop(self, *_):
        if self.server:
            os.killpg(self.server.pid, signal.SIGTERM)
            try:
                self.server.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self.server.pid, signal.SIGKILL)
                raise Failure("the server does not end")
            self.server = None

    def ask(self, _, text):
        command, expected, pairs = None, [], []
        for line in text.split("\n"):
            if line.startswith("$ "):
                if command:
                    pairs.append((command, expected))
                command, expected = line[2:], []
            else:
                expected.append(line)
        pairs.append((command, expected))
        for command, expected in pairs:
            if command.startswith("swift run"):
                continue
            outcome = self.shell(command)
            printed = "".join(outcome.stdout.split())
            if not pattern(expected).fullmatch(printed):
                raise Failure(f"`{command}` printed\n{outcome.stdout}\nand not\n" + "\n".join(expected))

    def go_to(self, name):
        self.folder = os.path.join(self.root, name)
        os.makedirs(self.folder)

    def end(self):
        try:
            self.stop()
        finally:
            shutil.rmtree(self.root, ignore_errors=True)


def main():
    clone = os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
    environment = dict(os.environ, PATH=os.environ.get("WRIT_BIN", "") + ":" + os.environ["PATH"])
    walk = Walk(clone, environment)
    count = 0
    try:
        with open(os.path.join(clone, "README.md")) as file:
            text = file.read()
        for line, verb, argument, lines in steps(text):
            print(f"walkthrough: README.md:{line}: {verb} {argument or ''}", flush=True)
            started = time.time()
            if verb == "folder":
                walk.go_to(argument)
            else:
                walk.step(verb, argument, lines)
            count += 1
    except Failure as failure:
        print(f"walkthrough: README.md:{line}: {failure}", file=sys.stderr)
        return 1
    finally:
        walk.end()
    print(f"walkthrough: {count} steps of the README done as printed")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main())
