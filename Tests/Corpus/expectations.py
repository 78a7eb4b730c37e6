"""What is expected of each document: it is generated unless `expectations.txt` says otherwise."""

import fnmatch

VERDICTS = ("broken", "refused", "either")


class Expectations:
    def __init__(self, file):
        self.rules = []
        for line in file.read_text().splitlines():
            if line.strip() and not line.startswith("#"):
                pattern, verdict, reason = line.split(maxsplit=2)
                if verdict not in VERDICTS and not verdict.startswith("--"):
                    raise SystemExit(f"corpus: {file.name}: `{verdict}` is no verdict")
                self.rules.append((pattern, verdict, reason))

    def of(self, path):
        """`generated`, `broken`, `refused`, `either`, or the option to generate with; and the reason: the first rule that fits."""
        for pattern, verdict, reason in self.rules:
            if fnmatch.fnmatchcase(path, pattern):
                return verdict, reason
        return "generated", ""

    def is_meant(self, path):
        """Whether the document is there to be generated."""
        return self.of(path)[0] not in ("broken", "either")
