"""The echo server as a process, on a port of its own choice."""

import contextlib
import re
import subprocess

HOST = "127.0.0.1"


@contextlib.contextmanager
def echo_server(program, *arguments):
    """Its port, while it runs."""
    process = subprocess.Popen([program, "0", *arguments], stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        found = re.search(r":(\d+)\s*$", line)
        if not found:
            raise SystemExit(f"autobahn: the echo server does not start: {line!r}")
        yield int(found[1])
        if process.poll() is not None:
            raise SystemExit("autobahn: the echo server has ended")
    finally:
        process.kill()
        process.wait()
