"""Runs a command and prints the megabytes that it took at most, as the last line of standard error."""

import resource
import subprocess
import sys

done = subprocess.run(sys.argv[1:])
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"\n{peak:.1f}", end="", file=sys.stderr)
sys.exit(done.returncode if done.returncode >= 0 else 128 - done.returncode)
