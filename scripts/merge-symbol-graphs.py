"""Prints the symbol graph of WritServer with the types of other modules that it shows, as if they were its own.

usage: merge-symbol-graphs.py FOLDER PublicSurface.swift

FOLDER has the symbol graphs of the modules. The types are those that the Swift file imports by `@_exported`: the compiler's own
symbol graph has either none of the types of another module or all of them.
"""

import json
import pathlib
import re
import sys


def main(folder, surface):
    shown = {}
    for module, name in re.findall(r"^@_exported public import \w+ (\w+)\.(\w+)$", surface.read_text(), re.MULTILINE):
        shown.setdefault(module, set()).add(name)
    merged = json.loads((folder / "WritServer.symbols.json").read_text())
    symbols = {symbol["identifier"]["precise"]: symbol for symbol in merged["symbols"]}
    relationships = merged["relationships"]
    for module, names in shown.items():
        graph = json.loads((folder / f"{module}.symbols.json").read_text())
        found = {symbol["pathComponents"][0] for symbol in graph["symbols"]}
        if lacking := names - found:
            sys.exit(f"{module} has no public type {', '.join(sorted(lacking))}")
        for symbol in graph["symbols"]:
            if symbol["pathComponents"][0] in names:
                symbols[symbol["identifier"]["precise"]] = symbol
        relationships += graph["relationships"]
        # What modules above it add to its types, such as `WritServer@WritWire.symbols.json`.
        for path in sorted(folder.glob(f"*@{module}.symbols.json")):
            graph = json.loads(path.read_text())
            for symbol in graph["symbols"]:
                if symbol["pathComponents"][0] in names:
                    symbols[symbol["identifier"]["precise"]] = symbol
            relationships += graph["relationships"]
    for symbol in symbols.values():
        # Extensions of other modules' types would be put apart from the types.
        symbol.pop("swiftExtension", None)
    merged["symbols"] = list(symbols.values())
    merged["relationships"] = [relation for relation in relationships if relation["source"] in symbols]
    json.dump(merged, sys.stdout)


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
