"""Runs a command and prints the CPU seconds and the megabytes that it took at most, as the last line of standard error."""

import resource
import subprocess
import sys

done = subprocess.run(sys.argv[1:])
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"\n{usage.ru_utime + usage.ru_stime:.2f} {usage.ru_maxrss / 1024:.0f}", end="", file=sys.stderr)
sys.exit(done.returncode if done.returncode >= 0 else 128 - done.returncode)
