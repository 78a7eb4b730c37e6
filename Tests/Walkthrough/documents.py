"""Makes a package of each document with `writ init --from`, builds it, runs its test, starts it and asks for its docs."""

import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request

from walkthrough import Walk, Failure

CLONE = os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
CORPUS = os.path.join(CLONE, "../shared/corpus/specs")
NAMES = ["petstore-3.1", "museum", "train-travel"]


def documents(arguments):
    if arguments:
        return arguments
    folders = [os.path.join(CORPUS, name) for name in NAMES]
    return [
        os.path.join(folder, file)
        for folder in folders
        if os.path.isdir(folder)
        for file in sorted(os.listdir(folder))
        if file.endswith((".yaml", ".json"))
    ]


def main():
    chosen = documents(sys.argv[1:])
    if not chosen:
        print("walkthrough: no documents at hand: `writ init --from` is left out")
        return 0
    environment = dict(os.environ, PATH=os.environ["WRIT_BIN"] + ":" + os.environ["PATH"])
    for document in chosen:
        walk = Walk(CLONE, environment)
        try:
            walk.run(None, f"writ init trial --from '{document}'\ncd trial\nswift test")
            walk.serve(None, "swift run")
            for path in ("/docs", "/openapi.json"):
                with urllib.request.urlopen(f"http://127.0.0.1:{walk.port}{path}") as answer:
                    if answer.status != 200:
                        raise Failure(f"{path} answers {answer.status}")
            print(f"walkthrough: {os.path.basename(document)}: made, tested and served", flush=True)
        except Failure as failure:
            print(f"walkthrough: {document}: {failure}", file=sys.stderr)
            return 1
        finally:
            walk.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
